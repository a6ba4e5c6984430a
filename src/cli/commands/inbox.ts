import type {InboxMessage} from '../../protocol/control.ts';
import {connectTeam} from '../connect.ts';
import type {Context} from '../context.ts';
import {usageError} from '../errors.ts';
import {followTeam} from '../follow.ts';
import type {Result} from '../output.ts';
import {letter} from '../text/letter.ts';

interface Options {
  readonly all: boolean;
  readonly take: boolean;
  readonly watch: boolean;
}

export async function inbox({message}: {message: string | undefined}, {all, take, watch}: Options, context: Context): Promise<Result> {
  if (watch && message !== undefined) throw usageError('One message does not change any more.', 'Leave --watch out, or the message.');
  using team = await connectTeam(context);
  const which = {take, ...(all ? {all} : {}), ...(message === undefined ? {} : {message})};
  const look = async (): Promise<readonly InboxMessage[]> => (await team.request('inbox', which)).messages;
  if (!watch) {
    const messages = await look();
    return {
      text: messages.length === 0 ? (all ? 'No messages.' : 'No new messages.') : messages.map(letter).join('\n\n'),
      json: {messages},
    };
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
