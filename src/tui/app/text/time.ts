const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago, in one coarse unit: a board on which nothing happens changes once a minute at most. */
export function shortAge(milliseconds: number): string {
  if (milliseconds < MINUTE) return 'now';
  if (milliseconds < HOUR) return `${Math.floor(milliseconds / MINUTE)}m`;
  if (milliseconds < DAY) return `${Math.floor(milliseconds / HOUR)}h`;
  return `${Math.floor(milliseconds / DAY)}d`;
}

/** How much time is left. Rounded up, so that nothing that still counts shows as nothing. */
export function shortTimeLeft(milliseconds: number): string {
  if (milliseconds <= 0) return 'over';
  if (milliseconds < MINUTE) return '<1m';
  const minutes = Math.ceil(milliseconds / MINUTE);
  if (minutes < 60) return `${minutes}m`;
  if (minutes < 24 * 60) return minutes % 60 === 0 ? `${minutes / 60}h` : `${Math.floor(minutes / 60)}h${minutes % 60}m`;
  return `${Math.ceil(minutes / 60 / 24)}d`;
}
