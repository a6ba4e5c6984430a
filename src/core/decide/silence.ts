import type {CommandBody} from '../commands.ts';
import type {EventBody} from '../events.ts';
import {isExpectedToBeat, silenceOf, silentFor} from '../health/silence.ts';
import type {Attention, Session} from '../team.ts';
import {lasting} from '../text.ts';
import {accept, type Decision, onlyFor, type Situation} from './decision.ts';
import {openWithKey, stuckKey} from './sign-of-life.ts';
import type {Count} from './task-loss.ts';

/** Who has been silent for too long, and a question about each that is stuck. */
export function silences(situation: Situation, count: Count): EventBody[] {
  const {team, now} = situation;
  return Object.values(team.sessions).flatMap((session): EventBody[] => {
    const level = silenceOf(session, team.policy, now);
    if (level === null || level === session.silence || session.silence === 'stuck') return [];
    const silent: EventBody = {type: 'session.silent', session: session.id, level, since: session.silentSince};
    if (level !== 'stuck' || openWithKey(team, stuckKey(session.id))) return [silent];
    count.questions++;
    return [silent, {type: 'attention.raised', attention: stuckQuestion(situation, session, count.questions)}];
  });
}

/** Time in which nobody could be heard: it counts for no limit of silence. */
export function passUnattended(situation: Situation, {from, until}: Extract<CommandBody, {type: 'time.unattended'}>): Decision {
  return onlyFor(situation, ['supervisor'], 'say that nobody was there', () => {
    const {team, now} = situation;
    const end = Math.min(until, now);
    const concerns = end > from && Object.values(team.sessions).some(isExpectedToBeat);
    return accept(null, concerns ? [{type: 'time.unattended', from, until: end}] : []);
  });
}

function stuckQuestion({team, now}: Situation, session: Session, offset: number): Attention {
  const {heartbeat} = session;
  const last = heartbeat ? `Last: ${[heartbeat.action, heartbeat.target].filter(Boolean).join(' ')}.` : 'It has never sent a heartbeat.';
  return {
    id: `A-${team.counters.attention + offset}`,
    kind: 'stuck',
    session: session.id,
    title: `${session.id} is stuck: nothing was heard of it for ${lasting(silentFor(session, now))}`,
    detail: `${last} Its process lives. What it shows: harmony screen ${session.id}. The next sign of life withdraws this.`,
    // A process that a person started by hand is not ours to end.
    choices: [...(session.origin === 'joined' ? [] : [{id: 'restart', label: 'Restart it'}]), {id: 'leave', label: 'Leave it'}],
    key: stuckKey(session.id),
    raisedAt: now,
    state: 'open',
    answer: null,
  };
}
