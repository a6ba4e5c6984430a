import type {CommandBody} from '../commands.ts';
import type {EventBody} from '../events.ts';
import {mayReview} from '../tasks/review.ts';
import type {Task} from '../team.ts';
import {cleanText} from '../text.ts';
import {accept, type Decision, forSession, nameOf, refuse, type Situation} from './decision.ts';
import {lostBy} from './task-loss.ts';
import {finishedTask, rejectionMessage} from './task-words.ts';
import {taskCalled} from './tasks.ts';

const LONGEST_REASONS = 64 * 1024;

/** Approves finished work, or gives it back with the reasons. Nobody reviews their own. */
export function reviewTask(situation: Situation, body: Extract<CommandBody, {type: 'task.review'}>): Decision {
  const task = taskCalled(situation, body.task);
  if ('ok' in task) return task;
  const decide = (): Decision => {
    if (task.state !== 'review')
      return refuse('conflict', `${task.id} is not up for review: it is ${task.state}.`, 'Nothing to do.', {state: task.state});
    const reasons = cleanText(body.reasons).slice(0, LONGEST_REASONS).trim();
    if (body.outcome === 'approved') return accept({task: task.id, state: 'done'}, approval(situation, task, reasons));
    if (reasons === '') return refuse('invalid', 'A rejection needs its reasons.', 'Say what is wrong, and what would be right.');
    return accept({task: task.id, state: 'rejected'}, rejection(situation, task, reasons));
  };
  if (situation.actor.kind !== 'session') return decide();
  return forSession(situation, 'review a task', (session) => {
    if (task.state !== 'review' || mayReview(task, session)) return decide();
    const own = task.owner === session.id;
    return refuse(
      'forbidden',
      own ? `${task.id} is your own work.` : `${task.id} is reviewed by the role ${task.reviewBy}, not by ${session.role}.`,
      'Leave it to a reviewer.',
      {reviewBy: task.reviewBy},
    );
  });
}

function approval(situation: Situation, task: Task, reasons: string): EventBody[] {
  const {summary, evidence} = task.result ?? {summary: '', evidence: ''};
  const by = `approved by ${nameOf(situation.actor)}${reasons === '' ? '' : `: ${reasons}`}`;
  return finishedTask(situation, task, 'done', summary, [evidence, by].filter(Boolean).join('\n'));
}

/** Back to its owner; one that is gone has left it to somebody else. */
function rejection(situation: Situation, task: Task, reasons: string): EventBody[] {
  const by = nameOf(situation.actor);
  const owner = task.owner === null ? undefined : situation.team.sessions[task.owner];
  const rejected: EventBody = {type: 'task.rejected', task: task.id, by, reasons};
  if (owner?.life === 'running' || owner?.life === 'starting')
    return [rejected, {type: 'message.sent', message: rejectionMessage(situation, task, owner.id, reasons)}];
  return [rejected, ...lostBy(situation, task, `rejected by ${by}: ${reasons}`, {messages: 0, questions: 0})];
}
