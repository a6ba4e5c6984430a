import type {InboxMessage} from '../../protocol/control.ts';
import {askTeam} from '../ask-team.ts';
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
  const which = {...(all ? {all} : {}), ...(message === undefined ? {} : {message})};
  if (!watch) {
    const messages = await readMail(context, which, take);
    return {
      text: messages.length === 0 ? (all ? 'No messages.' : 'No new messages.') : messages.map(letter).join('\n\n'),
      json: {messages},
    };
  }
  using team = await connectTeam(context);
  const shown = new Set<string>();
  const show = async (): Promise<void> => {
    const {messages: found} = await team.request('inbox', {...which, take});
    const messages = found.filter((message) => !shown.has(message.id));
    for (const message of messages) shown.add(message.id);
    if (messages.length > 0) context.output.result({text: `${messages.map(letter).join('\n\n')}\n`, json: {messages}});
  };
  await followTeam(team, show);
  return {};
}

/**
 * What is taken counts as seen, also when the answer to the taking is lost: so it is read before. What came in between stands in the later answer.
 */
async function readMail(context: Context, which: {all?: boolean; message?: string}, take: boolean): Promise<readonly InboxMessage[]> {
  const messages = new Map<string, InboxMessage>();
  for (const taking of take ? [false, true] : [false]) {
    const read = await askTeam(context, (team) => team.request('inbox', {...which, take: taking}));
    for (const message of read.messages) messages.set(message.id, message);
  }
  return [...messages.values()];
}
