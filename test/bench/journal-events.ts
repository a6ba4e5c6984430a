import type {EventBody, SessionSpec} from '../../src/core/index.ts';
import type {NewEvent} from '../../src/journal/journal.ts';

const SESSIONS = Array.from({length: 13}, (_, index) => `session-${index}`);
/** Events of one turn below. */
const TURN = 8;
/** Milliseconds of team time. */
export const BETWEEN_EVENTS = 2_500;

const spec = (id: string): SessionSpec => ({
  id,
  role: 'worker',
  tier: 2,
  client: 'command',
  expertise: [],
  delegatesTo: [],
  paths: [],
  origin: 'joined',
});

/** What a team of 13 sessions writes: claims by edits, renewed and released, messages on their way, heartbeats and states. */
function bodyOf(index: number, at: number): EventBody {
  if (index < SESSIONS.length * 2) {
    const session = SESSIONS[index >> 1] ?? '';
    return index % 2 === 0
      ? {type: 'session.registered', spec: spec(session)}
      : {type: 'session.started', session, incarnation: 1, process: null, conversation: null};
  }
  const turn = Math.floor(index / TURN);
  const session = SESSIONS[turn % SESSIONS.length] ?? '';
  const other = SESSIONS[(turn + 1) % SESSIONS.length] ?? '';
  const [claim, message] = [`C-${turn}`, `M-${turn}`];
  const delivered = (state: 'offered' | 'injected' | 'seen'): EventBody => ({
    type: 'message.delivered',
    message,
    recipient: other,
    state,
    evidence: 'hook PostToolUse',
  });
  switch (index % TURN) {
    case 0: {
      const resources = [{kind: 'path', pattern: `src/part-${turn % 500}/file-${turn % 37}.ts`}];
      const lease = {mode: 'exclusive', reason: '', fence: turn, grantedAt: at, ttl: 1_800_000, expiresAt: at + 1_800_000} as const;
      return {type: 'claim.granted', claim: {id: claim, holder: session, incarnation: 1, resources, ...lease, automatic: true}};
    }
    case 1: {
      const beat = {action: 'Edit', target: `src/file-${turn}.ts`, phase: null, progress: null, next: null, source: 'hook'} as const;
      return {type: 'heartbeat.changed', session, heartbeat: {at, ...beat}};
    }
    case 2: {
      const letter = {
        subject: `About part ${turn % 500}`,
        body: 'The interface has changed: see src/api.ts. '.repeat(4),
        priority: 'normal',
      } as const;
      const state = {replyTo: null, needsReply: false, sentAt: at, deliveries: {[other]: {state: 'queued', steps: []}}} as const;
      return {type: 'message.sent', message: {id: message, from: session, authority: 'peer', to: other, ...letter, ...state}};
    }
    case 3:
      return delivered('offered');
    case 4:
      return delivered('injected');
    case 5:
      return delivered('seen');
    case 6:
      return {type: 'session.observed', session, activity: turn % 2 === 0 ? 'working' : 'idle', evidence: 'hook Stop'};
    default:
      return {type: 'claim.ended', claim, how: 'released', by: session};
  }
}

/** The event at a position that is one more than `index`. */
export function benchEvent(index: number, begin: number): NewEvent {
  const at = begin + index * BETWEEN_EVENTS;
  return {at, wall: at, command: `command-${index}`, actor: 'harmony', body: bodyOf(index, at)};
}
