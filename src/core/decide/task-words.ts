import type {EventBody} from '../events.ts';
import type {Message, Task} from '../team.ts';
import {nameOf, type Situation} from './decision.ts';
import {messageOf} from './message-of.ts';

/** What the owner of a task reads when it is given to it. `offset`: of the message within the decision. */
export function assignmentOf(situation: Situation, task: Task, owner: string, offset: number): Message {
  const lines = [
    ...(task.body === '' ? [] : [task.body, '']),
    ...(task.learnt ? [`Of the attempt before: ${task.learnt}`] : []),
    ...(task.acceptance
      ? [`Acceptance check, run by Harmony in the project root: ${task.check === null ? '' : `${task.check}: `}${task.acceptance}`]
      : []),
    ...(task.reviewBy ? [`When you are done, a session of the role ${task.reviewBy} reviews it.`] : []),
    `Accept it with accept ${task.id} when you begin; report with done ${task.id} and a summary, or with done ${task.id} and the outcome failed.`,
  ];
  // The words are the delegator's, whoever makes this decision.
  const from = task.from;
  return {
    ...messageOf(situation, {type: 'message.send', to: owner, subject: `Task ${task.id}: ${task.title}`, body: lines.join('\n')}, offset),
    from,
    authority: from === 'human' || from === 'harmony' ? from : 'delegator',
  };
}

export const checkFailedMessage = (situation: Situation, task: Task, owner: string, evidence: string): Message =>
  messageOf(
    situation,
    {
      type: 'message.send',
      to: owner,
      subject: `${task.id} is not done: its acceptance check failed`,
      body: `${evidence}\nThe task stays with you. Mend it and call done again, or finish it as failed with what you learnt.`,
      priority: 'high',
    },
    1,
  );

/** The end of a task, and word of it to the one who gave it. `offset`: of the message within the decision. */
export function finishedTask(
  situation: Situation,
  task: Task,
  outcome: 'done' | 'failed',
  summary: string,
  evidence: string,
  offset = 1,
): EventBody[] {
  const end: EventBody = {type: 'task.finished', task: task.id, outcome, summary, evidence};
  const asker = task.from;
  if (asker !== 'human' && !Object.hasOwn(situation.team.sessions, asker)) return [end];
  if (asker === nameOf(situation.actor)) return [end];
  const body = evidence === '' ? summary : `${summary}\nEvidence: ${evidence}`;
  const subject = `${task.id} is ${outcome}: ${task.title}`;
  return [end, {type: 'message.sent', message: messageOf(situation, {type: 'message.send', to: asker, subject, body}, offset)}];
}

/** A finished task goes to a reviewer, who is told; or waits for one. `offset`: of the message within the decision. */
export function reviewRequest(
  situation: Situation,
  task: Task,
  reviewer: string | null,
  summary: string,
  evidence: string,
  offset: number,
): EventBody[] {
  const asked: EventBody = {type: 'task.reviewRequested', task: task.id, reviewer, summary, evidence};
  if (reviewer === null) return [asked];
  const lines = [
    `${task.owner} says that it is done: ${summary}`,
    ...(evidence === '' ? [] : [`Evidence: ${evidence}`]),
    ...(task.body === '' ? [] : ['', 'What was asked for:', task.body]),
    '',
    `Look at the work itself, then approve or reject it, with your reasons, by review ${task.id}.`,
  ];
  const words = {type: 'message.send', to: reviewer, subject: `Review ${task.id}: ${task.title}`, body: lines.join('\n')} as const;
  const from = task.from;
  const authority = from === 'human' || from === 'harmony' ? from : 'delegator';
  return [{type: 'message.sent', message: {...messageOf(situation, words, offset), from, authority}}, asked];
}

export const rejectionMessage = (situation: Situation, task: Task, owner: string, reasons: string): Message =>
  messageOf(
    situation,
    {
      type: 'message.send',
      to: owner,
      subject: `${task.id} was rejected: ${task.title}`,
      body: `${reasons}\nThe task is yours again. Mend it and call done again, or finish it as failed with what you learnt.`,
      priority: 'high',
    },
    1,
  );
