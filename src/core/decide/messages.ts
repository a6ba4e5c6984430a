import type {CommandBody} from '../commands.ts';
import type {EventBody} from '../events.ts';
import {isNextStep} from '../messages/delivery-steps.ts';
import {openOverdue, whoOwesReply} from '../messages/reply-due.ts';
import type {Message, Team} from '../team.ts';
import {cleanLine} from '../text.ts';
import {accept, type Decision, forSession, nameOf, onlyFor, refuse, type Situation} from './decision.ts';
import {fullInbox} from './full-inbox.ts';
import {LONGEST_SUBJECT, messageOf} from './message-of.ts';
import {noSuchMessage, problemWith, receivedMessage} from './message-problems.ts';
import {cannotReplace, endOfReplaced, supersededFor} from './supersede.ts';

type Body<T extends CommandBody['type']> = Extract<CommandBody, {type: T}>;

export function sendMessage(situation: Situation, body: Body<'message.send'>): Decision {
  const {team, actor} = situation;
  const decide = (): Decision => {
    const problem = problemWith(situation, body);
    if (problem) return problem;
    const message = messageOf(situation, body, 1);
    const refused = cannotReplace(situation, message) ?? fullInbox(team, message);
    if (refused) return refused;
    const value = {
      message: message.id,
      recipients: Object.keys(message.deliveries),
      replyBy: message.replyBy,
      superseded: supersededFor(team, message),
    };
    return accept(value, [{type: 'message.sent', message}, ...endOfReplaced(team, message), ...answerOf(team, nameOf(actor), message)]);
  };
  return actor.kind === 'session' ? forSession(situation, 'send a message', decide) : decide();
}

/** To its sender, with its subject. */
export function replyToMessage(situation: Situation, {message: id, type: _, ...words}: Body<'message.reply'>): Decision {
  const decide = (): Decision => {
    const original = receivedMessage(situation.team, id, nameOf(situation.actor));
    if (!original) return noSuchMessage(id);
    if (original.from === 'harmony')
      return refuse('invalid', `${id} is a notice of Harmony itself: nobody reads an answer to it.`, 'Write to a session, or to human.');
    const subject = original.subject.startsWith('Re: ') ? original.subject : cleanLine(`Re: ${original.subject}`, LONGEST_SUBJECT);
    return sendMessage(situation, {type: 'message.send', to: original.from, subject, replyTo: id, ...words});
  };
  return situation.actor.kind === 'session' ? forSession(situation, 'reply', decide) : decide();
}

/** The reply is the evidence that the other was answered; the last one that was waited for ends the waiting. */
function answerOf(team: Team, sender: string, {id, replyTo}: Message): EventBody[] {
  const original = replyTo ? team.messages[replyTo] : undefined;
  const delivery = original?.deliveries[sender];
  if (!original || !delivery || !isNextStep(delivery.state, 'answered')) return [];
  const isLast = whoOwesReply(original).every((recipient) => recipient === sender);
  const question = isLast ? openOverdue(team, original) : undefined;
  return [
    {type: 'message.delivered', message: original.id, recipient: sender, state: 'answered', evidence: id},
    ...(question ? [{type: 'attention.withdrawn', attention: question.id, reason: `answered by ${id}`} as const] : []),
  ];
}

export function messageDelivered(situation: Situation, {messages, recipient, state, evidence}: Body<'message.delivered'>): Decision {
  return onlyFor(situation, ['supervisor'], 'say that a message was delivered', () => {
    const events = [...new Set(messages)].flatMap((id): EventBody[] => {
      const message = situation.team.messages[id];
      const delivery = message?.deliveries[recipient];
      if (!delivery || !isNextStep(delivery.state, state)) return [];
      // The first offer came to nothing, and meanwhile a newer message has taken its place.
      if (state === 'offered' && message?.replacedBy)
        return [{type: 'message.delivered', message: id, recipient, state: 'superseded', evidence: message.replacedBy}];
      return [{type: 'message.delivered', message: id, recipient, state, evidence: cleanLine(evidence, 200)}];
    });
    return accept(null, events);
  });
}
