import type {EventBody} from '../events.ts';
import {numberOf} from '../records.ts';
import type {DeliveryStep, Message, SessionId, Team, Timestamp} from '../team.ts';
import {MOST_STEPS} from './delivery-steps.ts';
import {forgetSettledMessages} from './forget-settled.ts';
import {mailIndexOf, undeliveredTo} from './mail-index.ts';

/** Messages with which nothing is left to do that are kept for looking up; older ones are in the journal. */
const MOST_SETTLED = 500;

type MessageEvent = Extract<EventBody, {type: `message.${string}`}>;

export const isMessageEvent = (body: EventBody): body is MessageEvent => body.type.startsWith('message.');

/** Folds an event of a message's way. */
export function evolveMessage(team: Team, body: MessageEvent, at: Timestamp): void {
  switch (body.type) {
    case 'message.sent': {
      const {message} = body;
      const index = mailIndexOf(team);
      team.messages[message.id] = message;
      index.put(message);
      team.counters.message = Math.max(team.counters.message, numberOf(message.id));
      const older = message.replaces ? team.messages[message.replaces] : undefined;
      if (older) replace(team, {...older, replacedBy: message.id});
      forgetSettledMessages(team, MOST_SETTLED);
      break;
    }
    case 'message.delivered': {
      const message = team.messages[body.message];
      if (message) takeStep(team, message, body.recipient, {state: body.state, at, evidence: body.evidence});
      break;
    }
    case 'message.overdue': {
      const message = team.messages[body.message];
      if (message) replace(team, {...message, overdueAt: at});
      break;
    }
  }
}

/** What was on its way to a process that is gone did not arrive. */
export function offerAgain(team: Team, recipient: SessionId, at: Timestamp): void {
  for (const message of undeliveredTo(team, recipient)) {
    if (message.deliveries[recipient]?.state !== 'offered') continue;
    takeStep(team, message, recipient, againAfterEnd(message, at));
  }
}

/** Where a newer message has taken its place it is not given out again. */
export const againAfterEnd = ({replacedBy}: Message, at: Timestamp): DeliveryStep =>
  replacedBy ? {state: 'superseded', at, evidence: replacedBy} : {state: 'queued', at, evidence: 'the session ended before it arrived'};

function takeStep(team: Team, message: Message, recipient: string, step: DeliveryStep): void {
  const delivery = message.deliveries[recipient];
  if (!delivery) return;
  const steps = [...delivery.steps, step].slice(-MOST_STEPS);
  replace(team, {...message, deliveries: {...message.deliveries, [recipient]: {state: step.state, steps}}});
}

function replace(team: Team, message: Message): void {
  const index = mailIndexOf(team);
  team.messages[message.id] = message;
  index.put(message);
}
