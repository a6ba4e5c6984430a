import type {Message, MessageId, Priority, Team, Timestamp} from '../team.ts';
import {undeliveredTo} from './mail-index.ts';

const WEIGHT: Readonly<Record<Priority, number>> = {low: 0, normal: 1, high: 2, urgent: 3};

/**
 * What may be put into a session now. An offer made after `overdue` is still on its way, and what its sender wrote later waits for it. `lost`: offers
 * that came to nothing, of messages that were replaced meanwhile.
 */
export function deliverableTo(team: Team, recipient: string, overdue: Timestamp): {mail: Message[]; lost: MessageId[]} {
  const mail: Message[] = [];
  const lost: MessageId[] = [];
  const onTheWay = new Set<string>();
  for (const message of undeliveredTo(team, recipient)) {
    const delivery = message.deliveries[recipient];
    const offered = delivery?.state === 'offered';
    if (offered && (delivery.steps.at(-1)?.at ?? 0) > overdue) onTheWay.add(message.from);
    else if (onTheWay.has(message.from)) continue;
    else if (message.replacedBy) lost.push(message.id);
    else mail.push(message);
  }
  return {mail: urgentFirst(mail), lost};
}

/** What is urgent comes first, with whatever its sender wrote before it: the order of one sender is never changed. */
function urgentFirst(mail: readonly Message[]): Message[] {
  const heaviest = new Map<string, number>();
  const weighed = mail.toReversed().map((message) => {
    const weight = Math.max(WEIGHT[message.priority], heaviest.get(message.from) ?? 0);
    heaviest.set(message.from, weight);
    return {message, weight};
  });
  return weighed
    .reverse()
    .sort((a, b) => b.weight - a.weight)
    .map(({message}) => message);
}
