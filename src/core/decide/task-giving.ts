import type {CommandBody} from '../commands.ts';
import {mayDelegate} from '../messages/recipients.ts';
import {remedyForName} from '../nearest-name.ts';
import {bestFor} from '../tasks/fit.ts';
import {isReady} from '../tasks/task-step.ts';
import type {Session, Task, Team} from '../team.ts';
import {cleanLine, cleanText} from '../text.ts';
import {askForCheck} from './check-permission.ts';
import {accept, type Decision, forSession, nameOf, refuse, type Situation} from './decision.ts';
import {fullInbox} from './full-inbox.ts';
import {termsOf} from './task-terms.ts';
import {assignmentOf} from './task-words.ts';

const LONGEST_TITLE = 200;
const LONGEST_BODY = 64 * 1024;

type Body = Omit<Extract<CommandBody, {type: 'task.add'}>, 'type'>;

/** A new task: for somebody, who is told at once where nothing has to be done before, or for whoever takes it. */
export function giveTask(situation: Situation, body: Body): Decision {
  const decide = (sender: Session | null): Decision => {
    const {team, actor} = situation;
    const problem = problemWith(body) ?? (body.to === undefined ? null : problemWithAddressee(team, body.to, sender, nameOf(actor)));
    if (problem) return problem;
    const id = `T-${team.counters.task + 1}`;
    const terms = termsOf(situation, id, body);
    if ('ok' in terms) return terms;
    const open: Task = {...newTask(situation, body, id), ...terms};
    const unfit = problemWithTier(team, open);
    if (unfit) return unfit;
    const owner = open.to !== '*' && isReady(team, open) ? ownerOf(team, open) : null;
    const task: Task = owner ? {...open, owner: owner.id, state: 'assigned', attempts: 1, message: `M-${team.counters.message + 1}`} : open;
    const message = owner ? assignmentOf(situation, task, owner.id, 1) : null;
    const full = message ? fullInbox(team, message) : null;
    if (full) return full;
    return accept({task: task.id, owner: task.owner, message: message?.id ?? null}, [
      {type: 'task.created', task},
      ...(message ? [{type: 'message.sent', message} as const] : []),
      ...askForCheck(situation, task),
    ]);
  };
  return situation.actor.kind === 'session' ? forSession(situation, 'give a task', decide) : decide(null);
}

function newTask({actor, now}: Situation, {to = '*', title, body}: Body, id: string): Task {
  return {
    id,
    title: cleanLine(title, LONGEST_TITLE),
    body: cleanText(body),
    from: nameOf(actor),
    to: to.replace(/^role:/, ''),
    owner: null,
    state: 'open',
    acceptance: null,
    check: null,
    acceptanceFrom: nameOf(actor),
    reviewBy: null,
    reviewer: null,
    priority: 'normal',
    tier: null,
    expertise: [],
    after: [],
    phase: null,
    message: null,
    createdAt: now,
    updatedAt: now,
    attempts: 0,
    lastOwner: null,
    checking: null,
    learnt: null,
    result: null,
  };
}

/** A session that is called so is meant before a role of that name. */
function ownerOf(team: Team, task: Task): Session | null {
  const named = team.sessions[task.to];
  if (!named) return bestFor(team, task);
  return named.life === 'running' || named.life === 'starting' ? named : null;
}

function problemWith({title, body}: Body): Decision | null {
  if (cleanLine(title, LONGEST_TITLE) === '') return refuse('invalid', 'The task has no title.', 'Say in one line what is to be done.');
  if (body.length > LONGEST_BODY)
    return refuse('invalid', `A task of ${body.length} characters; ${LONGEST_BODY} is the most.`, 'Write it to a file and name it.');
  return null;
}

function problemWithAddressee(team: Team, to: string, sender: Session | null, from: string): Decision | null {
  if (to === sender?.id) return refuse('invalid', 'That is you.', 'Do it, or delegate it to somebody else.');
  const meant = addressed(team, to, from);
  if (meant.length === 0) return nobodyCalled(team, to);
  return sender && !meant.some((candidate) => mayDelegate(sender, candidate)) ? notAllowed(team, sender, to) : null;
}

function addressed(team: Team, to: string, sender: string): Session[] {
  const named = Object.hasOwn(team.sessions, to) ? team.sessions[to] : undefined;
  if (named) return [named];
  const role = to.replace(/^role:/, '');
  return Object.values(team.sessions).filter((session) => session.role === role && session.id !== sender);
}

function problemWithTier(team: Team, {to, tier}: Task): Decision | null {
  if (to === '*' || tier === null) return null;
  const meant = Object.values(team.sessions).filter(({id, role}) => id === to || role === to);
  if (meant.some((session) => session.tier <= tier)) return null;
  return refuse(
    'invalid',
    `${to} is of tier ${meant[0]?.tier}, and the task is for tier ${tier} or above (1 decides).`,
    'Leave the tier out, or give it to somebody else.',
  );
}

function nobodyCalled(team: Team, to: string): Decision {
  const sessions = Object.keys(team.sessions);
  const roles = [...new Set(Object.values(team.sessions).map((session) => session.role))];
  const remedy = remedyForName(to, [...new Set([...sessions, ...roles])]);
  return refuse('not-found', `There is no session and no role "${to}" to give it to.`, remedy, {sessions, roles});
}

function notAllowed(team: Team, sender: Session, to: string): Decision {
  const may = Object.values(team.sessions).filter((other) => other.delegatesTo.length > 0);
  const toWhom = sender.delegatesTo.length > 0 ? `may delegate to ${sender.delegatesTo.join(', ')}` : 'may not delegate';
  return refuse(
    'forbidden',
    `${sender.id} (${sender.role}) ${toWhom}, not to ${to}.`,
    may.length > 0 ? `Ask one who may: ${may.map(({id}) => id).join(', ')}.` : 'Ask the person who watches the team.',
    {delegatesTo: sender.delegatesTo},
  );
}
