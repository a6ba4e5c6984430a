import type {InboxMessage} from '../../protocol/control.ts';
import {connectTeam} from '../connect.ts';
import type {Context} from '../context.ts';
import {followTeam} from '../follow.ts';
import type {Result} from '../output.ts';

interface Options {
  readonly take: boolean;
  readonly watch: boolean;
}

export async function inbox(_: object, {take, watch}: Options, context: Context): Promise<Result> {
  using team = await connectTeam(context);
  const look = async (): Promise<readonly InboxMessage[]> => (await team.request('inbox', {take})).messages;
  if (!watch) {
    const messages = await look();
    return {text: messages.length === 0 ? 'No new messages.' : messages.map(letter).join('\n\n'), json: {messages}};
  }
  const shown = new Set<string>();
  const show = async (): Promise<void> => {
    const messages = (await look()).filter((message) => !shown.has(message.id));
    for (const message of messages) shown.add(message.id);
    if (messages.length > 0) context.output.result({text: `${messages.map(letter).join('\n\n')}\n`, json: {messages}});
  };
  await followTeam(team, show);
  return {};
}

function letter({id, from, authority, subject, body, priority, needsReply, replyTo}: InboxMessage): string {
  const marks = [
    authority,
    ...(priority === 'normal' ? [] : [priority]),
    ...(replyTo === null ? [] : [`answers ${replyTo}`]),
    ...(needsReply ? ['wants an answer'] : []),
  ];
  return [`${id} from ${from} (${marks.join(', ')}): ${subject}`, ...body.split('\n').map((line) => `  ${line}`)].join('\n');
}
