import {createContext} from './context.ts';
import {failedError, failureOf} from './errors.ts';
import {Output} from './output.ts';
import type {RawCall} from './parse.ts';
import {valuesOf} from './values.ts';

/** What a command line needs of its process. Standard input and error are looked at only when they are used: making them takes time. */
export type Surroundings = Pick<NodeJS.Process, 'argv' | 'env' | 'cwd' | 'stdin' | 'stdout' | 'stderr'>;

/** Runs one command, prints what it gives, and returns the exit code. Never throws. */
export async function runCall(call: RawCall, surroundings: Surroundings): Promise<number> {
  const {command, options} = call;
  const output = new Output(surroundings, options.json === true);
  try {
    if (surroundings.env.HARMONY_CHECK && !command.looksOnly) throw notInACheck(command.name);
    const values = valuesOf(call);
    const context = createContext({needs: command.needs, folder: folderOf(options), surroundings, output});
    const run = await command.load();
    // The table has given the command its types, and `valuesOf` made the values by the same table.
    const result = await run(values.arguments as never, values.options as never, context);
    output.result(result);
    return result.exitCode ?? 0;
  } catch (error) {
    return failWith(error, output);
  }
}

/** A check runs with the person's rights: it must not be able to speak for them. */
const notInACheck = (name: string): Error =>
  failedError(
    `harmony ${name} is not for the check of a task: a check changes nothing in the team.`,
    'Let the session that has the task do it; a check may look (harmony status).',
  );

/** Says what went wrong, and gives the exit code for it. */
export function failWith(error: unknown, output: Output): number {
  const failure = failureOf(error);
  output.failure(failure);
  return failure.exitCode;
}

function folderOf({project, team}: Readonly<Record<string, string | true>>): string | undefined {
  const folder = project ?? team;
  return typeof folder === 'string' ? folder : undefined;
}
