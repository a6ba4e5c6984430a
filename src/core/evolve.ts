import {describeEvent} from './board/describe-event.ts';
import {isRecent} from './board/recent-activity.ts';
import {claimIndexOf} from './claims/claim-index.ts';
import type {Event} from './events.ts';
import {evolveSession, isSessionEvent} from './health/evolve-session.ts';
import {evolveMessage, isMessageEvent} from './messages/evolve-message.ts';
import {numberOf} from './number-of.ts';
import type {ActivityEntry, Attention, Task, Team} from './team.ts';

/** A busy team writes some hundred lines an hour: a bound for one that writes far more. */
const MOST_ACTIVITY = 2_000;
const ACTIVITY_BATCH = 500;
/** Settled things that are kept for looking up; older ones are in the journal. */
const MOST_SETTLED = 500;

/** Folds one event into the team, in place. An event of a kind that is not known (of a newer version) changes nothing. */
export function evolve(team: Team, event: Event): void {
  team.position = event.position;
  const text = describeEvent(team, event);
  if (text !== null) addActivity(team, {at: event.at, ...text});
  if (isSessionEvent(event.body)) evolveSession(team, event.body, event.at);
  else if (isMessageEvent(event.body)) evolveMessage(team, event.body, event.at);
  else evolveRest(team, event);
}

function addActivity(team: Team, entry: ActivityEntry): void {
  const {activity} = team;
  activity.push(entry);
  // In batches: moving all the others costs more than the event itself.
  if (activity.length % ACTIVITY_BATCH !== 0) return;
  const first = activity.findIndex((one) => isRecent(team, one, entry.at));
  activity.splice(0, Math.max(first, activity.length - MOST_ACTIVITY));
}

function evolveRest(team: Team, {body, at}: Event): void {
  switch (body.type) {
    case 'team.configured':
      team.name = body.name;
      team.policy = body.policy;
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
    case 'journal.restored':
      team.counters.fence = Math.max(team.counters.fence + body.jump, body.floor);
      break;
    case 'wait.begun':
      team.waits[body.wait.id] = body.wait;
      team.counters.wait = Math.max(team.counters.wait, numberOf(body.wait.id));
      break;
    case 'wait.ended':
      delete team.waits[body.wait];
      team.settledWaits[body.wait] = {how: body.how, claim: body.claim, at};
      forgetOldest(team.settledWaits, () => true);
      break;
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

function updateTask(team: Team, id: string, at: number, change: (task: Task) => Task): void {
  const task = team.tasks[id];
  if (task) team.tasks[id] = {...change(task), updatedAt: at};
}

const isFinished = (task: Task): boolean => task.state === 'done' || task.state === 'failed';
const isSettled = (attention: Attention): boolean => attention.state !== 'open';

function forgetOldest<T>(records: Record<string, T>, mayGo: (record: T) => boolean): void {
  const ids = Object.keys(records);
  // In batches: looking through all of them at each event would cost more than it frees.
  if (ids.length < MOST_SETTLED * 2) return;
  const old = ids.filter((id) => mayGo(records[id] as T));
  for (const id of old.slice(0, Math.max(0, old.length - MOST_SETTLED))) delete records[id];
}
