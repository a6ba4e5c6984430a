import {needsGranting} from './claims/line.ts';
import type {Effect} from './effects.ts';
import type {Event} from './events.ts';
import {countUndelivered} from './messages/mail-index.ts';
import {gateToTry, phaseStateOf} from './phases.ts';
import {checkToRun} from './tasks/acceptance.ts';
import {assignOpenTasks, hasOpenTasks} from './tasks/open-tasks.ts';
import type {SessionId, Team} from './team.ts';

/** What is to be done after these events were folded into the team. */
export function effectsOf(team: Team, events: readonly Event[]): Effect[] {
  const effects = events.flatMap((event) => effectsOfEvent(team, event));
  return [...effects, ...furtherSteps(team)];
}

/** What is still to be done, worked out from the state alone: for a supervisor that begins anew. */
export function outstanding(team: Team): Effect[] {
  const effects: Effect[] = [];
  for (const session of Object.values(team.sessions)) {
    const {id, incarnation} = session;
    if (session.life === 'starting') effects.push({type: 'session.start', session: id, after: 0, incarnation});
    if (session.life === 'running' && session.ending) effects.push({type: 'session.stop', session: id, incarnation});
    if (session.life === 'running' && hasMail(team, id)) effects.push({type: 'deliver', session: id});
  }
  for (const task of Object.values(team.tasks)) if (checkToRun(team, task) !== null) effects.push({type: 'task.check', task: task.id});
  for (const {name} of team.policy.phases)
    if (phaseStateOf(team, name).gate === 'checking') effects.push({type: 'phase.check', phase: name});
  return [...effects, ...furtherSteps(team)];
}

/** What the state itself asks for, however it came about. */
const furtherSteps = (team: Team): Effect[] => [
  ...(gateToTry(team) ? [{type: 'phase.tryGate'} as const] : []),
  ...(needsAssignment(team) ? [{type: 'task.assignOpen'} as const] : []),
  ...(needsGranting(team) ? [{type: 'claim.grantWaiting'} as const] : []),
];

function effectsOfEvent(team: Team, {body}: Event): Effect[] {
  switch (body.type) {
    case 'session.startRequested':
      return startOf(team, body.session, 0);
    case 'session.exited':
      return body.next.kind === 'restart' ? startOf(team, body.session, body.next.delay) : [];
    case 'session.stopRequested': {
      const session = team.sessions[body.session];
      // One that was only being started has no process yet; should it come all the same, its end is asked for then.
      return session?.life === 'running' ? [{type: 'session.stop', session: session.id, incarnation: session.incarnation}] : [];
    }
    case 'session.started':
    case 'session.observed':
    case 'session.paused':
      return hasMail(team, body.session) ? [{type: 'deliver', session: body.session}] : [];
    case 'message.sent':
      return Object.keys(body.message.deliveries)
        .filter((recipient) => Object.hasOwn(team.sessions, recipient))
        .map((session) => ({type: 'deliver', session}));
    case 'task.finishRequested': {
      const task = team.tasks[body.task];
      return task && checkToRun(team, task) !== null ? [{type: 'task.check', task: body.task}] : [];
    }
    case 'phase.gateTried':
      return [{type: 'phase.check', phase: body.phase}];
    case 'check.decided':
      return Object.values(team.tasks)
        .filter((task) => checkToRun(team, task) === body.command)
        .map(({id}) => ({type: 'task.check', task: id}));
    case 'attention.raised':
      return [{type: 'notify', attention: body.attention.id}];
    case 'attention.answered':
    case 'attention.withdrawn':
      return [{type: 'attention.settled', attention: body.attention}];
    default:
      return [];
  }
}

function startOf(team: Team, id: SessionId, after: number): Effect[] {
  const session = team.sessions[id];
  return session ? [{type: 'session.start', session: id, after, incarnation: session.incarnation}] : [];
}

const hasMail = (team: Team, session: SessionId): boolean => countUndelivered(team, session) > 0;

const needsAssignment = (team: Team): boolean =>
  hasOpenTasks(team) && assignOpenTasks({team, actor: {kind: 'supervisor'}, now: 0}).length > 0;
