import type {Message, MessageId, Team} from '../team.ts';
import {isUndelivered, isUnread} from './delivery-steps.ts';
import {awaitsReply} from './reply-due.ts';

/** Messages by what is still to be done with them, so that nothing has to look through all of them. */
class MailIndex {
  readonly #undelivered = new Map<string, Set<MessageId>>();
  readonly #unread = new Map<string, Set<MessageId>>();
  readonly awaiting = new Set<MessageId>();
  /** Nothing is left to do with them: they may be forgotten. */
  readonly settled = new Set<MessageId>();

  /** Takes in a message that is new, or has changed. */
  put(message: Message): void {
    let settled = true;
    for (const [recipient, {state}] of Object.entries(message.deliveries)) {
      keep(setOf(this.#undelivered, recipient), message.id, isUndelivered(state));
      keep(setOf(this.#unread, recipient), message.id, isUnread(state));
      if (isUndelivered(state)) settled = false;
    }
    const awaits = awaitsReply(message);
    keep(this.awaiting, message.id, awaits);
    keep(this.settled, message.id, settled && !awaits);
  }

  remove({id, deliveries}: Message): void {
    for (const recipient of Object.keys(deliveries)) {
      this.#undelivered.get(recipient)?.delete(id);
      this.#unread.get(recipient)?.delete(id);
    }
    this.awaiting.delete(id);
    this.settled.delete(id);
  }

  undelivered(recipient: string): ReadonlySet<MessageId> {
    return this.#undelivered.get(recipient) ?? NONE;
  }

  unread(recipient: string): ReadonlySet<MessageId> {
    return this.#unread.get(recipient) ?? NONE;
  }
}

const NONE: ReadonlySet<MessageId> = new Set();

function setOf(sets: Map<string, Set<MessageId>>, recipient: string): Set<MessageId> {
  const known = sets.get(recipient);
  if (known) return known;
  const made = new Set<MessageId>();
  sets.set(recipient, made);
  return made;
}

function keep(ids: Set<MessageId>, id: MessageId, belongs: boolean): void {
  if (belongs) ids.add(id);
  else ids.delete(id);
}

/** Made once for a team, then kept up to date by the fold. */
const indexes = new WeakMap<Team, MailIndex>();

export function mailIndexOf(team: Team): MailIndex {
  const known = indexes.get(team);
  if (known) return known;
  const index = new MailIndex();
  for (const message of Object.values(team.messages)) index.put(message);
  indexes.set(team, index);
  return index;
}

const named = (team: Team, ids: Iterable<MessageId>): Message[] => [...ids].flatMap((id) => team.messages[id] ?? []);

/** Not yet in the recipient's hands, in the order they were sent. */
export const undeliveredTo = (team: Team, recipient: string): Message[] => named(team, mailIndexOf(team).undelivered(recipient));

export const countUndelivered = (team: Team, recipient: string): number => mailIndexOf(team).undelivered(recipient).size;

/** What the recipient was not seen to read, in the order it was sent. */
export const unreadBy = (team: Team, recipient: string): Message[] => named(team, mailIndexOf(team).unread(recipient));

/** Those that somebody still has to answer. */
export const awaitingReply = (team: Team): Message[] => named(team, mailIndexOf(team).awaiting);
