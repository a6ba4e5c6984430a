import fc from 'fast-check';
import {expect, test} from 'vitest';
import {resourcesOverlap} from '../../src/core/claims/overlap.ts';
import {
  type Actor,
  boardOf,
  type Claim,
  type CommandBody,
  copyTeam,
  emptyTeam,
  evolve,
  outstanding,
  type Team,
} from '../../src/core/index.ts';
import {harmony, human, spec, TestTeam} from './test-team.ts';

const NAMES = ['lead', 'ada', 'bob', 'eve'];
const SPECS = [
  spec('lead', {role: 'orchestrator', tier: 1, delegatesTo: ['*']}),
  spec('ada'),
  spec('bob', {paths: ['src/**']}),
  spec('eve', {role: 'reviewer', delegatesTo: ['worker']}),
];

interface Turn {
  readonly who: 'human' | 'harmony' | string;
  readonly body: CommandBody;
  /** Milliseconds that pass before. */
  readonly wait: number;
}

const name = fc.constantFrom(...NAMES, 'guest');
const id = (letter: string) => fc.integer({min: 1, max: 9}).map((number) => `${letter}-${number}`);
const resource = fc.constantFrom(
  'src/**',
  'src/a.ts',
  'src/*.ts',
  'src/api',
  'docs',
  'docs/*.md',
  '{src,docs}/b',
  'service:email',
  'app/[id]/x',
);
const path = fc.constantFrom('src/a.ts', 'src/api/b.ts', 'docs/a.md', 'app/[id]/x', 'odd*');
const text = fc.constantFrom('ok', 'thanks', 'May I?', 'All of it.', '', 'x'.repeat(300));
const to = fc.oneof(name, fc.constantFrom('all', 'human', 'role:worker', 'tier:2', 'nobody'));

const body: fc.Arbitrary<CommandBody> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('claim' as const),
      resources: fc.array(resource, {minLength: 1, maxLength: 3}),
      mode: fc.constantFrom('exclusive' as const, 'shared' as const),
      reason: text,
      ttl: fc.constantFrom(10_000, 60_000, 3_600_000),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('edit' as const),
      paths: fc.array(path, {minLength: 1, maxLength: 2}),
      tool: fc.constant('Edit'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('release' as const),
      resources: fc.array(resource, {minLength: 1, maxLength: 2}),
      force: fc.boolean(),
    }),
  },
  {weight: 1, arbitrary: fc.record({type: fc.constant('release' as const), all: fc.constant(true)})},
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('message.send' as const),
      to,
      subject: text,
      body: text,
      needsReply: fc.boolean(),
      replyTo: fc.option(id('M')),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('message.delivered' as const),
      messages: fc.array(id('M'), {maxLength: 3}),
      recipient: name,
      state: fc.constantFrom('offered' as const, 'injected' as const, 'seen' as const, 'answered' as const),
      evidence: fc.constant('hook'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('task.delegate' as const),
      to: fc.oneof(name, fc.constantFrom('worker', 'reviewer')),
      title: fc.constant('Build'),
      body: text,
      acceptance: fc.option(fc.constant('true')),
    }),
  },
  {weight: 2, arbitrary: fc.record({type: fc.constant('task.accept' as const), task: id('T')})},
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('task.finish' as const),
      task: id('T'),
      outcome: fc.constantFrom('done' as const, 'failed' as const),
      summary: text,
      checked: fc.record({passed: fc.boolean(), evidence: text}),
    }),
  },
  {weight: 2, arbitrary: fc.constant({type: 'task.assignOpen'} as const)},
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constantFrom(
        'session.start' as const,
        'session.stop' as const,
        'session.restart' as const,
        'session.pause' as const,
        'session.resume' as const,
      ),
      session: name,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('session.started' as const),
      session: name,
      process: fc.constant({pid: 7, startTime: '7'}),
      conversation: fc.option(fc.constant('c')),
    }),
  },
  {weight: 2, arbitrary: fc.record({type: fc.constant('session.startFailed' as const), session: name, reason: text})},
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('session.exited' as const),
      session: name,
      incarnation: fc.integer({min: 1, max: 4}),
      code: fc.constantFrom(0, 1),
      signal: fc.constant(null),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('session.observe' as const),
      session: name,
      incarnation: fc.integer({min: 1, max: 4}),
      activity: fc.constantFrom('working' as const, 'idle' as const),
      waiting: fc.constantFrom(null, {on: 'person' as const, what: 'x'}),
      evidence: text,
    }),
  },
  {weight: 1, arbitrary: fc.constant({type: 'session.join', spec: spec('guest', {origin: 'joined'}), process: null} as const)},
  {
    weight: 1,
    arbitrary: fc
      .subarray(SPECS)
      .map((sessions) => ({type: 'team.configure' as const, name: 'test', policy: {...emptyTeam().policy, inboxLimit: 5}, sessions})),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('heartbeat' as const),
      action: text,
      source: fc.constantFrom('hook' as const, 'session' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('attention.raise' as const),
      kind: fc.constantFrom('permission' as const, 'notice' as const),
      session: fc.option(name),
      key: fc.constantFrom('a:1', 'a:2', 'b'),
      title: text,
      detail: text,
      choices: fc.constant([{id: 'allow', label: 'Allow'}]),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('attention.answer' as const),
      attention: fc.oneof(id('A'), name),
      choice: fc.constantFrom('allow', 'restart', 'again'),
    }),
  },
  {weight: 1, arbitrary: fc.record({type: fc.constant('attention.withdraw' as const), key: fc.constantFrom('a:', 'b'), reason: text})},
  {weight: 2, arbitrary: fc.constant({type: 'time.pass'} as const)},
);

const SUPERVISORS = new Set([
  'message.delivered',
  'task.assignOpen',
  'session.started',
  'session.startFailed',
  'session.exited',
  'session.observe',
  'team.configure',
  'attention.raise',
  'attention.withdraw',
  'time.pass',
]);
const turn: fc.Arbitrary<Turn> = fc.record({
  who: fc.oneof({weight: 3, arbitrary: name}, {weight: 1, arbitrary: fc.constantFrom('human', 'harmony')}),
  body,
  wait: fc.oneof({weight: 6, arbitrary: fc.constant(5)}, {weight: 1, arbitrary: fc.constantFrom(15_000, 120_000, 4_000_000)}),
});

function actorOf(team: TestTeam, {who, body}: Turn): Actor {
  if (SUPERVISORS.has(body.type) || who === 'harmony') return harmony;
  if (who === 'human' || body.type === 'session.join' || body.type === 'attention.answer' || !team.team.sessions[who]) return human;
  return team.as(who);
}

function overlappingPair(team: Team, now: number): string | null {
  const live = Object.values(team.claims).filter((claim) => claim.expiresAt > now);
  const meet = (a: Claim, b: Claim): boolean => a.resources.some((one) => b.resources.some((two) => resourcesOverlap(one, two)));
  for (const [index, a] of live.entries()) {
    for (const b of live.slice(index + 1)) {
      if (a.holder !== b.holder && !(a.mode === 'shared' && b.mode === 'shared') && meet(a, b)) return `${a.id} and ${b.id}`;
    }
  }
  return null;
}

/** What must hold after every command. */
function check(team: TestTeam, fenceBefore: number): number {
  const {team: state, now} = team;
  expect(overlappingPair(state, now)).toBeNull();
  const granted = team.events.flatMap(({body: event}) => (event.type === 'claim.granted' ? [event.claim.fence] : []));
  const fence = granted.at(-1) ?? 0;
  expect(fence).toBeGreaterThanOrEqual(fenceBefore);
  for (const claim of Object.values(state.claims)) {
    expect(state.sessions[claim.holder]).toMatchObject({life: 'running', incarnation: claim.incarnation});
  }
  for (const task of Object.values(state.tasks)) {
    if (task.state === 'open') expect(task.owner).toBeNull();
    if (task.state === 'assigned' || task.state === 'accepted') expect(task.owner).not.toBeNull();
    if (task.acceptance && task.state === 'done') expect(['said by a person', task.result?.evidence]).toContain(task.result?.evidence);
  }
  for (const attention of Object.values(state.attention)) {
    if (attention.state === 'open' && attention.session && attention.kind === 'dead')
      expect(state.sessions[attention.session]?.life).toBe('failed');
  }
  return fence;
}

test('whatever is commanded: nobody holds the same, fences rise, nothing throws, and the record gives the same team again', () => {
  fc.assert(
    fc.property(fc.array(turn, {minLength: 20, maxLength: 120}), fc.nat(), (turns, where) => {
      const team = TestTeam.of(...SPECS);
      let fence = 0;
      for (const one of turns) {
        team.now += one.wait;
        team.run(actorOf(team, one), one.body);
        fence = check(team, fence);
      }
      const ids = team.events.flatMap(({body: event}) =>
        event.type === 'claim.granted'
          ? [event.claim.id, event.claim.fence]
          : event.type === 'message.sent'
            ? [event.message.id]
            : event.type === 'attention.raised'
              ? [event.attention.id]
              : [],
      );
      expect(new Set(ids).size).toBe(ids.length);

      // The same events in another process, with a snapshot on the way.
      const cut = where % (team.events.length + 1);
      let replayed = emptyTeam();
      for (const event of team.events.slice(0, cut)) evolve(replayed, event);
      const frozen = deepFreeze(copyTeam(replayed));
      const copy = copyTeam(frozen);
      replayed = JSON.parse(JSON.stringify(replayed)) as Team;
      for (const event of team.events.slice(cut)) {
        evolve(replayed, event);
        // A copy goes on without what it was copied from noticing: a write to anything frozen would throw.
        evolve(copy, event);
      }
      expect(replayed).toEqual(team.team);
      expect(copy).toEqual(team.team);
      expect(boardOf(replayed, team.now)).toEqual(boardOf(team.team, team.now));
      expect(outstanding(replayed)).toEqual(outstanding(team.team));
    }),
    {numRuns: 150},
  );
});

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}

test('an event of a kind that is not known yet changes nothing but the position', () => {
  const team = TestTeam.of(...SPECS);
  const before = structuredClone(team.team);
  for (const type of ['phase.begun', 'session.moved', 'claim.shrunk']) {
    evolve(team.team, {
      position: team.team.position + 1,
      at: team.now,
      wall: team.now,
      command: 'x',
      actor: 'human',
      body: {type, session: 'ada', claim: 'C-1'} as never,
    });
  }
  expect(team.team).toEqual({...before, position: before.position + 3});
});

test('old records are forgotten, unread mail and unfinished tasks never', () => {
  const team = TestTeam.of(...SPECS);
  team.configure(SPECS, {inboxLimit: 10_000});
  const unread = team.send(human, 'ada', 'unread');
  team.ok(human, {type: 'task.delegate', to: 'eve', title: 'unfinished', body: ''});
  for (let count = 0; count < 1_100; count++) {
    const message = team.send(human, 'bob', `${count}`);
    team.ok(harmony, {type: 'message.delivered', messages: [message], recipient: 'bob', state: 'seen', evidence: 'x'});
  }
  const kept = Object.keys(team.team.messages);
  expect(kept).toContain(unread);
  expect(kept).toContain('M-1102');
  expect(kept.length).toBeLessThanOrEqual(1_000);
  expect(kept.length).toBeGreaterThanOrEqual(500);
  expect(team.team.tasks['T-1']?.state).toBe('assigned');
});

test('with little that may be forgotten, nothing is', () => {
  const team = TestTeam.of(...SPECS);
  team.configure(SPECS, {inboxLimit: 10_000});
  const read: string[] = [];
  for (let count = 0; count < 1_100; count++) {
    const message = team.send(human, count % 3 === 0 ? 'bob' : 'ada', `${count}`);
    if (count % 3 !== 0) continue;
    read.push(message);
    team.ok(harmony, {type: 'message.delivered', messages: [message], recipient: 'bob', state: 'seen', evidence: 'x'});
  }
  expect(Object.keys(team.team.messages)).toEqual(expect.arrayContaining(read));
});
