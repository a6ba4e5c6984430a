import {createContext} from './context.ts';
import {failureOf} from './errors.ts';
import {Output} from './output.ts';
import {parseQuickly} from './parse.ts';
import {commandCalled} from './table/table.ts';
import {valuesOf} from './values.ts';

/** What a command line needs of its process. Standard input and error are looked at only when they are used: making them takes time. */
export type Surroundings = Pick<NodeJS.Process, 'argv' | 'env' | 'cwd' | 'stdin' | 'stdout' | 'stderr'>;

/** Runs one command line, prints what it gives, and returns the exit code. Never throws. */
export async function runCommandLine(surroundings: Surroundings): Promise<number> {
  const argv = surroundings.argv.slice(2);
  // Even where the command line itself is wrong, a script gets JSON.
  const output = new Output(surroundings, argv.includes('--json'));
  try {
    const parsed = await parse(argv);
    if (parsed.kind === 'text') {
      new Output(surroundings, false).result({text: parsed.text});
      return 0;
    }
    const {command, options} = parsed.call;
    const values = valuesOf(parsed.call);
    const context = createContext({folder: folderOf(options), surroundings, output: new Output(surroundings, options.json === true)});
    const run = await command.load();
    // The table has given the command its types, and `valuesOf` made the values by the same table.
    const result = await run(values.arguments as never, values.options as never, context);
    context.output.result(result);
    return result.exitCode ?? 0;
  } catch (error) {
    const failure = failureOf(error);
    output.failure(failure);
    return failure.exitCode;
  }
}

async function parse(argv: readonly string[]) {
  const call = parseQuickly(argv, commandCalled);
  if (call) return {kind: 'call', call} as const;
  const {parseWithHelp} = await import('./parse-with-help.ts');
  return parseWithHelp(argv);
}

function folderOf({project, team}: Readonly<Record<string, string | true>>): string | undefined {
  const folder = project ?? team;
  return typeof folder === 'string' ? folder : undefined;
}
