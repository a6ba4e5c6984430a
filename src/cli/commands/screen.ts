import {connectTeam} from '../connect.ts';
import type {Context} from '../context.ts';
import {usageError} from '../errors.ts';
import type {Result} from '../output.ts';

interface Options {
  readonly text: boolean;
  readonly ansi: boolean;
  readonly history: number | undefined;
}

export async function screen({session}: {session: string}, {text, ansi, history}: Options, context: Context): Promise<Result> {
  if (text && ansi) throw usageError('--text and --ansi do not go together.', 'harmony screen --help');
  if (history !== undefined && !(Number.isInteger(history) && history >= 0)) {
    throw usageError(`--history takes a number of lines, not ${history}.`, 'harmony screen --help');
  }
  const format = context.output.json ? 'json' : ansi ? 'ansi' : 'text';
  using team = await connectTeam(context);
  const {content} = await team.request('screen', {session, format, ...(history === undefined ? {} : {history})});
  if (format === 'json') return {json: JSON.parse(content)};
  // Colours are asked for; what a terminal host gives as `ansi` holds no more than those.
  return format === 'ansi' ? {text: content.endsWith('\n') ? content : `${content}\n`, raw: true} : {text: content.trimEnd()};
}
