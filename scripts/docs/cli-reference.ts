import {type Argument, type Command, commonOptions, needsInWords, type Option, optionName} from '../../src/cli/command.ts';
import {exitCodes} from '../../src/cli/exit-codes.ts';
import {groups} from '../../src/cli/table/table.ts';

/** docs/cli.md: every command, from the table that the program itself reads. */
export function cliReference(): string {
  return [
    '# Command line',
    '',
    '<!-- Made from src/cli/table by: node scripts/docs.ts -->',
    '',
    'Every action is a command. Commands, options, exit codes and the keys of `--json` are stable; wording is not.',
    '',
    'What needs no process (claims, messages, reading) works without a supervisor, too: the command then decides on the journal itself, by the same rules ([how](journal.md#without-a-supervisor)). What has to be delivered, started or shown waits for `harmony up`, or is refused.',
    '',
    'Inside a session the caller is that session: `HARMONY_SESSION` and `HARMONY_TOKEN` say so, and they are set there. Everywhere else it is the person. `harmony join` makes a shell a session.',
    '',
    '## Exit codes',
    '',
    '| code | meaning |',
    '|---|---|',
    ...exitCodes.map(({code, meaning}) => `| ${code} | ${meaning} |`),
    '',
    'With `--json` a failure is printed to standard output as `{"error": {code, message, remedy, details, exitCode}}`; without it, to standard error in words.',
    '',
    '## Options of every command',
    '',
    ...optionTable(commonOptions),
    '',
    ...groups.flatMap(({title, commands}) => [`## ${title}`, '', ...commands.flatMap(section)]),
  ].join('\n');
}

function section(command: Command): string[] {
  const {name, summary, description, examples, needs, json, exits = {}} = command;
  const args = Object.values(command.arguments);
  const codes = exitCodes.flatMap(({code}) => (exits[code] === undefined ? [] : [`${code}: ${exits[code]}`]));
  return [
    `### harmony ${[name, ...args.map(placeholderOf)].join(' ')}`,
    '',
    summary,
    ...(description === undefined ? [] : ['', description]),
    '',
    ...(args.length === 0 ? [] : ['| argument | |', '|---|---|', ...args.map(argumentRow), '']),
    ...(Object.keys(command.options).length === 0 ? [] : [...optionTable(command.options), '']),
    '```sh',
    ...examples.map(({line, does}) => `${line}  # ${does}`),
    '```',
    '',
    `${needsInWords[needs]} \`--json\` prints ${json}.`,
    ...(codes.length === 0 ? [] : ['', `Exit codes beyond the usual: ${codes.join(' ')}`]),
    '',
  ];
}

const optionTable = (options: Readonly<Record<string, Option>>): string[] => [
  '| option | |',
  '|---|---|',
  ...Object.entries(options).map(([key, {placeholder, description}]) => {
    const value = placeholder === '' ? '' : ` ${placeholder}`;
    return `| \`--${optionName(key)}${value}\`${''} | ${cell(description)} |`;
  }),
];

const argumentRow = ({placeholder, description, choices}: Argument): string =>
  `| \`${placeholder}\` | ${cell(choices ? `${description} One of ${choices.join(', ')}.` : description)} |`;

/** `NAME`, `[NAME]`, `RESOURCE…` */
function placeholderOf({takes, placeholder}: Argument): string {
  const name = takes === 'several' || takes === 'any' ? `${placeholder}…` : placeholder;
  return takes === 'maybe' || takes === 'any' ? `[${name}]` : name;
}

const cell = (text: string): string => text.replaceAll('|', '\\|');
