import {describeEvent} from './board/describe-event.ts';
import {claimIndexOf} from './claims/claim-index.ts';
import {emptyTeam} from './empty-team.ts';
import type {Event} from './events.ts';
import {evolveSession, isSessionEvent} from './health/evolve-session.ts';
import {withoutUnattended} from './health/silence.ts';
import {MOST_STEPS} from './messages/delivery-steps.ts';
import type {Attention, Message, Task, Team} from './team.ts';

const MOST_ACTIVITY = 200;
/** Settled things that are kept for looking up; older ones are in the journal. */
const MOST_SETTLED = 500;

/** Folds one event into the team, in place. An event of a kind that is not known (of a newer version) changes nothing. */
export function evolve(team: Team, event: Event): void {
  team.position = event.position;
  const text = describeEvent(team, event);
  if (text !== null) {
    team.activity.push({at: event.at, ...text});
    if (team.activity.length > MOST_ACTIVITY) team.activity.shift();
  }
  if (isSessionEvent(event.body)) evolveSession(team, event.body, event.at);
  else evolveRest(team, event);
  hear(team, event);
}

/** What a session itself causes shows that it lives. Nothing that the supervisor writes does. */
function hear(team: Team, {actor, at}: Event): void {
  const session = Object.hasOwn(team.sessions, actor) ? team.sessions[actor] : undefined;
  if (session) team.sessions[actor] = {...session, silentSince: at, silence: null};
}

function evolveRest(team: Team, {body, at}: Event): void {
  switch (body.type) {
    case 'team.configured':
      team.name = body.name;
      // Rules that an older version did not know are the default ones.
      team.policy = {...emptyTeam().policy, ...body.policy};
      break;
    case 'time.unattended':
      for (const [id, session] of Object.entries(team.sessions)) team.sessions[id] = withoutUnattended(session, body.from, body.until);
      break;
    case 'claim.granted': {
      const {claim} = body;
      const index = claimIndexOf(team);
      team.claims[claim.id] = claim;
      index.add(claim);
      team.counters.claim = Math.max(team.counters.claim, numberOf(claim.id));
      team.counters.fence = Math.max(team.counters.fence, claim.fence);
      break;
    }
    case 'claim.renewed': {
      const claim = team.claims[body.claim];
      if (claim) team.claims[body.claim] = {...claim, expiresAt: body.expiresAt};
      break;
    }
    case 'claim.ended': {
      const claim = team.claims[body.claim];
      if (!claim) break;
      claimIndexOf(team).remove(claim);
      delete team.claims[body.claim];
      break;
    }
    case 'message.sent':
      team.messages[body.message.id] = body.message;
      team.counters.message = Math.max(team.counters.message, numberOf(body.message.id));
      forgetOldest(team.messages, isDelivered);
      break;
    case 'message.delivered': {
      const message = team.messages[body.message];
      const delivery = message?.deliveries[body.recipient];
      if (!message || !delivery) break;
      const {state, evidence} = body;
      team.messages[body.message] = {
        ...message,
        deliveries: {
          ...message.deliveries,
          [body.recipient]: {state, steps: [...delivery.steps, {state, at, evidence}].slice(-MOST_STEPS)},
        },
      };
      break;
    }
    case 'task.created':
      team.tasks[body.task.id] = body.task;
      team.counters.task = Math.max(team.counters.task, numberOf(body.task.id));
      forgetOldest(team.tasks, isFinished);
      break;
    case 'task.assigned':
      updateTask(team, body.task, at, (task) => ({
        ...task,
        owner: body.owner,
        message: body.message ?? task.message,
        state: body.owner === null ? 'open' : 'assigned',
        attempts: task.attempts + (body.owner === null ? 0 : 1),
        learnt: body.owner === null ? body.reason : task.learnt,
        checking: null,
        result: null,
      }));
      break;
    case 'task.accepted':
      updateTask(team, body.task, at, (task) => ({...task, state: 'accepted'}));
      break;
    case 'task.finishRequested':
      updateTask(team, body.task, at, (task) => ({...task, checking: {summary: body.summary}}));
      break;
    case 'task.checkFailed':
      updateTask(team, body.task, at, (task) => ({...task, checking: null, learnt: body.evidence}));
      break;
    case 'task.finished':
      updateTask(team, body.task, at, (task) => ({
        ...task,
        state: body.outcome,
        checking: null,
        result: {summary: body.summary, evidence: body.evidence},
      }));
      break;
    case 'attention.raised':
      team.attention[body.attention.id] = {...body.attention, raisedAt: at};
      team.counters.attention = Math.max(team.counters.attention, numberOf(body.attention.id));
      forgetOldest(team.attention, isSettled);
      break;
    case 'attention.answered': {
      const attention = team.attention[body.attention];
      const {choice, text, by} = body;
      if (attention) team.attention[body.attention] = {...attention, state: 'answered', answer: {choice, text, by, at}};
      break;
    }
    case 'attention.withdrawn': {
      const attention = team.attention[body.attention];
      if (attention) team.attention[body.attention] = {...attention, state: 'withdrawn'};
      break;
    }
  }
}

const numberOf = (id: string): number => Number(id.slice(id.indexOf('-') + 1));

function updateTask(team: Team, id: string, at: number, change: (task: Task) => Task): void {
  const task = team.tasks[id];
  if (task) team.tasks[id] = {...change(task), updatedAt: at};
}

const isFinished = (task: Task): boolean => task.state === 'done' || task.state === 'failed';
const isSettled = (attention: Attention): boolean => attention.state !== 'open';
/** Unread mail is never forgotten. */
const isDelivered = (message: Message): boolean =>
  Object.values(message.deliveries).every(({state}) => state === 'seen' || state === 'answered' || state === 'injected');

function forgetOldest<T>(records: Record<string, T>, mayGo: (record: T) => boolean): void {
  const ids = Object.keys(records);
  // In batches: looking through all of them at each event would cost more than it frees.
  if (ids.length < MOST_SETTLED * 2) return;
  const old = ids.filter((id) => mayGo(records[id] as T));
  for (const id of old.slice(0, Math.max(0, old.length - MOST_SETTLED))) delete records[id];
}
