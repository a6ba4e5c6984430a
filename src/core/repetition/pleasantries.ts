import type {SessionId} from '../team.ts';
import type {Finding, Sent} from './deed.ts';

export interface Pair {
  readonly names: readonly [SessionId, SessionId];
  /** Messages between the two, one after the other, that said nothing. */
  readonly times: number;
  /** Who sent them: one alone is not answered, and costs nobody a turn after the first. */
  readonly senders: readonly SessionId[];
}

/** Two sessions that thank each other wake each other up for ever. One sentence with something in it, either way, begins the count again. */
export function afterPleasantry(pairs: readonly Pair[], {session, to, pleasantry}: Sent): readonly Pair[] {
  const isThis = ({names}: Pair): boolean => names.includes(session) && names.includes(to);
  const others = pairs.filter((pair) => !isThis(pair));
  if (!pleasantry) return others;
  const before = pairs.find(isThis);
  const senders = [...new Set([...(before?.senders ?? []), session])];
  return [...others, {names: before?.names ?? [session, to], times: (before?.times ?? 0) + 1, senders}];
}

export function pleasantriesOf(pairs: readonly Pair[], session: SessionId, after: number): Finding | null {
  const pair = pairs.find(({names, times, senders}) => names.includes(session) && senders.length === 2 && times >= after);
  return pair ? {kind: 'pleasantries', times: pair.times, what: `with ${pair.names.find((name) => name !== session)}`} : null;
}
