import type {CommandBody} from '../commands.ts';
import {byFit, candidatesFor, mayHave} from '../tasks/fit.ts';
import {isOver, isReady, stepOf, waitsFor} from '../tasks/task-step.ts';
import type {Session, Task, Team} from '../team.ts';
import {accept, type Decision, forSession, refuse, type Situation} from './decision.ts';
import {isOverAlready, taskCalled} from './tasks.ts';

/** To choose a task and to have it is one decision: two who ask at once never get the same one. */
export function takeTask(situation: Situation, {task: id}: Extract<CommandBody, {type: 'task.take'}>): Decision {
  return forSession(situation, 'take a task', (session) => {
    const {team} = situation;
    if (session.paused) {
      return refuse('needs-person', `${session.id} was paused by a person: it takes no task until it is resumed.`, 'Stop here and wait.');
    }
    if (id !== undefined) {
      const task = taskCalled(situation, id);
      return 'ok' in task ? task : (problemWith(team, task, session) ?? taken(task, session));
    }
    const tasks = Object.values(team.tasks);
    // What it was given comes before what it could have.
    const given = tasks.filter((task) => task.state === 'assigned' && task.owner === session.id);
    const free = tasks.filter((task) => isReady(team, task) && candidatesFor(team, task).includes(session));
    const [best] = [...given.sort(byFit(session)), ...free.sort(byFit(session))];
    return best ? taken(best, session) : nothingReady(team, session);
  });
}

function taken(task: Task, {id}: Session): Decision {
  const accepted = {type: 'task.accepted', task: task.id} as const;
  if (task.owner === id) return accept({task: {...task, state: 'accepted'}}, task.state === 'assigned' ? [accepted] : []);
  return accept({task: {...task, owner: id, state: 'accepted', attempts: task.attempts + 1}}, [
    {type: 'task.assigned', task: task.id, owner: id, message: null, reason: `${id} took it`},
    accepted,
  ]);
}

function problemWith(team: Team, task: Task, session: Session): Decision | null {
  if (isOver(task)) return isOverAlready(task);
  if (task.owner === session.id && task.state !== 'review') return null;
  if (task.owner !== null) {
    return refuse('conflict', `${task.id} belongs to ${task.owner}.`, 'Take another: harmony task take', {owner: task.owner});
  }
  if (!mayHave(team, task, session)) {
    const tier = task.tier === null ? '' : ` of tier ${task.tier} or above`;
    return refuse(
      'forbidden',
      `${task.id} is not for ${session.id}: ${task.from} gave it to ${task.to === '*' ? 'those it may delegate to' : task.to}${tier}.`,
      'Take another: harmony task take',
    );
  }
  if (isReady(team, task)) return null;
  return refuse(
    'conflict',
    `${task.id} is not ready: it waits for ${waitsFor(team, task).join(', ')}.`,
    'Take another: harmony task take',
    {
      waitsFor: waitsFor(team, task),
    },
  );
}

function nothingReady(team: Team, session: Session): Decision {
  const blocked = Object.values(team.tasks).filter((task) => stepOf(team, task) === 'blocked' && mayHave(team, task, session));
  const waiting = blocked.map((task) => `${task.id} (${waitsFor(team, task).join(', ')})`).slice(0, 5);
  return refuse(
    'not-found',
    `No task is ready for ${session.id}.`,
    waiting.length > 0 ? `Others have to be done before: ${waiting.join('; ')}.` : 'Nothing waits for you either.',
    {blocked: blocked.map(({id}) => id)},
  );
}
