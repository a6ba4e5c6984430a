import type {Situation} from '../decide/decision.ts';
import {assignmentOf} from '../decide/task-words.ts';
import type {EventBody} from '../events.ts';
import type {Message, Team} from '../team.ts';
import {fittestFor} from './fit.ts';

/** Gives tasks that nobody has to whoever fits and is there now. `team` is the state that the events so far would make. */
export function assignOpenTasks(situation: Situation): EventBody[] {
  const {team} = situation;
  const open = Object.values(team.tasks).filter((task) => task.state === 'open');
  for (const task of open) {
    const candidates = Object.values(team.sessions).filter((session) => session.id === task.to || session.role === task.to);
    const owner = fittestFor(team, candidates);
    if (!owner) continue;
    // One at a time: the next decision sees this one's load and message number.
    const message: Message = assignmentOf(situation, task, owner.id, 1);
    return [
      {type: 'message.sent', message},
      {type: 'task.assigned', task: task.id, owner: owner.id, message: message.id, reason: `${owner.id} fits and is there`},
    ];
  }
  return [];
}

export const hasOpenTasks = (team: Team): boolean => Object.values(team.tasks).some((task) => task.state === 'open');
