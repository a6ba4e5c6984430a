import {CommanderError} from 'commander';
import {usageError} from './errors.ts';
import type {RawCall} from './parse.ts';
import {createProgram} from './program.ts';

/** Reads a command line with commander: a call, or the text that was asked for (help, the version). Throws a usage error. */
export function parseWithHelp(argv: readonly string[]): RawCall | string {
  const calls: RawCall[] = [];
  let printed = '';
  const program = createProgram((call) => calls.push(call));
  for (const each of [program, ...program.commands, ...program.commands.flatMap(({commands}) => commands)]) {
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
      const names = new Set(program.commands.map((each) => each.name()));
      const at = argv.findIndex((token) => names.has(token));
      const group = program.commands.find((each) => each.name() === argv[at]);
      const verb = group?.commands.find((each) => each.name() === argv[at + 1]);
      const words = ['harmony', group?.name(), verb?.name(), '--help'].filter((word) => word !== undefined);
      throw usageError(sentenceOf(error), `See: ${words.join(' ')}`);
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
