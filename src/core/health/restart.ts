import type {EventBody} from '../events.ts';
import type {Policy, Session, Timestamp} from '../team.ts';

const LONGEST_DELAY = 60_000;

type Next = Extract<EventBody, {type: 'session.exited'}>['next'];

/**
 * What follows an exit that nobody asked for: another start, each later than the one before, until there were too many within the window.
 * The wait is spread by the session's name, so that a whole team that died together does not come back in one instant.
 */
export function nextAfterExit(session: Session, policy: Policy, now: Timestamp): Next {
  if (session.origin === 'joined') return {kind: 'stay'};
  const recent = session.exits.filter((exit) => !exit.expected && exit.at > now - policy.restartWindow).length;
  if (recent >= policy.restartLimit) return {kind: 'give-up'};
  const delay = Math.min(policy.restartDelay * 2 ** recent, LONGEST_DELAY);
  return {kind: 'restart', delay: Math.round(delay * (1 + spread(session.id) / 4))};
}

/** 0 to 1, the same for the same name: the core has no dice. */
function spread(text: string): number {
  let hash = 0;
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000;
  return hash / 1_000;
}
