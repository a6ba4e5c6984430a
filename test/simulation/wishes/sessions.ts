import type {Team} from '../../../src/core/index.ts';
import type {Random} from '../random.ts';
import {GUESTS, HARMONY, HUMAN, MEMBERS, member, NAMES, POLICY, someSession, TEXTS, type Wish} from './wish.ts';

const someOf = (random: Random, team: Team, life: 'running' | 'starting') =>
  random.pickOf(Object.values(team.sessions).filter((session) => session.life === life));

/** The lives of sessions, and time. */
export const SESSIONS: readonly Wish[] = [
  {
    weight: 4,
    make: (random) => ({
      actor: HUMAN,
      body: {
        type: random.pick([
          'session.start',
          'session.start',
          'session.stop',
          'session.restart',
          'session.pause',
          'session.resume',
          'session.resume',
        ]),
        session: random.pick(NAMES),
      },
    }),
  },
  {
    weight: 8,
    make: (random, team) => {
      const session = someOf(random, team, 'starting')?.id ?? random.pick(NAMES);
      if (random.chance(0.1)) return {actor: HARMONY, body: {type: 'session.startFailed', session, reason: 'no such program'}};
      return {actor: HARMONY, body: {type: 'session.started', session, process: {pid: 7, startTime: '7'}, conversation: null}};
    },
  },
  {
    weight: 4,
    make: (random, team) => {
      const session = random.chance(0.5) ? someOf(random, team, 'running')?.id : undefined;
      const ending = session ?? Object.values(team.sessions).find(({ending}) => ending !== null)?.id ?? random.pick(NAMES);
      const incarnation = (team.sessions[ending]?.incarnation ?? 0) - (random.chance(0.15) ? 1 : 0);
      return {actor: HARMONY, body: {type: 'session.exited', session: ending, incarnation, code: random.below(2), signal: null}};
    },
  },
  {
    weight: 3,
    make: (random, team) => {
      const session = random.pick(NAMES);
      const incarnation = (team.sessions[session]?.incarnation ?? 0) - (random.chance(0.1) ? 1 : 0);
      const activity = random.pick(['working', 'idle'] as const);
      return {actor: HARMONY, body: {type: 'session.observe', session, incarnation, activity, evidence: 'hook'}};
    },
  },
  {
    weight: 2,
    make: (random) => ({
      actor: HUMAN,
      body: {type: 'session.join', spec: member(random.pick(GUESTS), {origin: 'joined', client: 'command'}), process: null},
    }),
  },
  {
    weight: 1,
    make: (random) => ({
      actor: HARMONY,
      body: {
        type: 'team.configure',
        name: 'team',
        policy: POLICY,
        sessions: random.chance(0.7) ? MEMBERS : MEMBERS.filter((_, index) => index !== 1 + random.below(3)),
      },
    }),
  },
  {
    weight: 4,
    make: (random, team) => ({
      actor: someSession(random, team),
      body: {type: 'heartbeat', action: random.pick(TEXTS), source: random.pick(['hook', 'session'])},
    }),
  },
  {weight: 6, make: () => ({actor: HARMONY, body: {type: 'time.pass'}})},
];
