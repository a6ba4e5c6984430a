import type {EventBody} from '../events.ts';
import {permissionFor} from '../tasks/acceptance.ts';
import {isOver} from '../tasks/task-step.ts';
import type {Attention, Task, Team} from '../team.ts';
import {cleanLine} from '../text.ts';
import {nameOf, type Situation} from './decision.ts';
import {messageOf} from './message-of.ts';

const KEY = 'check:';

/** Asks a person about a command that a session wants to be run, once. */
export function askForCheck({team, now}: Situation, task: Task): EventBody[] {
  if (task.acceptance === null || permissionFor(team, task) !== 'unasked') return [];
  const key = `${KEY}${task.acceptance}`;
  if (Object.values(team.attention).some((attention) => attention.state === 'open' && attention.key === key)) return [];
  const attention: Attention = {
    id: `A-${team.counters.attention + 1}`,
    kind: 'blocked',
    // Not the session's own question: its end settles nothing.
    session: null,
    title: `May Harmony run this check? ${cleanLine(task.acceptance, 120)}`,
    detail: `${task.acceptanceFrom} wants it for ${task.id}: ${task.title}\nIt would run in the project with your rights, outside of any permission prompt:\n\n${task.acceptance}`,
    choices: [
      {id: 'allow', label: 'Run it, now and whenever it is asked for'},
      {id: 'deny', label: 'Never run it'},
    ],
    key,
    raisedAt: now,
    state: 'open',
    answer: null,
  };
  return [{type: 'attention.raised', attention}];
}

/** What follows from a person's answer. Who gave a task whose check was refused has to think of another. */
export function checkDecided(situation: Situation, {key}: Attention, choice: string): EventBody[] {
  if (!key.startsWith(KEY)) return [];
  const {team, actor} = situation;
  const command = key.slice(KEY.length);
  const decided: EventBody = {type: 'check.decided', command, approved: choice === 'allow', by: nameOf(actor)};
  if (choice === 'allow') return [decided];
  const open = Object.values(team.tasks).filter((task) => !isOver(task));
  const concerned = open.filter((task) => task.acceptance === command && permissionFor(team, task) === 'unasked');
  const checking = concerned.filter((task) => task.checking);
  const evidence = `a person refused to have this check run: ${command}`;
  return [
    decided,
    ...checking.map((task): EventBody => ({type: 'task.checkFailed', task: task.id, evidence})),
    ...toldOf(team, concerned).map((to, index): EventBody => {
      const ids = concerned.map(({id}) => id).join(', ');
      const body = `${evidence}\nGive ${ids} another check (of the configuration: ${namesOf(team)}), or none.`;
      const words = {type: 'message.send', to, subject: `The check of ${ids} was refused`, body, priority: 'high'} as const;
      return {type: 'message.sent', message: messageOf(situation, words, index + 1)};
    }),
  ];
}

const toldOf = (team: Team, tasks: readonly Task[]): string[] =>
  [...new Set(tasks.flatMap(({acceptanceFrom, owner}) => [acceptanceFrom, owner]))].filter(
    (who): who is string => who !== null && Object.hasOwn(team.sessions, who),
  );

const namesOf = ({policy}: Team): string => Object.keys(policy.checks).join(', ') || 'there are none';
