/**
 * Control characters, those that turn the direction of the text around them, and those that nobody sees: what comes from a session is data, never an
 * instruction to a terminal, and never words that a model reads and a person does not. The joiners of emoji and of some scripts stay.
 */
const UNSAFE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Whole sequences for a terminal (colours, titles), of which the rest would stay as noise: those that run to their own end, and the short ones. */
const SEQUENCE = /\u001b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -/]*[0-~])/g;
/** All that a reader may take for the end of a line: nothing may begin a line of its own that we did not see as one. */
const LINE_END = /\r\n|[\r\u0085\u2028\u2029]/g;

/** Several lines, cleaned. */
export const cleanText = (text: string): string => text.replace(SEQUENCE, '').replace(LINE_END, '\n').replace(UNSAFE, '');

/** One line, cleaned and cut. */
export function cleanLine(text: string, longest: number): string {
  const line = cleanText(text).replace(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

/** Is there anything in it that `cleanText` takes away, or that ends a line? */
export const isClean = (text: string): boolean => text.search(UNSAFE) < 0 && !/[\t\n\u2028\u2029]/.test(text);

/** Somebody else's words within a sentence of ours: one line, cut, and without a quotation mark that could end them early. */
export const inQuotes = (text: string, longest: number): string => `"${cleanLine(text, longest).replace(/["“”„‟«»]/gu, "'")}"`;

/** A name as long as any that a person gives; longer ones are meant to be read as something else. Characters. */
const LONGEST_NAME = 120;

/** A name of a file or a thing within a sentence of ours: in quotes where it could pass for words. */
export const shownName = (name: string): string =>
  name.length <= LONGEST_NAME && /^[\p{L}\p{N}\p{M}_./*?[\]{}!,:@+~#$%&=^-]+$/u.test(name) ? name : inQuotes(name, LONGEST_NAME);

/** `12 s`, `3 min`, `2 h`: how long something has lasted. */
export function lasting(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1_000));
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
}

/** `12 more minutes`; coarse, because it is read and not computed with. */
export function inWords(milliseconds: number): string {
  const minutes = Math.max(1, Math.ceil(milliseconds / 60_000));
  if (minutes < 120) return `${minutes} more minute${minutes === 1 ? '' : 's'}`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} more hours` : `${Math.round(hours / 24)} more days`;
}

/** `2026-11-21 14:05 UTC`: a moment that stays true however late it is read. Computed by hand, because the core has no `Date`. */
export function inUtc(timestamp: number): string {
  const minutes = Math.floor(timestamp / 60_000);
  const day = Math.floor(minutes / 1_440);
  const two = (value: number): string => String(value).padStart(2, '0');
  const time = `${two(Math.floor((minutes % 1_440) / 60))}:${two(minutes % 60)}`;
  return `${dateOf(day).map(two).join('-')} ${time} UTC`;
}

/** Year, month and day of the Gregorian calendar, from days since 1970: counted in eras of 400 years that begin in March. */
function dateOf(day: number): [year: number, month: number, day: number] {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1];
}
