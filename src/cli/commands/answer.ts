import type {Attention} from '../../core/index.ts';
import {connectTeam} from '../connect.ts';
import type {Context} from '../context.ts';
import {CommandError, notFoundError, usageError} from '../errors.ts';
import {EXIT} from '../exit-codes.ts';
import type {Result} from '../output.ts';
import {sendCommand} from '../send-command.ts';

interface Arguments {
  readonly question: string | undefined;
}

interface Options {
  readonly choice?: string | undefined;
  readonly text: string | undefined;
}

/** Of the choices of a permission or a plan the first lets it go on and the last does not; a question of other kinds has no yes. */
export const approve = (args: Arguments, options: Options, context: Context): Promise<Result> =>
  answer(args, options, (choices) => choices.at(0)?.id, context);

export const deny = (args: Arguments, options: Options, context: Context): Promise<Result> =>
  answer(args, options, (choices) => choices.at(-1)?.id, context);

async function answer(
  {question}: Arguments,
  {choice, text}: Options,
  pick: (choices: Attention['choices']) => string | undefined,
  context: Context,
): Promise<Result> {
  const found = await findQuestion(question, context);
  const chosen = choice ?? (found ? defaultChoice(found, text, pick) : '');
  const value = (await sendCommand(context, {
    type: 'attention.answer',
    // Not among the open ones: who decides says whether it was never there or was answered before.
    attention: found?.id ?? question ?? '',
    choice: chosen,
    ...(text === undefined ? {} : {text}),
  })) as {attention: string; choice: string};
  return {text: `${value.attention}: ${value.choice}.`, json: value};
}

async function findQuestion(named: string | undefined, context: Context): Promise<Attention | null> {
  using team = await connectTeam(context);
  const {attention: open} = await team.request('board', {});
  const fitting = named === undefined ? open : open.filter(({id, session}) => id === named || session === named);
  const list = fitting.map(({id, session, title}) => `${id} ${session ?? ''}: ${title}`).join('\n');
  if (fitting.length > 1) throw usageError(`There are ${fitting.length} questions; say which one you answer.`, list);
  if (fitting.length === 0 && named === undefined) throw notFoundError('Nothing waits for a person.', 'See: harmony board');
  return fitting[0] ?? null;
}

function defaultChoice(
  {id, kind, session, choices}: Attention,
  text: string | undefined,
  pick: (choices: Attention['choices']) => string | undefined,
): string {
  const ids = choices.map((each) => each.id);
  if (ids.length === 0) {
    throw new CommandError({
      code: 'needs-person',
      message: `${id} can only be answered in the pane${session === null ? '' : ` of ${session}`}.`,
      remedy: session === null ? 'See: harmony attach' : `See it: harmony screen ${session}; answer it: harmony attach`,
      exitCode: EXIT.needsPerson,
    });
  }
  // In one's own words.
  if (kind === 'question' && text !== undefined) return '';
  if (kind === 'question')
    throw usageError(
      `${id} is a question with several answers: ${ids.join(', ')}.`,
      `harmony approve ${id} --choice "${ids[0]}", or --text in your own words`,
    );
  return pick(choices) ?? '';
}
