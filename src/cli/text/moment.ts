import {parseDuration} from '../../config/duration.ts';

/**
 * A moment as people say it: `2h` (so long ago), `14:30` (the last time the clock showed it), or a date. Milliseconds since 1970; `null`: it is
 * none of these.
 */
export function momentOf(text: string, now: number): number | null {
  const ago = parseDuration(text);
  if (ago !== null) return now - ago;
  const clock = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(text.trim());
  if (clock) {
    const date = new Date(now);
    date.setHours(Number(clock[1]), Number(clock[2]), Number(clock[3] ?? 0), 0);
    if (date.getTime() > now) date.setDate(date.getDate() - 1);
    return date.getTime();
  }
  const date = /^\d{4}-\d{2}-\d{2}([T ]|$)/.test(text.trim()) ? Date.parse(text.trim()) : Number.NaN;
  return Number.isNaN(date) ? null : date;
}
