import {type Command, command, one} from '../command.ts';
import {coordinateCommands} from './coordinate.ts';
import {lookCommands} from './look.ts';
import {noteCommands} from './notes.ts';
import {personCommands} from './person.ts';
import {phaseCommands} from './phases.ts';
import {taskCommands} from './tasks.ts';
import {teamCommands} from './team.ts';

/** Here, because its script is made from the whole table. */
const completionCommand = command({
  name: 'completion',
  looksOnly: true,
  needs: 'nothing',
  summary: 'Print the completion script of a shell.',
  arguments: {shell: one('SHELL', 'The shell.', ['bash', 'zsh', 'fish'])},
  examples: [
    {line: 'source <(harmony completion bash)', does: 'in ~/.bashrc'},
    {line: 'harmony completion fish > ~/.config/fish/completions/harmony.fish', does: 'once'},
  ],
  json: '`{shell, script}`',
  load: async () => {
    const {completion} = await import('../commands/completion.ts');
    return ({shell}) => completion(shell, commands);
  },
});

/** Every command, in the order of help. Help, docs/cli.md, completion and the parsers are made from it. */
export const groups: readonly {readonly title: string; readonly commands: readonly Command[]}[] = [
  {title: 'The team', commands: [...teamCommands, completionCommand]},
  {title: 'Looking at it', commands: lookCommands},
  {title: 'Coordinating', commands: coordinateCommands},
  {title: 'Tasks', commands: taskCommands},
  {title: 'Phases', commands: phaseCommands},
  {title: 'Notes', commands: noteCommands},
  {title: 'Deciding', commands: personCommands},
];

const commands: readonly Command[] = groups.flatMap((group) => group.commands);

export const commandCalled = (name: string): Command | undefined => commands.find((each) => each.name === name);
