import type {Call, Finding} from './deed.ts';

/**
 * A round of more calls than this is more likely work than a loop: who reads five files again and runs the tests has a reason. A stuck model
 * was seen to go round one to three calls (run, read, run).
 */
const LONGEST_ROUND = 4;
/** Calls since the last change that are remembered: a session that only reads goes through hundreds. An older one passes for new. */
const MOST_SEEN = 200;

export interface Calls {
  /** Keys of the calls since the last change, each once. */
  readonly seen: readonly string[];
  /** Keys of the calls since the last new one: all of them repeat. Newest last. */
  readonly again: readonly string[];
  /** Lasts until something new is done: what is done beside the loop does not end it. */
  readonly found: Finding | null;
}

export const NO_CALLS: Calls = {seen: [], again: [], found: null};

/** Is this call another than all since the last change? A changed file makes the same edit of it another one: its key has the content. */
export const isNew = ({seen}: Calls, key: string): boolean => !seen.includes(key);

export const keyOfCall = ({key, edits}: Call): string => (edits ? `${key} on ${edits.content}` : key);

/**
 * Reading on, another test, an edit that changes something: each is new, and begins the count again. So a test between edits is never counted, nor
 * are several files read in a row. Found when the last rounds, of one to four calls each, brought nothing new `after` times, the first included.
 */
export function afterCall(calls: Calls, call: Call, after: number): Calls {
  const key = keyOfCall(call);
  if (isNew(calls, key)) {
    // What was seen before a change may come out otherwise now.
    return {seen: call.edits ? [key] : [...calls.seen, key].slice(-MOST_SEEN), again: [], found: null};
  }
  const again = [...calls.again, key].slice(-LONGEST_ROUND * (after - 1));
  return {seen: calls.seen, again, found: calls.found ?? loopIn(again, call.what, after)};
}

function loopIn(again: readonly string[], what: string, after: number): Finding | null {
  for (let length = 1; length <= LONGEST_ROUND; length++) {
    const needed = length * (after - 1);
    if (again.length < needed) return null;
    if (new Set(again.slice(-needed)).size > length) continue;
    return {kind: 'call', times: after, what: length === 1 ? what : `${what}, in a round of ${length}`};
  }
  return null;
}
