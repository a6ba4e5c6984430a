import type {CommandBody} from '../commands.ts';
import {mayDelegate} from '../messages/recipients.ts';
import {remedyForName} from '../nearest-name.ts';
import {fittestFor} from '../tasks/fit.ts';
import type {Session, Task, Team} from '../team.ts';
import {cleanLine, cleanText} from '../text.ts';
import {accept, type Decision, forSession, nameOf, refuse, type Situation} from './decision.ts';
import {fullInbox} from './full-inbox.ts';
import {assignmentOf, checkFailedMessage, finishedTask} from './task-words.ts';

const LONGEST_TITLE = 200;
const LONGEST_BODY = 64 * 1024;

type Body<T extends CommandBody['type']> = Extract<CommandBody, {type: T}>;

export function delegate(situation: Situation, body: Body<'task.delegate'>): Decision {
  const {actor, team, now} = situation;
  const decide = (sender: Session | null): Decision => {
    const title = cleanLine(body.title, LONGEST_TITLE);
    if (title === '') return refuse('invalid', 'The task has no title.', 'Say in one line what is to be done.');
    if (body.body.length > LONGEST_BODY)
      return refuse('invalid', `A task of ${body.body.length} characters; ${LONGEST_BODY} is the most.`, 'Write it to a file and name it.');
    if (body.to === sender?.id) return refuse('invalid', 'That is you.', 'Do it, or delegate it to somebody else.');
    const candidates = candidatesFor(team, body.to, nameOf(actor));
    if (candidates.length === 0) return nobodyCalled(team, body.to);
    const allowed = sender ? candidates.filter((candidate) => mayDelegate(sender, candidate)) : candidates;
    if (sender && allowed.length === 0) return notAllowed(team, sender, body.to);
    const owner = fittestFor(team, allowed);
    const task: Task = {
      id: `T-${team.counters.task + 1}`,
      title,
      body: cleanText(body.body),
      from: nameOf(actor),
      to: body.to.replace(/^role:/, ''),
      owner: owner?.id ?? null,
      state: owner ? 'assigned' : 'open',
      acceptance: body.acceptance ? cleanText(body.acceptance).trim() : null,
      message: owner ? `M-${team.counters.message + 1}` : null,
      createdAt: now,
      updatedAt: now,
      attempts: owner ? 1 : 0,
      checking: null,
      learnt: null,
      result: null,
    };
    const message = owner ? assignmentOf(situation, task, owner.id, 1) : null;
    const full = message ? fullInbox(team, message) : null;
    if (full) return full;
    return accept({task: task.id, owner: task.owner, message: message?.id ?? null}, [
      {type: 'task.created', task},
      ...(message ? [{type: 'message.sent', message} as const] : []),
    ]);
  };
  return actor.kind === 'session' ? forSession(situation, 'delegate', decide) : decide(null);
}

function candidatesFor(team: Team, to: string, sender: string): Session[] {
  const named = Object.hasOwn(team.sessions, to) ? team.sessions[to] : undefined;
  if (named) return [named];
  const role = to.replace(/^role:/, '');
  return Object.values(team.sessions).filter((session) => session.role === role && session.id !== sender);
}

function nobodyCalled(team: Team, to: string): Decision {
  const sessions = Object.keys(team.sessions);
  const roles = [...new Set(Object.values(team.sessions).map((session) => session.role))];
  const remedy = remedyForName(to, [...new Set([...sessions, ...roles])]);
  return refuse('not-found', `There is no session and no role "${to}" to give it to.`, remedy, {sessions, roles});
}

function notAllowed(team: Team, sender: Session, to: string): Decision {
  const may = Object.values(team.sessions).filter((other) => other.delegatesTo.length > 0);
  const to_whom = sender.delegatesTo.length > 0 ? `may delegate to ${sender.delegatesTo.join(', ')}` : 'may not delegate';
  return refuse(
    'forbidden',
    `${sender.id} (${sender.role}) ${to_whom}, not to ${to}.`,
    may.length > 0 ? `Ask one who may: ${may.map(({id}) => id).join(', ')}.` : 'Ask the person who watches the team.',
    {delegatesTo: sender.delegatesTo},
  );
}

const isOver = ({state}: Task): boolean => state === 'done' || state === 'failed';

const isOverAlready = ({id, state}: Task): Decision => refuse('conflict', `${id} is ${state} already.`, 'Nothing to do.', {state});

/** Decides about a task that belongs to the session. */
function forOwner(situation: Situation, id: string, what: string, decide: (task: Task) => Decision): Decision {
  return forSession(situation, what, (session) => {
    const task = Object.hasOwn(situation.team.tasks, id) ? situation.team.tasks[id] : undefined;
    if (!task) return refuse('not-found', `There is no task ${id}.`, 'See: harmony status');
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
  forOwner(situation, id, 'accept a task', (task) =>
    task.state === 'accepted' ? accept({task: id, already: true}) : accept({task: id, already: false}, [{type: 'task.accepted', task: id}]),
  );

export function finishTask(situation: Situation, body: Body<'task.finish'>): Decision {
  const {actor, team} = situation;
  if (actor.kind === 'session') {
    return forOwner(situation, body.task, 'finish a task', (task) => {
      const summary = cleanText(body.summary).slice(0, LONGEST_BODY);
      if (summary.trim() === '') return refuse('invalid', 'The summary is empty.', 'Say what was done, and what shows it.');
      if (body.outcome === 'done' && task.acceptance)
        return accept({task: task.id, checking: true}, [{type: 'task.finishRequested', task: task.id, summary}]);
      return accept({task: task.id, checking: false}, finishedTask(situation, task, body.outcome, summary, `said by ${actor.session}`));
    });
  }
  const task = Object.hasOwn(team.tasks, body.task) ? team.tasks[body.task] : undefined;
  if (!task) return refuse('not-found', `There is no task ${body.task}.`, 'See: harmony status');
  if (isOver(task)) return isOverAlready(task);
  if (actor.kind === 'human')
    return accept(
      {task: task.id, checking: false},
      finishedTask(situation, task, body.outcome, cleanText(body.summary), 'said by a person'),
    );
  const {checked} = body;
  if (!task.checking || !checked) return accept({task: task.id, checking: false});
  if (checked.passed)
    return accept({task: task.id, checking: false}, finishedTask(situation, task, 'done', task.checking.summary, checked.evidence));
  return accept({task: task.id, checking: false}, [
    {type: 'task.checkFailed', task: task.id, evidence: checked.evidence},
    ...(task.owner ? [{type: 'message.sent', message: checkFailedMessage(situation, task, task.owner, checked.evidence)} as const] : []),
  ]);
}
