import fc from 'fast-check';
import {type Actor, type CommandBody, emptyTeam} from '../../src/core/index.ts';
import {harmony, human, spec, type TestTeam} from './test-team.ts';

const NAMES = ['lead', 'ada', 'bob', 'eve'];
export const SPECS = [
  spec('lead', {role: 'orchestrator', tier: 1, delegatesTo: ['*']}),
  spec('ada', {expertise: ['sql']}),
  spec('bob', {paths: ['src/**']}),
  spec('eve', {role: 'reviewer', delegatesTo: ['worker']}),
];

export const PHASES = [
  {name: 'SPECS', checks: [], person: true},
  {name: 'BUILD', checks: ['test'], person: false},
];

export interface Turn {
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
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('claim' as const),
      resources: fc.array(resource, {minLength: 1, maxLength: 2}),
      mode: fc.constantFrom('exclusive' as const, 'shared' as const),
      reason: text,
      wait: fc.constantFrom(1_000, 60_000, 3_600_000),
      tell: fc.constantFrom('call' as const, 'message' as const),
    }),
  },
  {weight: 3, arbitrary: fc.constant({type: 'claim.grantWaiting'} as const)},
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('claim.give' as const),
      to: name,
      resources: fc.array(resource, {minLength: 1, maxLength: 2}),
    }),
  },
  {weight: 1, arbitrary: fc.record({type: fc.constant('release' as const), claims: fc.array(id('W'), {minLength: 1, maxLength: 2})})},
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('edit' as const),
      paths: fc.array(path, {minLength: 1, maxLength: 1}),
      tool: fc.constant('Edit'),
      fence: fc.integer({min: 1, max: 20}),
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
      priority: fc.constantFrom('low' as const, 'normal' as const, 'urgent' as const),
      needsReply: fc.boolean(),
      replyTo: fc.option(id('M')),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('message.send' as const),
      to,
      subject: fc.constant('Order'),
      body: text,
      replyWithin: fc.constantFrom(1_000, 60_000),
      supersede: fc.option(id('M')),
    }),
  },
  {weight: 2, arbitrary: fc.record({type: fc.constant('message.reply' as const), message: id('M'), body: text})},
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
  {
    weight: 4,
    arbitrary: fc.record(
      {
        type: fc.constant('task.add' as const),
        title: fc.constant('Build'),
        body: text,
        to: fc.constantFrom('ada', 'worker', 'reviewer'),
        after: fc.array(fc.constantFrom('T-1', 'T-2', 'T-3'), {maxLength: 2}),
        reviewBy: fc.constantFrom('reviewer', 'worker', null),
        acceptance: fc.constantFrom('true', null),
        priority: fc.constantFrom('low' as const, 'high' as const),
        tier: fc.constantFrom(1, 2, null),
        expertise: fc.subarray(['sql', 'http']),
        phase: fc.constantFrom('SPECS', 'BUILD', null),
      },
      {requiredKeys: ['type', 'title', 'body']},
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('task.change' as const),
      task: id('T'),
      after: fc.array(id('T'), {maxLength: 3}),
      reviewBy: fc.constantFrom('reviewer', null),
    }),
  },
  {weight: 5, arbitrary: fc.record({type: fc.constant('task.take' as const), task: id('T')}, {requiredKeys: ['type']})},
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('task.review' as const),
      task: id('T'),
      outcome: fc.constantFrom('approved' as const, 'rejected' as const),
      reasons: text,
    }),
  },
  {weight: 1, arbitrary: fc.record({type: fc.constant('task.cancel' as const), task: id('T'), reason: text})},
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
  {weight: 2, arbitrary: fc.record({type: fc.constant('phase.pass' as const), force: fc.boolean()})},
  {weight: 1, arbitrary: fc.constant({type: 'phase.tryGate'} as const)},
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('block' as const),
      what: fc.constantFrom('key', 'KEY', ''),
      on: fc.constantFrom('human', 'bob'),
    }),
  },
  {weight: 2, arbitrary: fc.record({type: fc.constant('unblock' as const), blocker: fc.oneof(id('B'), fc.constant('key')), answer: text})},
  {weight: 1, arbitrary: fc.record({type: fc.constant('phase.reopen' as const), phase: fc.constantFrom('SPECS', 'BUILD')})},
  {
    weight: 1,
    arbitrary: fc.record({type: fc.constant('phase.checked' as const), phase: fc.constant('BUILD'), passed: fc.boolean(), evidence: text}),
  },
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
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('session.repetition' as const),
      session: name,
      incarnation: fc.integer({min: 1, max: 4}),
      finding: fc.constantFrom(null, {kind: 'call' as const, times: 5, what: 'Bash ls'}, {kind: 'text' as const, times: 5, what: 'to bob'}),
    }),
  },
  {weight: 1, arbitrary: fc.constant({type: 'session.join', spec: spec('guest', {origin: 'joined'}), process: null} as const)},
  {
    weight: 1,
    arbitrary: fc.subarray(SPECS).map((sessions) => ({
      type: 'team.configure' as const,
      name: 'test',
      policy: {
        ...emptyTeam().policy,
        inboxLimit: 5,
        repetition: {action: 'pause' as const, after: 5},
        phases: PHASES,
        checks: {test: 'npm test'},
      },
      sessions,
    })),
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
  {
    weight: 1,
    arbitrary: fc.record({type: fc.constant('time.unattended' as const), from: fc.constantFrom(0, 1_100_000), until: fc.nat(5_000_000)}),
  },
);

const SUPERVISORS = new Set([
  'claim.grantWaiting',
  'message.delivered',
  'task.assignOpen',
  'session.started',
  'session.startFailed',
  'session.exited',
  'session.observe',
  'session.repetition',
  'team.configure',
  'phase.tryGate',
  'phase.checked',
  'attention.raise',
  'attention.withdraw',
  'time.pass',
  'time.unattended',
]);
export const turn: fc.Arbitrary<Turn> = fc.record({
  who: fc.oneof({weight: 3, arbitrary: name}, {weight: 1, arbitrary: fc.constantFrom('human', 'harmony')}),
  body,
  wait: fc.oneof({weight: 6, arbitrary: fc.constant(5)}, {weight: 1, arbitrary: fc.constantFrom(15_000, 120_000, 4_000_000)}),
});

/** Turns that are about work only, so that a task gets far within one team. */
export const taskTurn: fc.Arbitrary<Turn> = turn.filter(({body}) => /^(task|phase|block|unblock|session\.exited)/.test(body.type));

/** Who can give this command at all; which of them may is what the core decides. */
export function actorOf(team: TestTeam, {who, body}: Turn): Actor {
  if (SUPERVISORS.has(body.type) || who === 'harmony') return harmony;
  if (who === 'human' || body.type === 'session.join' || body.type === 'attention.answer' || !team.team.sessions[who]) return human;
  return team.as(who);
}
