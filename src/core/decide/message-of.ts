import type {CommandBody} from '../commands.ts';
import {mayDelegate, recipientsOf} from '../messages/recipients.ts';
import type {Authority, Message, Team} from '../team.ts';
import {cleanLine, cleanText} from '../text.ts';
import {nameOf, type Situation} from './decision.ts';

/** Characters. */
export const LONGEST_SUBJECT = 200;
/** Of a team whose configuration was written down before there were deadlines. Milliseconds. */
const REPLY_WITHIN = 15 * 60_000;

/** The message as it is to be kept; its sender and authority come from the connection. `offset`: within the decision. */
export function messageOf({team, actor, now}: Situation, body: Extract<CommandBody, {type: 'message.send'}>, offset: number): Message {
  const from = nameOf(actor);
  const recipients = recipientsOf(team, body.to, from) ?? [];
  const needsReply = body.needsReply ?? body.replyWithin !== undefined;
  return {
    id: `M-${team.counters.message + offset}`,
    from,
    authority: authorityOf(team, from, recipients),
    to: body.to,
    subject: cleanLine(body.subject, LONGEST_SUBJECT),
    body: cleanText(body.body),
    priority: body.priority ?? 'normal',
    replyTo: body.replyTo ?? null,
    needsReply,
    replyBy: needsReply ? now + (body.replyWithin ?? team.policy.replyWithin ?? REPLY_WITHIN) : null,
    replaces: body.supersede ?? null,
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
