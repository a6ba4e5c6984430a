import type {EventBody} from '../events.ts';
import {dependentsOf} from '../tasks/dependencies.ts';
import type {Attention, Task, Team} from '../team.ts';
import type {Situation} from './decision.ts';
import {messageOf} from './message-of.ts';
import {finishedTask} from './task-words.ts';

/** How many messages and questions the decision has so far: their numbers go on from there. */
export interface Count {
  messages: number;
  questions: number;
}

/** A task that has lost its owner is open again; after too many, a person is asked. */
export function lostBy(situation: Situation, task: Task, reason: string, count: Count): EventBody[] {
  if (task.attempts < situation.team.policy.taskAttempts) {
    return [{type: 'task.assigned', task: task.id, owner: null, message: null, reason}];
  }
  const summary = `Given up after ${task.attempts} attempts: ${reason}.`;
  const end = finishedTask(situation, task, 'failed', summary, '', count.messages + 1);
  count.messages += end.length - 1;
  count.questions++;
  return [
    ...end,
    {type: 'attention.raised', attention: whatNow(situation, task, `${task.id} was given up: ${task.title}`, summary, count.questions)},
  ];
}

/** Word to an owner that showed no sign of itself. */
export function takenFrom(situation: Situation, task: Task, owner: string, reason: string, count: Count): EventBody {
  count.messages++;
  const body = `${reason}. It is not yours any more: somebody else may have it. What you know of it is welcome as a message to ${task.from}.`;
  return {
    type: 'message.sent',
    message: messageOf(situation, {type: 'message.send', to: owner, subject: `${task.id} was taken from you`, body}, count.messages),
  };
}

/** A failure on which other tasks wait is a person's to decide. */
export function failureQuestion(situation: Situation, task: Task, summary: string): EventBody[] {
  const waiting = dependentsOf(situation.team, task.id);
  if (waiting.length === 0) return [];
  const detail = `${summary}\n${waiting.join(', ')} ${waiting.length === 1 ? 'waits' : 'wait'} for it. If it is not needed after all: harmony task cancel ${task.id}`;
  return [{type: 'attention.raised', attention: whatNow(situation, task, `${task.id} failed: ${task.title}`, detail, 1)}];
}

const whatNow = ({team, now}: Situation, task: Task, title: string, detail: string, offset: number): Attention => ({
  id: `A-${team.counters.attention + offset}`,
  kind: 'blocked',
  // Not the session's own question: it would be withdrawn with it.
  session: null,
  title,
  detail,
  choices: [
    {id: 'again', label: 'Give it to somebody again'},
    {id: 'leave', label: 'Leave it'},
  ],
  key: `task:${task.id}`,
  raisedAt: now,
  state: 'open',
  answer: null,
});

/** A question about a task that has been settled otherwise. */
export const taskQuestionsOf = (team: Team, task: Task, reason: string): EventBody[] =>
  Object.values(team.attention)
    .filter(({state, key}) => state === 'open' && key === `task:${task.id}`)
    .map(({id}) => ({type: 'attention.withdrawn', attention: id, reason}));
