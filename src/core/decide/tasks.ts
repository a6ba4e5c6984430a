import type {CommandBody} from '../commands.ts';
import type {EventBody} from '../events.ts';
import {mayDelegate} from '../messages/recipients.ts';
import {fittestFor} from '../tasks/fit.ts';
import type {Message, Session, Task, Team} from '../team.ts';
import {cleanLine, cleanText} from '../text.ts';
import {accept, type Decision, forSession, nameOf, refuse, type Situation} from './decision.ts';
import {messageOf} from './messages.ts';

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
      to: body.to,
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
    const message = owner ? assignmentOf(situation, task, owner.id, null) : null;
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
  const roles = [...new Set(Object.values(team.sessions).map((session) => session.role))];
  return refuse(
    'not-found',
    `There is no session and no role "${to}".`,
    `Sessions: ${Object.keys(team.sessions).join(', ')}. Roles: ${roles.join(', ')}.`,
    {
      sessions: Object.keys(team.sessions),
      roles,
    },
  );
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

/** What the owner reads. `learnt`: why it comes to somebody again. */
export function assignmentOf(situation: Situation, task: Task, owner: string, learnt: string | null): Message {
  const check = task.acceptance ? [`Acceptance check, run by Harmony in the project root: ${task.acceptance}`] : [];
  const lines = [
    ...(task.body === '' ? [] : [task.body, '']),
    ...(learnt ? [`Of the attempt before: ${learnt}`] : []),
    ...check,
    `Accept it with accept ${task.id} when you begin; report with done ${task.id} and a summary, or with done ${task.id} and the outcome failed.`,
  ];
  // The words are the delegator's, whoever makes this decision.
  const from = task.from;
  return {
    ...messageOf(situation, {type: 'message.send', to: owner, subject: `Task ${task.id}: ${task.title}`, body: lines.join('\n')}, 1),
    from,
    authority: from === 'human' ? 'human' : 'delegator',
  };
}

/** Decides about a task that belongs to the session. */
function forOwner(situation: Situation, id: string, what: string, decide: (task: Task) => Decision): Decision {
  return forSession(situation, what, (session) => {
    const task = Object.hasOwn(situation.team.tasks, id) ? situation.team.tasks[id] : undefined;
    if (!task) return refuse('not-found', `There is no task ${id}.`, 'See: harmony status');
    if (task.owner !== session.id) {
      return refuse('conflict', `${id} belongs to ${task.owner ?? 'nobody yet'}.`, 'Leave it to its owner.', {owner: task.owner});
    }
    if (task.state === 'done' || task.state === 'failed')
      return refuse('conflict', `${id} is ${task.state} already.`, 'Nothing to do.', {state: task.state});
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
      return accept({task: task.id, checking: false}, finished(situation, task, body.outcome, summary, `said by ${actor.session}`));
    });
  }
  const task = Object.hasOwn(team.tasks, body.task) ? team.tasks[body.task] : undefined;
  if (!task) return refuse('not-found', `There is no task ${body.task}.`, 'See: harmony status');
  if (task.state === 'done' || task.state === 'failed') return refuse('conflict', `${task.id} is ${task.state} already.`, 'Nothing to do.');
  if (actor.kind === 'human')
    return accept({task: task.id, checking: false}, finished(situation, task, body.outcome, cleanText(body.summary), 'said by a person'));
  const {checked} = body;
  if (!task.checking || !checked) return accept({task: task.id, checking: false});
  if (checked.passed)
    return accept({task: task.id, checking: false}, finished(situation, task, 'done', task.checking.summary, checked.evidence));
  return accept({task: task.id, checking: false}, [
    {type: 'task.checkFailed', task: task.id, evidence: checked.evidence},
    ...(task.owner ? [{type: 'message.sent', message: checkFailedMessage(situation, task, task.owner, checked.evidence)} as const] : []),
  ]);
}

function checkFailedMessage(situation: Situation, task: Task, owner: string, evidence: string): Message {
  return messageOf(
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
}

/** The end of a task, and word of it to the one who gave it. */
function finished(situation: Situation, task: Task, outcome: 'done' | 'failed', summary: string, evidence: string): EventBody[] {
  const end: EventBody = {type: 'task.finished', task: task.id, outcome, summary, evidence};
  const asker = task.from;
  if (asker !== 'human' && !Object.hasOwn(situation.team.sessions, asker)) return [end];
  if (asker === nameOf(situation.actor)) return [end];
  const message = messageOf(
    situation,
    {type: 'message.send', to: asker, subject: `${task.id} is ${outcome}: ${task.title}`, body: `${summary}\nEvidence: ${evidence}`},
    1,
  );
  return [end, {type: 'message.sent', message}];
}
