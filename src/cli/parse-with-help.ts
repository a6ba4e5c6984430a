import {CommanderError} from 'commander';
import {usageError} from './errors.ts';
import type {RawCall} from './parse.ts';
import {createProgram} from './program.ts';

/** Reads a command line with commander: a call, or the text that was asked for (help, the version). Throws a usage error. */
export function parseWithHelp(argv: readonly string[]): RawCall | string {
  const calls: RawCall[] = [];
  let printed = '';
  const program = createProgram((call) => calls.push(call));
  for (const each of [program, ...program.commands]) {
    each.exitOverride().configureOutput({
      writeOut: (text) => {
        printed += text;
      },
      writeErr: () => {},
    });
  }
  try {
    program.parse(argv.length === 0 ? ['--help'] : [...argv], {from: 'user'});
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) {
      const name = argv.find((token) => program.commands.some((each) => each.name() === token));
      throw usageError(sentenceOf(error), `See: harmony ${name === undefined ? '' : `${name} `}--help`);
    }
  }
  const [call] = calls;
  return call ?? printed.trimEnd();
}

/** commander begins with "error: " and puts its guess on a line of its own. */
function sentenceOf({message}: CommanderError): string {
  const [first = '', ...rest] = message.replace(/^error: /, '').split('\n');
  return [`${first.charAt(0).toUpperCase()}${first.slice(1)}.`, ...rest].join(' ');
}
