import {Output} from './output.ts';
import {parseQuickly, type RawCall} from './parse.ts';
import {failWith, runCall, type Surroundings} from './run.ts';
import {commandCalled} from './table/table.ts';

/** Runs any command line, prints what it gives, and returns the exit code. Never throws. */
export async function runCommandLine(surroundings: Surroundings): Promise<number> {
  const argv = surroundings.argv.slice(2);
  let parsed: RawCall | string;
  try {
    parsed = await parse(argv);
  } catch (error) {
    // Even where the command line itself is wrong, a script gets JSON.
    return failWith(error, new Output(surroundings, argv.includes('--json')));
  }
  if (typeof parsed !== 'string') return runCall(parsed, surroundings);
  new Output(surroundings, false).result({text: parsed});
  return 0;
}

async function parse(argv: readonly string[]): Promise<RawCall | string> {
  const call = parseQuickly(argv, commandCalled);
  if (call) return call;
  const {parseWithHelp} = await import('./parse-with-help.ts');
  return parseWithHelp(argv);
}
