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

function bashScript(commands: readonly Command[]): string {
  const values = commands.flatMap((command) =>
    choicesOf(command).map(([option, choices]) => `    ${command.name}:${option}) words='${choices.join(' ')}' ;;`),
  );
  const words = commands.map((command) => {
    const fixed = Object.values(command.arguments).flatMap(({choices}) => choices ?? []);
    return `    ${command.name}) words='${[...fixed, flagsOf(command), '--help'].join(' ')}'${takesSession(command) ? '; names=1' : ''} ;;`;
  });
  return `# harmony completion: source <(harmony completion bash)
_harmony() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command='' words='' names='' word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) ;; *) command="$word"; break ;; esac
  done
  case "$previous" in
    --project|--team) COMPREPLY=($(compgen -d -- "$current")); return ;;
  esac
  case "$command:$previous" in
${values.join('\n')}
  esac
  if [ -z "$words" ]; then
    case "$command" in
    '') words='${commands.map(({name}) => name).join(' ')} --help --version' ;;
${words.join('\n')}
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
  const lines = commands.flatMap((command) => {
    const seen = `-n '__fish_seen_subcommand_from ${command.name}'`;
    return [
      `complete -c harmony -n __fish_use_subcommand -f -a ${command.name} -d ${quoted(command.summary)}`,
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
  return `# harmony completion fish > ~/.config/fish/completions/harmony.fish\n${lines.join('\n')}`;
}
