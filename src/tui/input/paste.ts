/** What ends a paste too early, or is a command to the program that gets it. Tabs and line ends are text. */
const CONTROLS = /\x1b\[20[01]~|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g;

export const PASTE_START = '\x1b[200~';
export const PASTE_END = '\x1b[201~';

/** Pasted text without anything that is not text. Line ends are those of the Enter key, as terminals send them. */
export const cleanPaste = (text: string): string => text.replace(CONTROLS, '').replace(/\r?\n/g, '\r');

/** Pasted text as a program gets it: between marks if it asked for these. */
export function encodePaste(text: string, bracketed: boolean): string {
  const clean = cleanPaste(text);
  return bracketed && clean !== '' ? `${PASTE_START}${clean}${PASTE_END}` : clean;
}
