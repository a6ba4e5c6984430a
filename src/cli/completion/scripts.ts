import {type Command, commonOptions, type Option, optionName} from '../command.ts';

/** The completion script of bash, zsh or fish, made from the table of commands. */
export function completionScript(shell: string, commands: readonly Command[]): string {
  if (shell === 'fish') return fishScript(commands);
  // zsh understands bash's completions once it is told to.
  return shell === 'zsh' ? `autoload -U +X bashcompinit && bashcompinit\n${bashScript(commands)}` : bashScript(commands);
}

const optionsOf = (command: Command): readonly (readonly [string, Option])[] =>
  Object.entries<Option>({...command.options, ...commonOptions});

const flagsOf = (command: Command): string =>
  optionsOf(command)
    .map(([key]) => `--${optionName(key)}`)
    .join(' ');

/** Does its first argument name a session? Those are asked of the running team. */
const takesSession = (command: Command): boolean =>
  Object.values(command.arguments).some(({placeholder}) => placeholder === 'NAME' || placeholder === 'TO' || placeholder === 'QUESTION');

const SESSION_NAMES = 'harmony status --names 2>/dev/null';

function choicesOf(command: Command): readonly (readonly [string, readonly string[]])[] {
  return optionsOf(command).flatMap(([key, {choices}]) => (choices ? [[`--${optionName(key)}`, choices] as const] : []));
}

/** The first words of commands that have two, and what can follow: `task` → add, list … */
function groupsOf(commands: readonly Command[]): ReadonlyMap<string, readonly Command[]> {
  const groups = new Map<string, Command[]>();
  for (const command of commands) {
    const [first = '', second] = command.name.split(' ');
    if (second !== undefined) groups.set(first, [...(groups.get(first) ?? []), command]);
  }
  return groups;
}

const firstWords = (commands: readonly Command[]): string[] => [...new Set(commands.map(({name}) => name.split(' ')[0] ?? name))];
const lastWord = ({name}: Command): string => name.split(' ').at(-1) ?? name;

function bashScript(commands: readonly Command[]): string {
  const values = commands.flatMap((command) =>
    choicesOf(command).map(([option, choices]) => `    '${command.name}:${option}') words='${choices.join(' ')}' ;;`),
  );
  const words = commands.map((command) => {
    const fixed = Object.values(command.arguments).flatMap(({choices}) => choices ?? []);
    return `    '${command.name}') words='${[...fixed, flagsOf(command), '--help'].join(' ')}'${takesSession(command) ? '; names=1' : ''} ;;`;
  });
  const groups = [...groupsOf(commands)];
  const verbs = groups.map(([group, all]) => `    ${group}) words='${all.map(lastWord).join(' ')} --help' ;;`);
  return `# harmony completion: source <(harmony completion bash)
_harmony() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command='' words='' names='' word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$command:$word" in
      *:-*) ;;
      :*) command="$word" ;;
${groups.map(([group]) => `      ${group}:*) command="$command $word" ;;`).join('\n')}
    esac
  done
  case "$previous" in
    --project|--team) COMPREPLY=($(compgen -d -- "$current")); return ;;
  esac
  case "$command:$previous" in
${values.join('\n')}
  esac
  if [ -z "$words" ]; then
    case "$command" in
    '') words='${firstWords(commands).join(' ')} --help --version' ;;
${[...words, ...verbs].join('\n')}
    esac
    if [ -n "$names" ] && [ "\${current#-}" = "$current" ]; then
      words="$words $(${SESSION_NAMES})"
    fi
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _harmony harmony`;
}

function fishScript(commands: readonly Command[]): string {
  const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  const groups = [...groupsOf(commands).keys()].map((group) => `complete -c harmony -n __fish_use_subcommand -f -a ${group}`);
  const lines = commands.flatMap((command) => {
    const [first = '', second] = command.name.split(' ');
    const seen = `-n '__fish_seen_subcommand_from ${first}${second === undefined ? '' : `; and __fish_seen_subcommand_from ${second}`}'`;
    const before = second === undefined ? '__fish_use_subcommand' : `'__fish_seen_subcommand_from ${first}'`;
    return [
      `complete -c harmony -n ${before} -f -a ${lastWord(command)} -d ${quoted(command.summary)}`,
      ...(takesSession(command) ? [`complete -c harmony ${seen} -f -a '(${SESSION_NAMES})'`] : []),
      ...Object.values(command.arguments).flatMap(({choices}) =>
        choices ? [`complete -c harmony ${seen} -f -a '${choices.join(' ')}'`] : [],
      ),
      ...optionsOf(command).map(([key, option]) => {
        const values = option.takes === 'nothing' ? '' : option.choices ? ` -x -a '${option.choices.join(' ')}'` : ' -r';
        return `complete -c harmony ${seen} -l ${optionName(key)}${values} -d ${quoted(option.description)}`;
      }),
    ];
  });
  return `# harmony completion fish > ~/.config/fish/completions/harmony.fish\n${[...groups, ...lines].join('\n')}`;
}
