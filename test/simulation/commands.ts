import {type Actor, type CommandBody, emptyTeam, type SessionSpec, type Team} from '../../src/core/index.ts';
import {FILES, RESOURCES} from './oracle/resources.ts';
import {type Random, totalWeight} from './random.ts';

const HUMAN: Actor = {kind: 'human'};
const HARMONY: Actor = {kind: 'supervisor'};

const member = (id: string, more: Partial<SessionSpec> = {}): SessionSpec => ({
  id,
  role: 'worker',
  tier: 2,
  client: 'demo',
  expertise: [],
  delegatesTo: [],
  paths: [],
  origin: 'config',
  ...more,
});
export const MEMBERS = [
  member('lead', {role: 'orchestrator', tier: 1, delegatesTo: ['*']}),
  member('ada'),
  member('bob', {paths: ['src/**']}),
  member('eve', {role: 'reviewer', delegatesTo: ['worker']}),
] as const;
const GUESTS = ['guest', 'visitor'] as const;
const NAMES = ['lead', 'ada', 'bob', 'eve', ...GUESTS] as const;
const POLICY = {...emptyTeam().policy, inboxLimit: 8, automaticClaimTtl: 60_000, restartDelay: 500};
const TEXTS = ['ok', 'thanks', 'May I?', 'All of it.', 'Look at src/a.ts'] as const;

export interface Wanted {
  readonly actor: Actor;
  readonly body: CommandBody;
}

interface Maker {
  readonly weight: number;
  /** What somebody might want in this state of the team. */
  readonly make: (random: Random, team: Team) => Wanted;
}

/** One who runs, mostly; now and then an incarnation that is gone or does not exist yet. */
function someSession(random: Random, team: Team): Actor {
  const session = random.pick(NAMES);
  const incarnation = team.sessions[session]?.incarnation ?? 0;
  return {kind: 'session', session, incarnation: random.chance(0.06) ? incarnation + random.pick([-1, -1, 1]) : incarnation};
}

const someRunning = (random: Random, team: Team, life: 'running' | 'starting') =>
  random.pickOf(Object.values(team.sessions).filter((session) => session.life === life));

const someId = (random: Random, records: Readonly<Record<string, unknown>>, letter: string): string => {
  const ids = Object.keys(records);
  // The newest are the ones that something is done with.
  return random.pickOf(random.chance(0.8) ? ids.slice(-6) : ids) ?? `${letter}-${random.below(9)}`;
};
const several = <T>(random: Random, most: number, one: () => T): T[] => Array.from({length: 1 + random.below(most)}, one);

/** Everything that is wanted in a simulated team, and how often. A further command is a further line. */
const MAKERS: readonly Maker[] = [
  {
    weight: 14,
    make: (random, team) => ({
      actor: someSession(random, team),
      body: {
        type: 'claim',
        resources: several(random, 2, () => random.pick(RESOURCES)),
        mode: random.chance(0.7) ? 'exclusive' : 'shared',
        reason: random.pick(TEXTS),
        ttl: random.pick([10_000, 60_000, 3_600_000]),
      },
    }),
  },
  {
    weight: 14,
    make: (random, team) => ({
      actor: someSession(random, team),
      body: {type: 'edit', paths: several(random, 2, () => random.pick(FILES)), tool: 'Edit'},
    }),
  },
  {
    weight: 8,
    make: (random, team) => ({
      actor: someSession(random, team),
      body: {type: 'release', claims: [someId(random, team.claims, 'C')]},
    }),
  },
  {
    weight: 4,
    make: (random, team) => ({
      actor: random.chance(0.2) ? HUMAN : someSession(random, team),
      body: random.chance(0.4)
        ? {type: 'release', all: true}
        : {type: 'release', resources: [random.pick(RESOURCES)], force: random.chance(0.3)},
    }),
  },
  {
    weight: 10,
    make: (random, team) => ({
      actor: random.chance(0.2) ? HUMAN : someSession(random, team),
      body: {
        type: 'message.send',
        to: random.pick([...NAMES, 'all', 'human', 'role:worker', 'tier:2', 'nobody']),
        subject: '',
        body: random.pick(TEXTS),
        needsReply: random.chance(0.2),
        replyTo: random.chance(0.3) ? someId(random, team.messages, 'M') : null,
      },
    }),
  },
  {
    weight: 20,
    make: (random, team) => {
      const id = someId(random, team.messages, 'M');
      const recipient = random.pickOf(Object.keys(team.messages[id]?.deliveries ?? {})) ?? random.pick(NAMES);
      const waiting = Object.values(team.messages).filter(({deliveries}) => {
        const state = deliveries[recipient]?.state;
        return state === 'queued' || state === 'offered';
      });
      // Some mail stays unread for long.
      const messages = [...new Set([id, ...waiting.slice(2, 5).map((message) => message.id)])];
      const state = random.pick(['offered', 'injected', 'seen', 'seen'] as const);
      return {actor: HARMONY, body: {type: 'message.delivered', messages, recipient, state, evidence: 'hook'}};
    },
  },
  {
    weight: 4,
    make: (random, team) => ({
      actor: random.chance(0.3) ? HUMAN : someSession(random, team),
      body: {
        type: 'task.delegate',
        to: random.pick([...NAMES, 'worker', 'reviewer']),
        title: 'Build',
        body: random.pick(TEXTS),
        acceptance: random.chance(0.3) ? 'true' : null,
      },
    }),
  },
  {
    weight: 4,
    make: (random, team) => {
      const task = someId(random, team.tasks, 'T');
      return {actor: ownerOr(random, team, task), body: {type: 'task.accept', task}};
    },
  },
  {
    weight: 6,
    make: (random, team) => {
      const task = someId(random, team.tasks, 'T');
      const outcome = random.chance(0.8) ? 'done' : 'failed';
      if (!team.tasks[task]?.checking)
        return {actor: ownerOr(random, team, task), body: {type: 'task.finish', task, outcome, summary: 'x'}};
      const checked = {passed: random.chance(0.6), evidence: 'exit'};
      return {actor: HARMONY, body: {type: 'task.finish', task, outcome: 'done', summary: '', checked}};
    },
  },
  {weight: 5, make: () => ({actor: HARMONY, body: {type: 'task.assignOpen'}})},
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
      const session = someRunning(random, team, 'starting')?.id ?? random.pick(NAMES);
      if (random.chance(0.1)) return {actor: HARMONY, body: {type: 'session.startFailed', session, reason: 'no such program'}};
      return {actor: HARMONY, body: {type: 'session.started', session, process: {pid: 7, startTime: '7'}, conversation: null}};
    },
  },
  {
    weight: 4,
    make: (random, team) => {
      const session = random.chance(0.5) ? someRunning(random, team, 'running')?.id : undefined;
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
      body: {type: 'team.configure', name: 'team', policy: POLICY, sessions: random.chance(0.7) ? MEMBERS : MEMBERS.slice(0, 3)},
    }),
  },
  {
    weight: 4,
    make: (random, team) => ({
      actor: someSession(random, team),
      body: {type: 'heartbeat', action: random.pick(TEXTS), source: random.pick(['hook', 'session'])},
    }),
  },
  {
    weight: 2,
    make: (random) => ({
      actor: HARMONY,
      body: {
        type: 'attention.raise',
        kind: 'permission',
        session: random.pick(NAMES),
        key: random.pick(['a:1', 'a:2', 'b']),
        title: 'May I?',
        detail: '',
        choices: [{id: 'allow', label: 'Allow'}],
      },
    }),
  },
  {
    weight: 3,
    make: (random, team) => {
      const open = random.pickOf(Object.values(team.attention).filter(({state}) => state === 'open'));
      const choice = random.pickOf(open?.choices ?? [])?.id ?? 'allow';
      return {actor: HUMAN, body: {type: 'attention.answer', attention: open?.id ?? 'A-1', choice}};
    },
  },
  {weight: 1, make: (random) => ({actor: HARMONY, body: {type: 'attention.withdraw', key: random.pick(['a:', 'b']), reason: 'gone'}})},
  {weight: 6, make: () => ({actor: HARMONY, body: {type: 'time.pass'}})},
];
const TOTAL = totalWeight(MAKERS);

function ownerOr(random: Random, team: Team, task: string): Actor {
  const owner = team.tasks[task]?.owner;
  const session = owner ? team.sessions[owner] : undefined;
  if (!session || random.chance(0.15)) return random.chance(0.2) ? HUMAN : someSession(random, team);
  return {kind: 'session', session: session.id, incarnation: session.incarnation};
}

export const wantSomething = (random: Random, team: Team): Wanted => random.weighted(MAKERS, TOTAL).make(random, team);

/** What a team begins with. */
export const BEGINNING: readonly Wanted[] = [
  {actor: HARMONY, body: {type: 'team.configure', name: 'team', policy: POLICY, sessions: MEMBERS}},
  ...MEMBERS.flatMap(({id}): Wanted[] => [
    {actor: HARMONY, body: {type: 'session.start', session: id}},
    {actor: HARMONY, body: {type: 'session.started', session: id, process: {pid: 1, startTime: '1'}, conversation: null}},
  ]),
];
