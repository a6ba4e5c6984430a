import type {SessionId, Timestamp} from '../team.ts';
import {afterCall, type Calls, isNew, keyOfCall, NO_CALLS} from './calls.ts';
import type {Call, Deed, Finding, Sent} from './deed.ts';
import {afterPleasantry, type Pair, pleasantriesOf} from './pleasantries.ts';
import {afterEdit, NO_REVERTS, type Reverts} from './reverts.ts';
import {afterMessage, NO_TEXTS, type Texts} from './texts.ts';

/** What comes later than this after the deed before begins anew: a look every quarter of an hour is a watch, and a stuck model does not wait. Milliseconds. */
const WINDOW = 15 * 60_000;

interface Doings {
  readonly at: Timestamp;
  /** Its hooks tell what it does: what it says of itself beside them is no deed. */
  readonly hooked: boolean;
  readonly calls: Calls;
  readonly reverts: Reverts;
  readonly texts: Texts;
}

/** What is remembered of the sessions' last deeds. Not kept in the journal: after a restart the count begins anew. */
export interface RepetitionMemory {
  readonly sessions: Readonly<Record<SessionId, Doings>>;
  readonly pairs: readonly Pair[];
}

export const NOTHING_DONE: RepetitionMemory = {sessions: {}, pairs: []};

/** The memory with one more deed in it. `after`: how often is too often. */
export function remember(memory: RepetitionMemory, deed: Deed, after: number): RepetitionMemory {
  const known = Object.hasOwn(memory.sessions, deed.session) ? memory.sessions[deed.session] : undefined;
  const fresh = {at: deed.at, hooked: known?.hooked ?? false, calls: NO_CALLS, reverts: NO_REVERTS, texts: NO_TEXTS};
  const before = known && deed.at - known.at <= WINDOW ? known : fresh;
  return deed.kind === 'call' ? withCall(memory, before, deed, after) : withMessage(memory, before, deed, after);
}

/** Does this session repeat itself now? */
export function repetitionOf({sessions, pairs}: RepetitionMemory, session: SessionId, after: number): Finding | null {
  const doings = Object.hasOwn(sessions, session) ? sessions[session] : undefined;
  return doings?.calls.found ?? doings?.reverts.found ?? doings?.texts.found ?? pleasantriesOf(pairs, session, after);
}

/** It was started again, or a person lets it go on: what it did before does not count. */
export function forget({sessions, pairs}: RepetitionMemory, session: SessionId): RepetitionMemory {
  const {[session]: _, ...others} = sessions;
  return {sessions: others, pairs: pairs.filter(({names}) => !names.includes(session))};
}

function withCall({sessions, pairs}: RepetitionMemory, before: Doings, call: Call, after: number): RepetitionMemory {
  if (call.said && before.hooked) return {sessions, pairs};
  const calls = afterCall(before.calls, call, after);
  // An edit of content that was not met before: the work gets on, and its messages may well be the same.
  const changes = call.edits !== null && isNew(before.calls, keyOfCall(call));
  const reverts = afterEdit(before.reverts, call, after);
  const texts = changes ? NO_TEXTS : before.texts;
  const doings: Doings = {at: call.at, hooked: before.hooked || !call.said, calls, reverts, texts};
  return {
    sessions: {...sessions, [call.session]: doings},
    pairs: changes ? pairs.filter(({names}) => !names.includes(call.session)) : pairs,
  };
}

function withMessage({sessions, pairs}: RepetitionMemory, before: Doings, sent: Sent, after: number): RepetitionMemory {
  const doings: Doings = {...before, at: sent.at, texts: afterMessage(before.texts, sent, after)};
  return {sessions: {...sessions, [sent.session]: doings}, pairs: afterPleasantry(pairs, sent)};
}
