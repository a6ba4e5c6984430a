import process from 'node:process';
import type {Context} from '../context.ts';
import {checkPrograms} from '../doctor/programs.ts';
import {checkFolder, checkTerminal} from '../doctor/surroundings.ts';
import {checkConfig, checkRunning} from '../doctor/team.ts';
import {EXIT} from '../exit-codes.ts';
import type {Result} from '../output.ts';

const GLYPHS = {ok: '✓', warn: '!', fail: '✕'} as const;

export async function doctor(_: object, __: object, context: Context): Promise<Result> {
  const {check, config} = await checkConfig(context);
  const [programs, folder, team] = await Promise.all([
    checkPrograms(context.environment, config?.clients ?? {}),
    checkFolder(context.project),
    checkRunning(context),
  ]);
  const checks = [...programs, ...checkTerminal(context.environment, process.stdout), ...folder, check, team];
  const good = checks.every(({status}) => status !== 'fail');
  return {
    text: checks
      .map(
        ({check, status, detail, remedy}) =>
          `${GLYPHS[status]} ${check}: ${detail}${remedy === '' ? '' : `\n    ${remedy.replaceAll('\n', '\n    ')}`}`,
      )
      .join('\n'),
    json: {ok: good, checks},
    exitCode: good ? EXIT.done : EXIT.failed,
  };
}
