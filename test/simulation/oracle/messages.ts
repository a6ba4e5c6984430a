import type {DeliveryState, Event, Message, Team} from '../../../src/core/index.ts';
import {must} from '../violation.ts';

const STEPS: readonly DeliveryState[] = ['queued', 'offered', 'injected', 'seen', 'answered'];
const isArrived = (state: DeliveryState): boolean => STEPS.indexOf(state) >= STEPS.indexOf('injected');

/** Every message and how far it came, by events alone. */
export class MessageOracle {
  /** By message, then by recipient. */
  readonly #sent = new Map<string, Map<string, DeliveryState>>();
  /** On their way to one who has not got them yet. */
  readonly #undelivered = new Set<string>();
  #last = 0;

  wasSent(id: string): boolean {
    return this.#sent.has(id);
  }

  isUndeliveredTo(recipient: string): boolean {
    return [...this.#undelivered].some((id) => !isArrived(this.#sent.get(id)?.get(recipient) ?? 'seen'));
  }

  take({body}: Event): void {
    switch (body.type) {
      case 'message.sent':
        this.#send(body.message);
        break;
      case 'message.delivered': {
        const deliveries = this.#sent.get(body.message);
        const before = deliveries?.get(body.recipient);
        must(deliveries !== undefined && before !== undefined, 'only what was sent arrives', () => `${body.message} at ${body.recipient}`);
        const forward = STEPS.indexOf(body.state) > STEPS.indexOf(before) || (before === 'offered' && body.state === 'offered');
        must(forward, 'deliveries never go back', () => `${body.message} to ${body.recipient}: ${before}, then ${body.state}`);
        deliveries.set(body.recipient, body.state);
        if ([...deliveries.values()].every(isArrived)) this.#undelivered.delete(body.message);
        break;
      }
      case 'session.exited':
        // What was on its way to a process that is gone did not arrive.
        for (const id of this.#undelivered) {
          const deliveries = this.#sent.get(id);
          if (deliveries?.get(body.session) === 'offered') deliveries.set(body.session, 'queued');
        }
        break;
    }
  }

  compare(team: Team): void {
    for (const id of this.#undelivered) must(id in team.messages, 'no message is lost', () => id);
    let last = 0;
    for (const message of Object.values(team.messages)) {
      const number = Number(message.id.slice(2));
      must(number > last, 'messages keep their order', () => message.id);
      last = number;
      const deliveries = this.#sent.get(message.id);
      must(deliveries !== undefined, 'only what was sent is there', () => message.id);
      for (const [recipient, state] of deliveries) {
        const shown = message.deliveries[recipient]?.state;
        must(
          shown === state,
          'the state has every delivery',
          () => `${message.id} to ${recipient} is ${shown}, and the record says ${state}`,
        );
      }
    }
  }

  #send({id, deliveries}: Message): void {
    const number = Number(id.slice(2));
    must(number > this.#last, 'messages keep their order', () => `${id} after M-${this.#last}`);
    this.#last = number;
    this.#sent.set(id, new Map(Object.entries(deliveries).map(([recipient, {state}]) => [recipient, state])));
    this.#undelivered.add(id);
  }
}
