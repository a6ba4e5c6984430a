import type {CommandBody} from '../commands.ts';
import type {EventBody} from '../events.ts';
import type {Finding} from '../repetition/deed.ts';
import {adviceOn, describeRepetition} from '../repetition/describe.ts';
import type {Attention, Session} from '../team.ts';
import {aboutSession, accept, type Decision, onlyFor, type Situation} from './decision.ts';
import {fullInbox} from './full-inbox.ts';
import {messageOf} from './message-of.ts';
import {openWithKey} from './sign-of-life.ts';

export const repetitionKey = (session: string): string => `repetition:${session}`;

/** A session repeats itself, or no longer does. What follows is the team's rule, once in each episode. */
export function noticeRepetition(situation: Situation, body: Extract<CommandBody, {type: 'session.repetition'}>): Decision {
  const {session: id, incarnation, finding} = body;
  return onlyFor(situation, ['supervisor'], 'say that a session repeats itself', () =>
    aboutSession(situation, id, (session) => {
      const {action} = situation.team.policy.repetition;
      if (session.incarnation !== incarnation || session.life !== 'running') return accept(null);
      if (finding === null || action === 'off') {
        return accept(null, session.repetition ? [{type: 'session.movedOn', session: id}] : []);
      }
      if (session.repetition?.kind === finding.kind) return accept(null);
      const {kind, times, what} = finding;
      const noticed: EventBody = {type: 'session.repeated', session: id, finding: {kind, times, what}};
      return accept(null, [
        noticed,
        ...(action === 'tell' ? told(situation, session, finding) : []),
        ...(action === 'pause' ? paused(situation, session, finding) : []),
      ]);
    }),
  );
}

function told(situation: Situation, {id}: Session, finding: Finding): EventBody[] {
  const subject = 'You repeat yourself';
  const message = messageOf(situation, {type: 'message.send', to: id, subject, body: adviceOn(finding)}, 1);
  // Whoever does not read its mail is not told: the mark on the board is there all the same.
  return fullInbox(situation.team, message) ? [] : [{type: 'message.sent', message}];
}

function paused({team, now}: Situation, session: Session, finding: Finding): EventBody[] {
  const {id} = session;
  if (session.paused) return [];
  const attention: Attention = {
    id: `A-${team.counters.attention + 1}`,
    kind: 'repetition',
    session: id,
    title: `${id} was paused: it repeats itself`,
    detail: `${describeRepetition(finding)}. It edits nothing and gets no mail until it is resumed. What it shows: harmony screen ${id}`,
    choices: [
      {id: 'resume', label: 'Resume it'},
      {id: 'leave', label: 'Leave it paused'},
    ],
    key: repetitionKey(id),
    raisedAt: now,
    state: 'open',
    answer: null,
  };
  return [
    {type: 'session.paused', session: id, paused: true},
    ...(openWithKey(team, attention.key) ? [] : [{type: 'attention.raised', attention} as const]),
  ];
}
