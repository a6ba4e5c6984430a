import type {TraceLine} from '../../core/index.ts';
import {askTeam} from '../ask-team.ts';
import type {Context} from '../context.ts';
import {clockTime} from '../logs/clock-time.ts';
import type {Result} from '../output.ts';
import {letter} from '../text/letter.ts';

/** Prints a message and everything that happened to it, each step with its time and what shows it. */
export async function trace({message: id}: {message: string}, _: object, context: Context): Promise<Result> {
  const found = await askTeam(context, (team) => team.request('trace', {message: id}));
  const {message, lines} = found;
  const text = [
    letter({
      ...message,
      replyBy: message.replyBy ?? null,
      replaces: message.replaces ?? null,
      replacedBy: message.replacedBy ?? null,
      state: '',
    }),
    '',
    ...lines.map(lineOf),
  ];
  return {text: text.join('\n'), json: found};
}

const lineOf = ({wall, recipient, what, evidence}: TraceLine): string =>
  `${clockTime(wall)}  ${(recipient ?? '').padEnd(12)}  ${what.padEnd(10)}  ${evidence}`;
