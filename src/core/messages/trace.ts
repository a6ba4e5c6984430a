import type {Event} from '../events.ts';
import type {DeliveryState, Message, MessageId} from '../team.ts';
import {againAfterEnd} from './evolve-message.ts';
import {overdueKey} from './reply-due.ts';

/** One thing that happened to a message. */
export interface TraceLine {
  /** Team time. */
  readonly at: number;
  /** Wall clock: for people only. */
  readonly wall: number;
  /** `null`: it concerns the message as a whole. */
  readonly recipient: string | null;
  /** A state of its delivery; `sent`, `replaced`, `overdue`, or `attention` for what a person was asked. */
  readonly what: string;
  readonly evidence: string;
}

/** The whole history of a message, as the journal has it. */
export interface MessageTrace {
  message: Message | null;
  readonly lines: TraceLine[];
}

/** Begins empty; `take` is given every event of the journal, oldest first. */
export function traceMessage(id: MessageId): {readonly trace: MessageTrace; take(event: Event): void} {
  const trace: MessageTrace = {message: null, lines: []};
  const questions = new Set<string>();
  const take = ({at, wall, body}: Event): void => {
    const tell = (recipient: string | null, what: string, evidence: string): void => {
      trace.lines.push({at, wall, recipient, what, evidence});
    };
    const step = (recipient: string, state: DeliveryState, evidence: string): void => {
      const delivery = trace.message?.deliveries[recipient];
      if (!trace.message || !delivery) return;
      tell(recipient, state, evidence);
      const steps = [...delivery.steps, {state, at, evidence}];
      trace.message = {...trace.message, deliveries: {...trace.message.deliveries, [recipient]: {state, steps}}};
    };
    switch (body.type) {
      case 'message.sent': {
        const {message} = body;
        if (message.id === id) {
          trace.message = message;
          tell(null, 'sent', `by ${message.from} to ${message.to}${message.replaces ? `, in the place of ${message.replaces}` : ''}`);
          for (const [recipient, {state, steps}] of Object.entries(message.deliveries)) tell(recipient, state, steps[0]?.evidence ?? '');
        } else if (message.replaces === id && trace.message) {
          trace.message = {...trace.message, replacedBy: message.id};
          tell(null, 'replaced', `by ${message.id}`);
        }
        break;
      }
      case 'message.delivered':
        if (body.message === id) step(body.recipient, body.state, body.evidence);
        break;
      case 'message.overdue':
        if (body.message === id && trace.message) {
          trace.message = {...trace.message, overdueAt: at};
          tell(null, 'overdue', `no answer from ${body.recipients.join(', ')}`);
        }
        break;
      case 'session.exited':
        if (trace.message?.deliveries[body.session]?.state === 'offered') {
          const {state, evidence} = againAfterEnd(trace.message, at);
          step(body.session, state, evidence);
        }
        break;
      case 'attention.raised':
        if (body.attention.key === overdueKey(id)) {
          questions.add(body.attention.id);
          tell(null, 'attention', `${body.attention.id} raised: ${body.attention.title}`);
        }
        break;
      case 'attention.answered':
        if (questions.has(body.attention)) tell(null, 'attention', `${body.attention} answered by ${body.by}: ${body.choice}`);
        break;
      case 'attention.withdrawn':
        if (questions.has(body.attention)) tell(null, 'attention', `${body.attention} withdrawn: ${body.reason}`);
        break;
    }
  };
  return {trace, take};
}
