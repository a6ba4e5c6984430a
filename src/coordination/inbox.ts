import {type Actor, type Message, unreadBy} from '../core/index.ts';
import type {ControlRequests, InboxMessage} from '../protocol/control.ts';
import type {Coordination} from './coordination.ts';
import {RefusedRequest, refusal} from './refused-request.ts';
import {sessionOf} from './session-of.ts';

/** Mail of one recipient: what is unread, with `all` what is still known of the rest, or the one message that is named. */
export async function inboxOf(
  coordination: Coordination,
  actor: Actor,
  {session, take, all = false, message: id}: ControlRequests['inbox']['params'],
): Promise<ControlRequests['inbox']['result']> {
  if (actor.kind === 'session' && session !== undefined && session !== actor.session) {
    throw new RefusedRequest(refusal('forbidden', `${actor.session} may read its own mail only.`, 'Leave the name out.'));
  }
  const recipient = actor.kind === 'session' ? actor.session : (session ?? 'human');
  if (recipient !== 'human') sessionOf(coordination, recipient);
  const messages = id === undefined ? mailOf(coordination, recipient, all) : [await oneMessage(coordination, recipient, id)];
  const shown = messages.map((message) => inboxMessage(message, recipient));
  // A person who looks into a session's inbox does not take its mail away.
  const mine = actor.kind === 'session' ? recipient === actor.session : recipient === 'human';
  if (take && mine && messages.length > 0) {
    await coordination.execute(
      {kind: 'supervisor'},
      {type: 'message.delivered', messages: messages.map((message) => message.id), recipient, state: 'seen', evidence: 'inbox'},
    );
  }
  return {messages: shown};
}

const mailOf = ({team}: Coordination, recipient: string, all: boolean): Message[] =>
  all ? Object.values(team.messages).filter(({deliveries}) => Object.hasOwn(deliveries, recipient)) : unreadBy(team, recipient);

/** Also one that everybody has had for long: the journal knows it. */
async function oneMessage(coordination: Coordination, recipient: string, id: string): Promise<Message> {
  const known = Object.hasOwn(coordination.team.messages, id) ? coordination.team.messages[id] : undefined;
  const message = known ?? (await coordination.trace(id)).message;
  if (message && (Object.hasOwn(message.deliveries, recipient) || message.from === recipient)) return message;
  throw new RefusedRequest(refusal('not-found', `${recipient} has no message "${id}".`, 'See: harmony inbox --all'));
}

function inboxMessage(message: Message, recipient: string): InboxMessage {
  const {id, from, authority, subject, body, priority, needsReply, replyTo, sentAt} = message;
  return {
    id,
    from,
    authority,
    subject,
    body,
    priority,
    needsReply,
    replyBy: message.replyBy ?? null,
    replyTo,
    replaces: message.replaces ?? null,
    replacedBy: message.replacedBy ?? null,
    sentAt,
    state: message.deliveries[recipient]?.state ?? 'sent',
  };
}
