import type {Attention, Message, MessageId, Team, Timestamp} from '../team.ts';

/** Who still owes an answer: each recipient of a message that needs one, unless a newer message has taken its place. */
export const whoOwesReply = ({needsReply, replacedBy, deliveries}: Message): string[] =>
  needsReply && !replacedBy
    ? Object.entries(deliveries)
        .filter(([, {state}]) => state !== 'answered' && state !== 'superseded')
        .map(([recipient]) => recipient)
    : [];

/** Only what was sent with a deadline: messages of an older journal have none. */
export const awaitsReply = (message: Message): boolean => (message.replyBy ?? null) !== null && whoOwesReply(message).length > 0;

/** When this message's deadline has to be looked at; `null`: never, or it has passed and a person was told. */
export const replyDueAt = ({replyBy = null, overdueAt}: Message): Timestamp | null => (overdueAt === undefined ? replyBy : null);

/** No colon: it cannot be taken for one of a session's own keys. */
export const overdueKey = (message: MessageId): string => `unanswered ${message}`;

/** The question that a person was asked because nobody had answered. */
export const openOverdue = (team: Team, message: Message): Attention | undefined =>
  message.overdueAt === undefined
    ? undefined
    : Object.values(team.attention).find(({state, key}) => state === 'open' && key === overdueKey(message.id));
