import type {PaneModes} from '../../protocol/terminal.ts';
import type {MouseEvent, Rect} from '../surface.ts';
import {encodeKey} from './encode-key.ts';
import {functionKey} from './key.ts';
import {encodeMouse} from './mouse.ts';

const FOCUS_IN = '\x1b[I';
const FOCUS_OUT = '\x1b[O';
/** Lines that one notch of the wheel moves, as in most terminals. */
const WHEEL_LINES = 3;

/** What a pane is sent for a mouse event, `null` when it has no use for the mouse. */
export function mouseInput(event: MouseEvent, modes: PaneModes, within: Rect): string | null {
  if (modes.mouse !== 'none') return encodeMouse(event, modes, within);
  const isWheel = event.kind === 'wheel-up' || event.kind === 'wheel-down';
  if (!isWheel || !modes.alternateScreen) return null;
  // A pager without mouse mode: every terminal turns the wheel into arrows there, because it has no lines above to scroll to.
  return encodeKey(functionKey(event.kind === 'wheel-up' ? 'up' : 'down'), modes).repeat(WHEEL_LINES);
}

/** Tells programs that asked for it whether they have the keyboard. */
export class FocusReports {
  readonly #modesOf: (terminal: string) => PaneModes | null;
  readonly #send: (terminal: string, text: string) => void;
  #isOuterFocused = true;
  #target: string | null = null;
  #told: string | null = null;

  constructor(modesOf: (terminal: string) => PaneModes | null, send: (terminal: string, text: string) => void) {
    this.#modesOf = modesOf;
    this.#send = send;
  }

  /** The outer terminal gained or lost the focus. */
  outerFocus(isFocused: boolean): void {
    this.#isOuterFocused = isFocused;
    this.#tell();
  }

  /** The terminal that is typed into. */
  typeInto(terminal: string | null): void {
    this.#target = terminal;
    this.#tell();
  }

  #tell(): void {
    const focused = this.#isOuterFocused ? this.#target : null;
    if (focused === this.#told) return;
    if (this.#told !== null && this.#modesOf(this.#told)?.focusEvents) this.#send(this.#told, FOCUS_OUT);
    if (focused !== null && this.#modesOf(focused)?.focusEvents) this.#send(focused, FOCUS_IN);
    this.#told = focused;
  }
}
