import type {CommandBody} from '../commands.ts';
import type {EventBody} from '../events.ts';
import {permissionFor} from '../tasks/acceptance.ts';
import {reviewerFor} from '../tasks/review.ts';
import {isOver} from '../tasks/task-step.ts';
import type {Task} from '../team.ts';
import {cleanText} from '../text.ts';
import {askForCheck} from './check-permission.ts';
import {accept, type Decision, forSession, nameOf, refuse, type Situation} from './decision.ts';
import {messageOf} from './message-of.ts';
import {failureQuestion, taskQuestionsOf} from './task-loss.ts';
import {termsOf} from './task-terms.ts';
import {checkFailedMessage, finishedTask, reviewRequest} from './task-words.ts';

const LONGEST_SUMMARY = 64 * 1024;

type Body<T extends CommandBody['type']> = Extract<CommandBody, {type: T}>;

export const isOverAlready = ({id, state}: Task): Decision => refuse('conflict', `${id} is ${state} already.`, 'Nothing to do.', {state});

/** The task, or that there is none. */
export function taskCalled({team}: Situation, id: string): Task | Decision {
  const task = Object.hasOwn(team.tasks, id) ? team.tasks[id] : undefined;
  return task ?? refuse('not-found', `There is no task ${id}.`, 'See: harmony task list');
}

/** Decides about a task that belongs to the session. */
function forOwner(situation: Situation, id: string, what: string, decide: (task: Task) => Decision): Decision {
  return forSession(situation, what, (session) => {
    const task = taskCalled(situation, id);
    if ('ok' in task) return task;
    if (isOver(task)) return isOverAlready(task);
    if (task.owner !== session.id) {
      return refuse(
        'forbidden',
        `${id} is not yours: it ${task.owner ? `belongs to ${task.owner}` : 'waits for somebody who fits'}.`,
        'Leave it to its owner.',
        {owner: task.owner},
      );
    }
    return decide(task);
  });
}

export const acceptTask = (situation: Situation, {task: id}: Body<'task.accept'>): Decision =>
  forOwner(situation, id, 'accept a task', (task) => {
    if (task.state === 'review') return inReview(task);
    return task.state === 'accepted'
      ? accept({task: id, already: true})
      : accept({task: id, already: false}, [{type: 'task.accepted', task: id}]);
  });

const inReview = ({id, reviewer, reviewBy}: Task): Decision =>
  refuse('conflict', `${id} is being reviewed by ${reviewer ?? `the role ${reviewBy}`}.`, 'You are told what comes of it.', {reviewer});

export function finishTask(situation: Situation, body: Body<'task.finish'>): Decision {
  const {actor} = situation;
  if (actor.kind === 'session') return finishByOwner(situation, body, actor.session);
  const task = taskCalled(situation, body.task);
  if ('ok' in task) return task;
  if (isOver(task)) return isOverAlready(task);
  if (actor.kind === 'human') {
    return accept({task: task.id, checking: false}, [
      ...finishedTask(situation, task, body.outcome, cleanText(body.summary), 'said by a person'),
      ...taskQuestionsOf(situation.team, task, `a person said that it is ${body.outcome}`),
    ]);
  }
  return afterCheck(situation, task, body.checked);
}

function finishByOwner(situation: Situation, body: Body<'task.finish'>, owner: string): Decision {
  return forOwner(situation, body.task, 'finish a task', (task) => {
    const summary = cleanText(body.summary).slice(0, LONGEST_SUMMARY);
    if (summary.trim() === '') return refuse('invalid', 'The summary is empty.', 'Say what was done, and what shows it.');
    const evidence = `said by ${owner}`;
    if (body.outcome === 'failed') {
      return accept({task: task.id, checking: false}, [
        ...finishedTask(situation, task, 'failed', summary, evidence),
        ...failureQuestion(situation, task, summary),
      ]);
    }
    if (task.state === 'review') return inReview(task);
    if (task.acceptance) return permissionFor(situation.team, task) === 'refused' ? refusedCheck(task) : checking(situation, task, summary);
    return accept({task: task.id, checking: false}, ending(situation, task, summary, evidence));
  });
}

/** A check that nobody has allowed yet runs when a person has. */
const checking = (situation: Situation, task: Task, summary: string): Decision =>
  accept({task: task.id, checking: true}, [
    {type: 'task.finishRequested', task: task.id, summary},
    ...askForCheck(situation, {...task, checking: {summary}}),
  ]);

const refusedCheck = ({id, acceptanceFrom}: Task): Decision =>
  refuse(
    'needs-person',
    `A person refused to have the check of ${id} run, so nothing can show that it is done.`,
    `Ask ${acceptanceFrom} to give it another check, or the person to close it.`,
  );

/** The work is there, and its check has passed: done, or somebody else has to approve it. */
function ending(situation: Situation, task: Task, summary: string, evidence: string): EventBody[] {
  if (task.reviewBy === null) return finishedTask(situation, task, 'done', summary, evidence);
  const reviewer = reviewerFor(situation.team, task);
  return reviewRequest(situation, task, reviewer?.id ?? null, summary, evidence, 1);
}

function afterCheck(situation: Situation, task: Task, checked: Body<'task.finish'>['checked']): Decision {
  const value = {task: task.id, checking: false};
  if (!task.checking || !checked) return accept(value);
  if (checked.passed) return accept(value, ending(situation, task, task.checking.summary, checked.evidence));
  return accept(value, [
    {type: 'task.checkFailed', task: task.id, evidence: checked.evidence},
    ...(task.owner ? [{type: 'message.sent', message: checkFailedMessage(situation, task, task.owner, checked.evidence)} as const] : []),
  ]);
}

/** For who gave it, and for a person. */
function forGiver(situation: Situation, id: string, what: string, decide: (task: Task) => Decision): Decision {
  const {actor} = situation;
  const task = taskCalled(situation, id);
  if ('ok' in task) return task;
  if (actor.kind !== 'session') return decide(task);
  return forSession(situation, what, (session) =>
    task.from === session.id
      ? decide(task)
      : refuse('forbidden', `${id} was given by ${task.from}.`, `Ask ${task.from} by message.`, {from: task.from}),
  );
}

export const changeTask = (situation: Situation, {type: _, task: id, ...given}: Body<'task.change'>): Decision =>
  forGiver(situation, id, 'change a task', (task) => {
    if (isOver(task)) return isOverAlready(task);
    if (task.checking || task.state === 'review') {
      return refuse('conflict', `${id} is being checked.`, 'Change it when the check is over, or cancel it.');
    }
    const changes = termsOf(situation, id, given);
    if ('ok' in changes) return changes;
    if (Object.keys(changes).length === 0)
      return refuse('invalid', 'Nothing was said that should change.', 'See: harmony task change --help');
    return accept({task: id, changes}, [{type: 'task.changed', task: id, changes}, ...askForCheck(situation, {...task, ...changes})]);
  });

export const cancelTask = (situation: Situation, {task: id, reason: given}: Body<'task.cancel'>): Decision =>
  forGiver(situation, id, 'cancel a task', (task) => {
    // What failed may turn out not to be needed: then nothing has to wait for it any more.
    if (isOver(task) && task.state !== 'failed') return isOverAlready(task);
    const by = nameOf(situation.actor);
    const reason = cleanText(given).slice(0, LONGEST_SUMMARY);
    const told = [...new Set([task.owner, task.reviewer])].filter((who) => who !== null && who !== by && task.state !== 'failed');
    return accept({task: id}, [
      {type: 'task.cancelled', task: id, by, reason},
      ...taskQuestionsOf(situation.team, task, `${by} cancelled ${id}`),
      ...told.map((to, index): EventBody => {
        const body = `${reason === '' ? 'It is not needed any more.' : reason}\nStop working on it.`;
        const words = {type: 'message.send', to: to ?? '', subject: `${id} was cancelled: ${task.title}`, body, priority: 'high'} as const;
        return {type: 'message.sent', message: messageOf(situation, words, index + 1)};
      }),
    ]);
  });
