/** How long: `12 s`, `3 min`, `2 h`, `5 d`. */
export function lasting(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1_000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3_600)} h`;
  return `${Math.round(seconds / 86_400)} d`;
}

/** `at` and `now` are on the same clock: the team's, or the wall's. */
export const ago = (at: number, now: number): string => `${lasting(now - at)} ago`;

export const mebibytes = (bytes: number | null): string => (bytes === null ? '?' : `${Math.round(bytes / 1_048_576)} MB`);
