import type {CommandBody} from '../commands.ts';
import type {EventBody} from '../events.ts';
import {isNextStep, isUndelivered} from '../messages/delivery-steps.ts';
import {isPleasantry} from '../messages/pleasantry.ts';
import {mayDelegate, recipientsOf} from '../messages/recipients.ts';
import {remedyForName} from '../nearest-name.ts';
import type {Authority, Message, Team} from '../team.ts';
import {cleanLine, cleanText} from '../text.ts';
import {accept, type Decision, forSession, nameOf, onlyFor, refuse, type Situation} from './decision.ts';

const LONGEST_BODY = 64 * 1024;
const LONGEST_SUBJECT = 200;
type Body<T extends CommandBody['type']> = Extract<CommandBody, {type: T}>;

export function sendMessage(situation: Situation, body: Body<'message.send'>): Decision {
  const decide = (): Decision => {
    const problem = problemWith(situation, body);
    if (problem) return problem;
    const message = messageOf(situation, body, 1);
    const full = fullInbox(situation.team, message);
    if (full) return full;
    return accept({message: message.id, recipients: Object.keys(message.deliveries)}, [
      {type: 'message.sent', message},
      ...answerOf(situation, message),
    ]);
  };
  return situation.actor.kind === 'session' ? forSession(situation, 'send a message', decide) : decide();
}

function problemWith({team, actor}: Situation, {to, subject, body, replyTo}: Body<'message.send'>): Decision | null {
  if (body.length > LONGEST_BODY) {
    return refuse(
      'invalid',
      `A message of ${body.length} characters; ${LONGEST_BODY} is the most.`,
      'Write it to a file and send its path.',
    );
  }
  if (subject.length > LONGEST_SUBJECT)
    return refuse('invalid', `A subject of ${subject.length} characters; ${LONGEST_SUBJECT} is the most.`, 'Shorten it.');
  if (cleanText(body).trim() === '' && cleanText(subject).trim() === '')
    return refuse('invalid', 'The message is empty.', 'Say something.');
  if (to === nameOf(actor)) return refuse('invalid', 'That is you.', 'Send it to somebody else.');
  const recipients = recipientsOf(team, to, nameOf(actor));
  if (recipients === null) return nobodyCalled(team, to);
  if (recipients.length === 0) return refuse('not-found', `There is nobody else in ${to}.`, 'Send to a session, to all, or to human.');
  if (replyTo === undefined || replyTo === null) return null;
  const original = Object.hasOwn(team.messages, replyTo) ? team.messages[replyTo] : undefined;
  if (!original?.deliveries[nameOf(actor)]) return refuse('not-found', `You have no message ${replyTo} to reply to.`, 'See: harmony inbox');
  // A person's "ok" is a decision; a session's, to something that was no question, only costs the other a turn.
  const asksNothing = !original.needsReply && !original.body.includes('?') && !original.subject.includes('?');
  if (actor.kind === 'session' && asksNothing && isPleasantry(cleanText(body))) {
    return refuse('invalid', `${replyTo} asks for no reply, and this one says nothing new.`, 'Nothing has to be sent.');
  }
  return null;
}

function nobodyCalled(team: Team, to: string): Decision {
  const sessions = Object.values(team.sessions).map(({id}) => id);
  const groups = [...new Set(Object.values(team.sessions).flatMap(({role, tier}) => [`role:${role}`, `tier:${tier}`]))];
  const remedy = remedyForName(to, [...sessions, ...groups, 'all', 'human']);
  return refuse('not-found', `There is no "${to}" to send to.`, remedy, {sessions});
}

/** The message as it is to be kept; its sender and authority come from the connection. */
export function messageOf({team, actor, now}: Situation, body: Body<'message.send'>, offset: number): Message {
  const from = nameOf(actor);
  const recipients = recipientsOf(team, body.to, from) ?? [];
  return {
    id: `M-${team.counters.message + offset}`,
    from,
    authority: authorityOf(team, from, recipients),
    to: body.to,
    subject: cleanLine(body.subject, LONGEST_SUBJECT),
    body: cleanText(body.body),
    priority: body.priority ?? 'normal',
    replyTo: body.replyTo ?? null,
    needsReply: body.needsReply ?? false,
    sentAt: now,
    deliveries: Object.fromEntries(
      recipients.map((recipient) => [recipient, {state: 'queued', steps: [{state: 'queued', at: now, evidence: 'journal'}]} as const]),
    ),
  };
}

function authorityOf(team: Team, from: string, recipients: readonly string[]): Authority {
  if (from === 'human' || from === 'harmony') return from;
  const sender = team.sessions[from];
  const all = recipients.every((id) => {
    const recipient = team.sessions[id];
    return sender !== undefined && recipient !== undefined && mayDelegate(sender, recipient);
  });
  return all ? 'delegator' : 'peer';
}

/** Nothing is dropped in silence: whoever sends too much is told. */
export function fullInbox(team: Team, message: Message): Decision | null {
  for (const recipient of Object.keys(message.deliveries)) {
    const waiting = Object.values(team.messages).filter(({deliveries}) => isUndelivered(deliveries[recipient]?.state)).length;
    if (waiting >= team.policy.inboxLimit) {
      return refuse(
        'full',
        `${recipient} has ${waiting} messages that it did not get yet.`,
        'Wait until it has read them, or ask a person.',
        {recipient, waiting},
      );
    }
  }
  return null;
}

/** The first answer is the step; whatever is said after it is one more message. */
function answerOf({actor, team}: Situation, message: Message): EventBody[] {
  const recipient = nameOf(actor);
  const delivery = message.replyTo === null ? undefined : team.messages[message.replyTo]?.deliveries[recipient];
  if (!message.replyTo || !delivery || !isNextStep(delivery.state, 'answered')) return [];
  return [{type: 'message.delivered', message: message.replyTo, recipient, state: 'answered', evidence: message.id}];
}

export function messageDelivered(situation: Situation, {messages, recipient, state, evidence}: Body<'message.delivered'>): Decision {
  return onlyFor(situation, ['supervisor'], 'say that a message was delivered', () => {
    const events = messages
      .filter((id) => {
        const delivery = situation.team.messages[id]?.deliveries[recipient];
        return delivery !== undefined && isNextStep(delivery.state, state);
      })
      .map((message): EventBody => ({type: 'message.delivered', message, recipient, state, evidence: cleanLine(evidence, 200)}));
    return accept(null, events);
  });
}
