import {Command as Commander, type Argument as CommanderArgument, Option as CommanderOption} from 'commander';
import {version} from '../version.ts';
import {type Argument, type Command, commonOptions, needsInWords, type Option, optionName} from './command.ts';
import {exitCodes} from './exit-codes.ts';
import type {RawCall} from './parse.ts';
import {groups} from './table/table.ts';

/** The table as commander understands it: for help, and for saying what is wrong with a command line. */
export function createProgram(receive: (call: RawCall) => void): Commander {
  const program = new Commander('harmony')
    .description('Several agent sessions as one team: live terminals, enforced claims, delivered messages, delegated tasks.')
    .version(`harmony ${version}`, '--version', 'Print the version.')
    .helpOption('--help', 'Print help.')
    .helpCommand(false)
    // What stands after a command is the command's.
    .enablePositionalOptions()
    .configureHelp({subcommandTerm: (command) => [command.name(), ...command.registeredArguments.map(argumentTerm)].join(' ')})
    .showSuggestionAfterError(true)
    .addHelpText('after', '\nharmony COMMAND --help tells everything about a command. In a new project begin with: harmony init');
  addOptions(program, commonOptions);
  for (const {title, commands} of groups) {
    program.commandsGroup(`${title}:`);
    for (const command of commands) {
      const [first = '', second] = command.name.split(' ');
      const parent = second === undefined ? program : groupCalled(first, program, commands);
      parent.addCommand(commanderOf(command, program, receive));
    }
  }
  return program;
}

function commanderOf(command: Command, program: Commander, receive: (call: RawCall) => void): Commander {
  const commander = new Commander(command.name.split(' ').at(-1))
    .summary(command.summary)
    .description([command.summary, command.description].filter(Boolean).join('\n'))
    .helpOption('--help', 'Print help.')
    .allowExcessArguments(false)
    .addHelpText('after', epilogue(command));
  for (const argument of Object.values(command.arguments)) commander.argument(placeholderOf(argument), describe(argument));
  addOptions(commander, command.options);
  commander.optionsGroup('Every command:');
  addOptions(commander, commonOptions);
  return commander.action(() => {
    receive({
      command,
      positional: commander.args,
      options: {...rawOptions(program, commonOptions), ...rawOptions(commander, {...commonOptions, ...command.options})},
    });
  });
}

/** `task` of `task add` and its like: it does nothing by itself, and its help lists them. */
function groupCalled(name: string, program: Commander, commands: readonly Command[]): Commander {
  const known = program.commands.find((each) => each.name() === name);
  if (known) return known;
  const verbs = commands.flatMap((command) => (command.name.startsWith(`${name} `) ? [command.name.slice(name.length + 1)] : []));
  const group = new Commander(name)
    .summary(`${name} ${verbs.join('|')}`)
    .description(`harmony ${name} ${verbs.join('|')}: each has its own --help.`)
    .helpOption('--help', 'Print help.')
    .helpCommand(false)
    .showSuggestionAfterError(true);
  program.addCommand(group);
  return group;
}

function addOptions(commander: Commander, options: Readonly<Record<string, Option>>): void {
  for (const [key, option] of Object.entries(options)) {
    const value = option.takes === 'nothing' ? '' : ` <${option.placeholder}>`;
    commander.addOption(new CommanderOption(`--${optionName(key)}${value}`, option.description));
  }
}

/** What was given, by the table's keys: commander takes `--no-attach` for the denial of an option `attach`. */
function rawOptions(commander: Commander, options: Readonly<Record<string, Option>>): Record<string, string | true> {
  const given = commander.opts();
  const raw: Record<string, string | true> = {};
  for (const key of Object.keys(options)) {
    const denied = /^no([A-Z])(.*)$/.exec(key);
    const value: unknown = denied ? given[`${denied[1]?.toLowerCase()}${denied[2]}`] === false : given[key];
    if (value === true || typeof value === 'string') raw[key] = value;
  }
  return raw;
}

/** Every command has options; that need not be said of each. */
const argumentTerm = (argument: CommanderArgument): string => {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${name}>` : `[${name}]`;
};

/** `<NAME>`, `[NAME]`, `<RESOURCE...>`, `[NAME...]` */
function placeholderOf({takes, placeholder}: Argument): string {
  const name = takes === 'several' || takes === 'any' ? `${placeholder}...` : placeholder;
  return takes === 'maybe' || takes === 'any' ? `[${name}]` : `<${name}>`;
}

const describe = ({description, choices}: Argument): string => (choices ? `${description} One of ${choices.join(', ')}.` : description);

function epilogue({examples, needs, json, exits}: Command): string {
  const special = exits ?? {};
  const codes = exitCodes.filter(({code}) => code in special).map(({code}) => `  ${code}  ${special[code]}`);
  return [
    '',
    'Examples:',
    ...examples.map(({line, does}) => `  ${line}\n      ${does}`),
    '',
    needsInWords[needs],
    `--json prints: ${json.replaceAll('`', '')}`,
    ...(codes.length > 0 ? ['', 'Exit codes (0 done, 1 failed, 2 usage, and):', ...codes] : []),
  ].join('\n');
}
