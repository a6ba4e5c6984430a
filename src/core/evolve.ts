import {evolveBlocker} from './blockers.ts';
import {describeEvent} from './board/describe-event.ts';
import {isRecent} from './board/recent-activity.ts';
import {claimIndexOf} from './claims/claim-index.ts';
import {emptyTeam} from './empty-team.ts';
import type {Event} from './events.ts';
import {evolveSession, isSessionEvent} from './health/evolve-session.ts';
import {withoutUnattended} from './health/silence.ts';
import {evolveMessage, isMessageEvent} from './messages/evolve-message.ts';
import {evolvePhase} from './phases.ts';
import {forgetOldest, numberOf} from './records.ts';
import {evolveTask} from './tasks/evolve-task.ts';
import type {ActivityEntry, Attention, Team} from './team.ts';

/** A busy team writes some hundred lines an hour: a bound for one that writes far more. */
const MOST_ACTIVITY = 2_000;
const ACTIVITY_BATCH = 500;

/** Folds one event into the team, in place. An event of a kind that is not known (of a newer version) changes nothing. */
export function evolve(team: Team, event: Event): void {
  team.position = event.position;
  const text = describeEvent(team, event);
  if (text !== null) addActivity(team, {at: event.at, ...text});
  if (isSessionEvent(event.body)) evolveSession(team, event.body, event.at);
  else if (isMessageEvent(event.body)) evolveMessage(team, event.body, event.at);
  else evolveRest(team, event);
  hear(team, event);
}

/** What a session itself causes shows that it lives. Nothing that the supervisor writes does. */
function hear(team: Team, {actor, at, body}: Event): void {
  const session = Object.hasOwn(team.sessions, actor) ? team.sessions[actor] : undefined;
  // An older process may still try to write, and is turned away.
  if (body.type === 'write.refused' && body.incarnation !== session?.incarnation) return;
  if (session) team.sessions[actor] = {...session, silentSince: at, silence: null};
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
      // A journal of an older version does not know every rule.
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
    case 'task.assigned':
    case 'task.accepted':
    case 'task.changed':
    case 'task.finishRequested':
    case 'task.checkFailed':
    case 'task.reviewRequested':
    case 'task.rejected':
    case 'task.cancelled':
    case 'task.finished':
      evolveTask(team, body, at);
      evolvePhase(team, body);
      break;
    case 'blocker.raised':
    case 'blocker.joined':
    case 'blocker.left':
    case 'blocker.answered':
      evolveBlocker(team, body);
      break;
    case 'phase.gateTried':
    case 'phase.gateClosed':
    case 'phase.passed':
    case 'phase.reopened':
      evolvePhase(team, body);
      break;
    case 'check.decided':
      team.checks[body.command] = body.approved ? 'approved' : 'refused';
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

const isSettled = (attention: Attention): boolean => attention.state !== 'open';
