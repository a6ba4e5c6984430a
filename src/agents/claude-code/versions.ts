/** What changed between versions of the client, in one place. */
export interface ClientFeatures {
  /** A hook can say `onFailure: "block"`: without an answer of ours the edit does not happen. */
  readonly failClosedHooks: boolean;
  /** `--system-prompt-snapshot`: without `off` a resumed conversation keeps the instructions of its first day. */
  readonly promptSnapshot: boolean;
}

const FAIL_CLOSED_SINCE = '2.1.295';
const PROMPT_SNAPSHOT_SINCE = '2.1.267';

/** The stories of the test suite ran with these two. */
const OLDEST_TESTED = '2.1.197';
const NEWEST_TESTED = '2.1.329';

/** `2.1.329 (Claude Code)` → `2.1.329`; `null` when there is no version in it. */
export const parseVersion = (text: string): string | null => /\b\d+\.\d+\.\d+\b/.exec(text)?.[0] ?? null;

/** An unknown version counts as the oldest: every flag is one that old clients know. */
export function featuresOf(version: string | null): ClientFeatures {
  const since = (first: string): boolean => version !== null && compareVersions(version, first) >= 0;
  return {failClosedHooks: since(FAIL_CLOSED_SINCE), promptSnapshot: since(PROMPT_SNAPSHOT_SINCE)};
}

/** What a person should know of this version before a team runs on it. */
export function versionWarnings(version: string | null): string[] {
  if (version === null) return ['Its version could not be read: only what every version knows is used.'];
  const tested = `tested with ${OLDEST_TESTED} to ${NEWEST_TESTED}`;
  if (compareVersions(version, OLDEST_TESTED) < 0) return [`Claude Code ${version} is older than what Harmony was ${tested}: update it.`];
  if (compareVersions(version, NEWEST_TESTED) > 0) {
    return [`Claude Code ${version} is newer than what Harmony was ${tested}: if a state looks wrong, compare the pane.`];
  }
  if (!featuresOf(version).failClosedHooks) {
    return [`Claude Code before ${FAIL_CLOSED_SINCE} lets an edit happen when Harmony cannot be asked: update it.`];
  }
  return [];
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  for (const [index, part] of left.entries()) {
    const difference = part - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
