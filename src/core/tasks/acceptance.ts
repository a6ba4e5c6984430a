import type {Task, Team} from '../team.ts';

/** The command that has to succeed, as the configuration has it now. `null`: the task has none. */
const commandOf = ({policy}: Team, {check, acceptance}: Task): string | null =>
  check !== null && Object.hasOwn(policy.checks, check) ? (policy.checks[check] ?? null) : acceptance;

/**
 * Whether the task's check may run, with the rights of the person whose machine it is. What the configuration names or a person gave may;
 * what a session made up may when a person has said so.
 */
export function permissionFor(team: Team, task: Task): 'given' | 'unasked' | 'refused' {
  const command = commandOf(team, task);
  if (command === null || task.acceptanceFrom === 'human' || Object.values(team.policy.checks).includes(command)) return 'given';
  const said = Object.hasOwn(team.checks, command) ? team.checks[command] : undefined;
  return said === undefined ? 'unasked' : said === 'approved' ? 'given' : 'refused';
}

/** What is to be run for a task that says it is done. `null`: nothing, or not yet. */
export const checkToRun = (team: Team, task: Task): string | null =>
  task.checking && permissionFor(team, task) === 'given' ? commandOf(team, task) : null;
