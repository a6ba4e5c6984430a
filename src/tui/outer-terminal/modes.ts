/** What Harmony switches on in the outer terminal, and off again. */

const PASTE = 2004;
const FOCUS = 1004;
const ALTERNATE_SCREEN = 1049;
const MOUSE_CELLS = 1002;
const MOUSE_ALL = 1003;
const MOUSE_SGR = 1006;
const WRAP = 7;
const SYNCHRONIZED = 2026;

const on = (mode: number): string => `\x1b[?${mode}h`;
const off = (mode: number): string => `\x1b[?${mode}l`;

/** Wrapping is off: a terminal that counts a character wider than we do must not spill it into the next row. */
export const ENTER_SCREEN = `${on(ALTERNATE_SCREEN)}${off(WRAP)}${on(PASTE)}${on(FOCUS)}${on(MOUSE_CELLS)}${on(MOUSE_SGR)}\x1b[?25l`;

export const LEAVE_SCREEN =
  `${off(SYNCHRONIZED)}\x1b[m\x1b]8;;\x1b\\\x1b[r${off(MOUSE_ALL)}${off(MOUSE_CELLS)}${off(MOUSE_SGR)}${off(FOCUS)}${off(PASTE)}${on(WRAP)}` +
  `\x1b[0 q${off(ALTERNATE_SCREEN)}\x1b[?25h`;

/** Whether it speaks the kitty keyboard protocol, what it is called, and (every terminal answers that) what it is. */
export const ASK_ABILITIES = '\x1b[?u\x1b[>0q\x1b[c';

/** Keys that have no bytes of their own otherwise (Shift+Enter, Ctrl+Tab …) get some. */
export const PUSH_KITTY_KEYS = '\x1b[>1u';
export const POP_KITTY_KEYS = '\x1b[<u';

/** Reports of the pointer without a button: only while the pane in focus wants them. */
export const followPointer = (isWanted: boolean): string => (isWanted ? on(MOUSE_ALL) : `${off(MOUSE_ALL)}${on(MOUSE_CELLS)}`);
