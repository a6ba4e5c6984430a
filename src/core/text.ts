/** Control characters, and those that turn the direction of the text around them: what comes from a session is data, never an instruction to a terminal. */
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Several lines, cleaned. */
export const cleanText = (text: string): string => text.replaceAll('\r\n', '\n').replace(UNSAFE, '');

/** One line, cleaned and cut. */
export function cleanLine(text: string, longest: number): string {
  const line = cleanText(text).replace(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

/** `12 more minutes`; coarse, because it is read and not computed with. */
export function inWords(milliseconds: number): string {
  const minutes = Math.max(1, Math.ceil(milliseconds / 60_000));
  if (minutes < 120) return `${minutes} more minute${minutes === 1 ? '' : 's'}`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} more hours` : `${Math.round(hours / 24)} more days`;
}
