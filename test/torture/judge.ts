import type {Event} from '../../src/core/index.ts';

/** One line of the oracle log. `t` and `deadline`: CLOCK_MONOTONIC, milliseconds. */
export interface Line {
  readonly what:
    | 'granted'
    | 'let-go'
    | 'released'
    | 'killed'
    | 'checked'
    | 'check-refused'
    | 'written'
    | 'old-fence-refused'
    | 'gave-up'
    | 'unexpected';
  readonly t: number;
  readonly name: string;
  readonly claim?: string;
  readonly fence?: number;
  readonly files?: readonly number[];
  readonly deadline?: number;
  readonly file?: string;
  readonly late?: boolean;
  readonly refusal?: readonly string[];
}

export interface Judgement {
  readonly grants: number;
  readonly writes: number;
  /** Fences that were asked for at the moment of the write, and those of them that were refused after the lease. */
  readonly checks: number;
  readonly lateChecksRefused: number;
  /** A holder slept through its lease; only a fence can stop what it writes then. */
  readonly lateWritesStopped: number;
  readonly lateWritesLetThrough: number;
  /** What must not be: empty, or there is a defect. */
  readonly doubleHolders: readonly string[];
  readonly oldFences: readonly string[];
  readonly unexpected: readonly string[];
}

export const readLines = (text: string): Line[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)
    .sort((a, b) => a.t - b.t);

/** Whoever was granted a file believes in it from the answer until it lets go, is dead, or its own deadline passes. */
export function judgeLines(lines: readonly Line[]): Judgement {
  const holders = new Map<number, Map<string, Line>>();
  const highest = new Map<string, number>();
  const [doubleHolders, oldFences, unexpected]: [string[], string[], string[]] = [[], [], []];
  let [grants, writes, checks, lateChecksRefused, lateWritesStopped, lateWritesLetThrough] = [0, 0, 0, 0, 0, 0];
  for (const line of lines) {
    const {what, t, name, file = '', fence = 0} = line;
    if (what === 'granted') {
      grants++;
      for (const number of line.files ?? []) {
        const held = holders.get(number) ?? new Map<string, Line>();
        for (const [other, since] of held) {
          if (other !== name && (since.deadline ?? 0) > t) doubleHolders.push(`f${number}: ${other} since ${since.t}, ${name} at ${t}`);
        }
        holders.set(number, held.set(name, line));
      }
    } else if (what === 'let-go' || what === 'killed') {
      for (const held of holders.values()) held.delete(name);
    } else if (what === 'written') {
      writes++;
      if (line.late) lateWritesLetThrough++;
      if (fence < (highest.get(file) ?? 0)) oldFences.push(`${file}: ${fence} of ${name} after ${highest.get(file)}`);
      highest.set(file, Math.max(fence, highest.get(file) ?? 0));
    } else if (what === 'old-fence-refused') {
      // In time, and yet somebody newer wrote already: two held it.
      if (line.late) lateWritesStopped++;
      else doubleHolders.push(`${file}: a newer holder than ${name} (${fence}) wrote before its deadline`);
    } else if (what === 'checked') checks++;
    else if (what === 'check-refused') {
      checks++;
      if (line.late) lateChecksRefused++;
      else unexpected.push(`${name}: the fence ${fence} was refused before its deadline`);
    } else if (what === 'unexpected') unexpected.push(`${name}: ${line.refusal}`);
  }
  return {grants, writes, checks, lateChecksRefused, lateWritesStopped, lateWritesLetThrough, doubleHolders, oldFences, unexpected};
}

/** What was acknowledged and is not in the journal, and what is there twice. */
export function judgeJournal(lines: readonly Line[], events: readonly Event[]): {lost: string[]; twice: string[]; broken: string[]} {
  const fences = new Map<string, number>();
  const ended = new Set<string>();
  const lastOf = new Map<string, number>();
  const [lost, twice, broken]: [string[], string[], string[]] = [[], [], []];
  let lastFence = 0;
  for (const [index, {position, command, body}] of events.entries()) {
    if (position !== index + 1) broken.push(`position ${position} after ${index}`);
    const before = lastOf.get(command);
    if (before !== undefined && before !== position - 1) twice.push(`${command} at ${before} and ${position}`);
    lastOf.set(command, position);
    if (body.type === 'claim.granted') {
      if (body.claim.fence <= lastFence) broken.push(`fence ${body.claim.fence} after ${lastFence}`);
      lastFence = body.claim.fence;
      fences.set(body.claim.id, lastFence);
    }
    if (body.type === 'claim.ended') ended.add(body.claim);
  }
  for (const {what, claim = '', fence} of lines) {
    if (what === 'granted' && fences.get(claim) !== fence) lost.push(`the grant of ${claim} with ${fence}`);
    if (what === 'released' && !ended.has(claim)) lost.push(`the release of ${claim}`);
  }
  return {lost, twice, broken};
}
