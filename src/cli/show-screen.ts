import {ControlClient} from '../client/control.ts';
import {TerminalClient} from '../client/terminals.ts';
import {projectFiles} from '../protocol/layout.ts';
import {notRunning} from './connect.ts';
import type {Context} from './context.ts';
import {notFoundError, usageError} from './errors.ts';

/** Shows the screen of the running team, until the person leaves it. */
export async function showScreen({interactive, project}: Context): Promise<void> {
  if (!interactive) throw usageError('The screen needs a terminal.', 'Without one: harmony board, harmony status, harmony screen NAME');
  await runTeamScreen(project, false);
}

/** Resolves with `left` when the person left it, with `down` when the team ended. */
export async function runTeamScreen(project: string, demo: boolean): Promise<'left' | 'down'> {
  const files = projectFiles(project);
  const reconnect = {
    control: () => ControlClient.connect(files.control),
    terminals: () => TerminalClient.connect(files.terminals),
  };
  const control = await reconnect.control();
  if (!control) throw await notRunning(project);
  const terminals = await reconnect.terminals();
  if (!terminals)
    throw notFoundError(
      `The terminals of the team in ${project} do not answer.`,
      `See ${files.hostLog}, or start again: harmony down, harmony up`,
    );
  // Ink and React are loaded only here.
  const {runScreen} = await import('../tui/run-screen.ts');
  return runScreen({project, control, terminals, reconnect, demo, leaveTyping: control.supervisor.leaveTyping});
}
