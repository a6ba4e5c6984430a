import type {DeliveryState, Event, Message, Team} from '../../../src/core/index.ts';
import {must} from '../violation.ts';
import type {SessionOracle} from './sessions.ts';

const STEPS: readonly DeliveryState[] = ['queued', 'offered', 'injected', 'seen', 'answered'];
const isWaiting = (state: DeliveryState | undefined): boolean => state === 'queued' || state === 'offered';

interface Sent {
  readonly id: string;
  readonly from: string;
  readonly deliveries: Map<string, DeliveryState>;
  /** Until when everybody is to have answered. */
  readonly replyBy: number | null;
  readonly needsReply: boolean;
  overdue: boolean;
  replacedBy: string | null;
}

/** Every message and how far it came, by events alone. */
export class MessageOracle {
  readonly #sessions: SessionOracle;
  readonly #sent = new Map<string, Sent>();
  /** On their way to one who has not got them yet. */
  readonly #undelivered = new Set<string>();
  /** Somebody owes an answer. */
  readonly #owed = new Set<string>();
  #last = 0;
  #inboxLimit = Number.POSITIVE_INFINITY;

  constructor(sessions: SessionOracle) {
    this.#sessions = sessions;
  }

  senderOf(id: string): string | undefined {
    return this.#sent.get(id)?.from;
  }

  isUndeliveredTo(recipient: string): boolean {
    return this.#countUndelivered(recipient) > 0;
  }

  isOwed(id: string): boolean {
    return this.#owed.has(id);
  }

  take({body, at, actor}: Event): void {
    switch (body.type) {
      case 'team.configured':
        this.#inboxLimit = body.policy.inboxLimit;
        break;
      case 'message.sent':
        this.#send(body.message, actor);
        break;
      case 'message.delivered':
        this.#deliver(body.message, body.recipient, body.state);
        break;
      case 'message.overdue': {
        const message = this.#sent.get(body.message);
        const late = message?.replyBy !== null && message !== undefined && message.replyBy <= at && !message.overdue;
        must(late, 'nobody is late before the time, nor twice', () => body.message);
        message.overdue = true;
        const owing = this.#owing(message);
        must(owing.length > 0 && owing.join() === body.recipients.join(), 'only who owes an answer is late', () => {
          return `${body.message}: ${body.recipients} for ${owing}`;
        });
        break;
      }
      case 'session.exited':
        // What was on its way to a process that is gone did not arrive; where a newer one has taken its place it is not given out again.
        for (const id of this.#undelivered) {
          const message = this.#sent.get(id);
          if (message?.deliveries.get(body.session) !== 'offered') continue;
          message.deliveries.set(body.session, message.replacedBy === null ? 'queued' : 'superseded');
          this.#settle(message);
        }
        break;
    }
  }

  afterCommand(type: string, events: readonly Event[]): void {
    for (const {body, at} of events) {
      if (body.type !== 'message.sent') continue;
      const {replaces, deliveries} = body.message;
      const older = replaces ? this.#sent.get(replaces) : undefined;
      const queued = older ? [...older.deliveries].filter(([, state]) => state === 'queued') : [];
      must(queued.length === 0, 'a superseded message is never delivered', () => `${replaces} is still queued to ${queued[0]?.[0]}`);
      if (type !== 'message.send' && type !== 'message.reply') continue;
      for (const recipient of Object.keys(deliveries)) {
        const waiting = this.#countUndelivered(recipient);
        must(waiting <= this.#inboxLimit, 'no inbox grows without bound', () => `${recipient} has ${waiting} at ${at}`);
      }
    }
    const at = events.at(-1)?.at ?? 0;
    if (type !== 'time.pass') return;
    for (const id of this.#owed) {
      const message = this.#sent.get(id);
      const missed = message !== undefined && message.replyBy !== null && message.replyBy <= at && !message.overdue;
      must(!missed, 'no deadline is missed', () => id);
    }
  }

  compare(team: Team): void {
    for (const id of this.#undelivered) must(id in team.messages, 'no message is lost', () => id);
    for (const id of this.#owed) must(id in team.messages, 'no message is lost', () => id);
    let last = 0;
    for (const message of Object.values(team.messages)) {
      const number = Number(message.id.slice(2));
      must(number > last, 'messages keep their order', () => message.id);
      last = number;
      const sent = this.#sent.get(message.id);
      must(sent !== undefined, 'only what was sent is there', () => message.id);
      for (const [recipient, state] of sent.deliveries) {
        const shown = message.deliveries[recipient]?.state;
        must(shown === state, 'the state has every delivery', () => {
          return `${message.id} to ${recipient} is ${shown}, and the record says ${state}`;
        });
      }
    }
  }

  #send({id, from, deliveries, replyBy = null, needsReply, replaces}: Message, actor: string): void {
    const number = Number(id.slice(2));
    must(number > this.#last, 'messages keep their order', () => `${id} after M-${this.#last}`);
    this.#last = number;
    const states = new Map(Object.entries(deliveries).map(([recipient, {state}]) => [recipient, state]));
    must(states.size > 0, 'every message has a recipient', () => id);
    const sent: Sent = {id, from, deliveries: states, replyBy, needsReply, overdue: false, replacedBy: null};
    this.#sent.set(id, sent);
    if (replaces) this.#replace(replaces, sent, actor);
    this.#settle(sent);
  }

  #replace(id: string, by: Sent, actor: string): void {
    const older = this.#sent.get(id);
    must(older !== undefined && older.replacedBy === null, 'a message is replaced once', () => `${id} by ${by.id}`);
    must(older.from === actor || actor === 'human', 'only its sender or a person replaces a message', () => `${id} by ${actor}`);
    for (const recipient of older.deliveries.keys()) {
      const there = recipient === 'human' || this.#sessions.isMember(recipient);
      must(!there || by.deliveries.has(recipient), 'who got the older one gets the newer one', () => `${by.id} is not for ${recipient}`);
    }
    older.replacedBy = by.id;
    this.#settle(older);
  }

  #deliver(id: string, recipient: string, state: DeliveryState): void {
    const message = this.#sent.get(id);
    const before = message?.deliveries.get(recipient);
    must(message !== undefined && before !== undefined, 'only what was sent arrives', () => `${id} at ${recipient}`);
    const says = (): string => `${id} to ${recipient}: ${before}, then ${state}`;
    must(before !== 'superseded', 'a superseded message is never delivered', says);
    if (state === 'superseded') must(message.replacedBy !== null && isWaiting(before), 'only what was replaced is superseded', says);
    else {
      const forward = STEPS.indexOf(state) > STEPS.indexOf(before) || (before === 'offered' && state === 'offered');
      must(forward, 'deliveries never go back', says);
      must(state !== 'offered' || message.replacedBy === null, 'a superseded message is never delivered', says);
    }
    message.deliveries.set(recipient, state);
    this.#settle(message);
  }

  #owing({needsReply, replacedBy, deliveries}: Sent): string[] {
    if (!needsReply || replacedBy !== null) return [];
    return [...deliveries].filter(([, state]) => state !== 'answered' && state !== 'superseded').map(([recipient]) => recipient);
  }

  #settle(message: Sent): void {
    const {id, deliveries, replyBy} = message;
    if ([...deliveries.values()].some(isWaiting)) this.#undelivered.add(id);
    else this.#undelivered.delete(id);
    if (replyBy !== null && this.#owing(message).length > 0) this.#owed.add(id);
    else this.#owed.delete(id);
  }

  #countUndelivered(recipient: string): number {
    let count = 0;
    for (const id of this.#undelivered) if (isWaiting(this.#sent.get(id)?.deliveries.get(recipient))) count++;
    return count;
  }
}
