import {writeResource} from '../claims/resource.ts';
import type {Event, EventBody} from '../events.ts';
import {describeRepetition} from '../repetition/describe.ts';
import type {Resource, Team} from '../team.ts';
import {cleanLine, lasting} from '../text.ts';

const written = (resources: readonly Resource[]): string => resources.map(writeResource).join(', ');

/** The event as a line of the team's history, before it is folded in. `null`: not worth one. */
export function describeEvent(team: Team, {body, actor, at}: Event): {session: string | null; text: string} | null {
  switch (body.type) {
    case 'session.started':
      return {session: body.session, text: body.incarnation === 1 ? 'started' : `started again (${body.incarnation})`};
    case 'session.exited': {
      const how = body.reason ?? body.signal ?? (body.code === null ? 'lost' : `exit ${body.code}`);
      return {session: body.session, text: body.expected ? 'ended' : `ended: ${how}`};
    }
    case 'session.paused':
      return {session: body.session, text: body.paused ? 'paused' : 'resumed'};
    case 'session.repeated':
      return {session: body.session, text: `repeats itself: ${describeRepetition(body.finding)}`};
    case 'session.movedOn':
      return {session: body.session, text: 'does something else again'};
    case 'session.silent':
      return {session: body.session, text: `is ${body.level}: nothing was heard of it for ${lasting(at - body.since)}`};
    case 'time.unattended':
      return {session: null, text: `nobody could be heard for ${lasting(body.until - body.from)}: no silence counts it`};
    case 'session.observed':
      return body.waiting ? {session: body.session, text: `waits: ${body.waiting.what}`} : null;
    case 'claim.granted':
      return {session: body.claim.holder, text: `claimed ${written(body.claim.resources)}${body.claim.automatic ? ' by editing it' : ''}`};
    case 'claim.ended': {
      const claim = team.claims[body.claim];
      return claim
        ? {
            session: claim.holder,
            text: `${endOfClaim(body.how, body.by)} ${written(claim.resources)}`,
          }
        : null;
    }
    case 'claim.refused':
      return {
        session: body.session,
        text: `${body.warned ? 'edited in spite of' : 'was refused'} ${body.resources.join(', ')}: held by ${body.holder}`,
      };
    case 'write.refused': {
      const old = body.fence === null ? `incarnation ${body.incarnation}` : `the old fence ${body.fence}`;
      const session = Object.hasOwn(team.sessions, body.session) ? body.session : null;
      return {session, text: `was refused (${body.what}) with ${old}: ${body.resources.join(', ')}`};
    }
    case 'journal.restored':
      return {
        session: null,
        text: 'the journal was damaged and made again of its backup and archive: its end may be lost, and fences go on far above',
      };
    case 'wait.begun':
      return {session: body.wait.session, text: `waits for ${body.behind.join(', ')}: ${written(body.wait.resources)}`};
    case 'wait.ended': {
      const wait = team.waits[body.wait];
      // A grant says so itself.
      return wait && body.how !== 'granted'
        ? {session: wait.session, text: `waits no more (${body.how.replace('-', ' ')}) for ${written(wait.resources)}`}
        : null;
    }
    case 'message.sent':
      return {
        session: isPerson(body.message.from) ? null : body.message.from,
        text: `${isPerson(body.message.from) ? `${body.message.from} ` : ''}→ ${body.message.to}: ${body.message.subject || cleanLine(body.message.body, 80)}${body.message.replaces ? ` (replaces ${body.message.replaces})` : ''}`,
      };
    case 'message.overdue':
      return {session: null, text: `no answer to ${body.message} from ${body.recipients.join(', ')}`};
    case 'task.created':
      return {
        session: isPerson(body.task.from) ? null : body.task.from,
        text:
          body.task.to === '*'
            ? `added ${body.task.id}: ${body.task.title}`
            : `delegated ${body.task.id} to ${body.task.owner ?? body.task.to}: ${body.task.title}`,
      };
    case 'task.assigned':
      return {session: body.owner, text: body.owner ? `was given ${body.task}` : `${body.task} waits for somebody: ${body.reason}`};
    case 'task.accepted':
      return {session: team.tasks[body.task]?.owner ?? null, text: `accepted ${body.task}`};
    case 'task.checkFailed':
      return {session: team.tasks[body.task]?.owner ?? null, text: `${body.task}: the acceptance check failed`};
    case 'task.reviewRequested':
      return {
        session: team.tasks[body.task]?.owner ?? null,
        text: `${body.task} is to be reviewed${body.reviewer ? ` by ${body.reviewer}` : ''}`,
      };
    case 'task.rejected':
      return {session: isPerson(body.by) ? null : body.by, text: `rejected ${body.task}: ${cleanLine(body.reasons, 80)}`};
    case 'task.cancelled':
      return {session: isPerson(body.by) ? null : body.by, text: `cancelled ${body.task}: ${cleanLine(body.reason, 80)}`};
    case 'task.finished':
      return {session: team.tasks[body.task]?.owner ?? null, text: `${body.task} is ${body.outcome}: ${cleanLine(body.summary, 80)}`};
    case 'blocker.raised':
      return {session: body.blocker.sessions[0] ?? null, text: `cannot go on without: ${body.blocker.what} (${body.blocker.id})`};
    case 'blocker.joined':
      return {session: body.session, text: `waits for ${body.blocker}, too`};
    case 'blocker.left':
      return {session: body.session, text: `waits for ${body.blocker} no more`};
    case 'blocker.answered':
      return {session: isPerson(body.by) ? null : body.by, text: `answered ${body.blocker}: ${cleanLine(body.answer, 80)}`};
    case 'phase.gateClosed':
      return {session: null, text: `the gate of ${body.phase} stays closed (${body.why})`};
    case 'phase.passed':
      return {session: null, text: `${body.phase} is passed (${body.by})`};
    case 'phase.reopened':
      return {session: null, text: `${body.phase} is reopened (${body.by})`};
    case 'check.decided':
      return {session: null, text: `${body.by} ${body.approved ? 'allowed' : 'refused'} the check ${cleanLine(body.command, 80)}`};
    case 'attention.raised':
      return {session: body.attention.session, text: `needs a person: ${body.attention.title}`};
    case 'attention.answered':
      return {session: team.attention[body.attention]?.session ?? null, text: `was answered by ${body.by}: ${body.choice}`};
    case 'team.configured':
      return {session: null, text: `the configuration was read (${actor})`};
    default:
      return null;
  }
}

function endOfClaim(how: Extract<EventBody, {type: 'claim.ended'}>['how'], by: string): string {
  if (how === 'expired') return 'lost (expired)';
  if (how === 'forced') return `lost (forced by ${by})`;
  return how === 'given' ? `handed over (by ${by})` : 'released';
}

const isPerson = (name: string): boolean => name === 'human' || name === 'harmony';
