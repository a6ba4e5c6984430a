const MILLISECONDS: Readonly<Record<string, number>> = {ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000};

/** A year: longer than any lease makes sense, and far below what a timer can be set to in days. */
const LONGEST = 365 * 86_400_000;

export const DURATION_FORM = 'a duration such as 30s, 30m, 4h or 7d';

/** Milliseconds of `30s`, `30m`, `4h`, `7d`, `250ms`. `null`: it is none, is zero, or is longer than a year. */
export function parseDuration(text: string): number | null {
  const match = /^(\d{1,9})(ms|s|m|h|d)$/.exec(text.trim());
  if (!match) return null;
  const value = Number(match[1]) * (MILLISECONDS[match[2] ?? ''] ?? Number.NaN);
  return value > 0 && value <= LONGEST ? value : null;
}
