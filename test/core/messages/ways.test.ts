import fc from 'fast-check';
import {expect, test} from 'vitest';
import {type CommandBody, deliverableTo} from '../../../src/core/index.ts';
import {checkMail, checkWays} from '../message-rules.ts';
import {harmony, human, spec, TestTeam} from '../test-team.ts';

const NAMES = ['ada', 'bob', 'eve'];
const name = fc.constantFrom(...NAMES);
/** One of the messages that there are, counted back from the newest. */
const recent = fc.integer({min: 0, max: 5});

type Turn =
  | {
      readonly do: 'send';
      readonly from: string;
      readonly to: string;
      readonly priority: 'low' | 'normal' | 'urgent';
      readonly within: number | null;
    }
  | {readonly do: 'replace' | 'reply'; readonly from: string; readonly recent: number}
  | {readonly do: 'take' | 'exit' | 'pass'; readonly from: string}
  | {readonly do: 'arrive'; readonly from: string; readonly recent: number; readonly state: 'injected' | 'seen'};

const turn: fc.Arbitrary<Turn> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('send' as const),
      from: name,
      to: fc.oneof(name, fc.constant('all')),
      priority: fc.constantFrom('low' as const, 'normal' as const, 'urgent' as const),
      within: fc.option(fc.constantFrom(1_000, 30_000)),
    }),
  },
  {weight: 3, arbitrary: fc.record({do: fc.constantFrom('replace' as const, 'reply' as const), from: name, recent})},
  {weight: 3, arbitrary: fc.record({do: fc.constantFrom('take' as const, 'take' as const, 'exit' as const, 'pass' as const), from: name})},
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('arrive' as const),
      from: name,
      recent,
      state: fc.constantFrom('injected' as const, 'seen' as const),
    }),
  },
);

function bodyOf(team: TestTeam, one: Turn): CommandBody | null {
  const message = team.team.messages[`M-${team.team.counters.message - ('recent' in one ? one.recent : 0)}`];
  switch (one.do) {
    case 'send':
      return {
        type: 'message.send',
        to: one.to,
        subject: '',
        body: 'Go.',
        priority: one.priority,
        ...(one.within ? {replyWithin: one.within} : {}),
      };
    case 'replace':
      return message ? {type: 'message.send', to: message.to, subject: '', body: 'No, wait.', supersede: message.id} : null;
    case 'reply':
      return message ? {type: 'message.reply', message: message.id, body: 'It is done.'} : null;
    case 'take': {
      const {mail, lost} = deliverableTo(team.team, one.from, team.now - 10_000);
      // Some of them, as what fits into one answer.
      const messages = [...lost, ...mail.slice(0, 2).map(({id}) => id)];
      return {type: 'message.delivered', messages, recipient: one.from, state: 'offered', evidence: 'hook'};
    }
    case 'arrive':
      return message ? {type: 'message.delivered', messages: [message.id], recipient: one.from, state: one.state, evidence: 'hook'} : null;
    default:
      return {type: 'time.pass'};
  }
}

test('whatever happens on the way: nothing is lost or comes twice as new, order is kept, and what was replaced never arrives', () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(fc.array(fc.tuple(turn, fc.constantFrom(5, 5, 5, 12_000)), {minLength: 10, maxLength: 80}), (turns) => {
      const team = TestTeam.of(...NAMES.map((id) => spec(id)));
      for (const [one, wait] of turns) {
        team.now += wait;
        if (one.do === 'exit') {
          team.exit(one.from, 0);
          team.ok(harmony, {type: 'session.started', session: one.from, process: {pid: 1, startTime: '1'}, conversation: null});
        }
        const body = bodyOf(team, one);
        const isSenders = body?.type === 'message.send' || body?.type === 'message.reply';
        if (body) team.run(isSenders ? (one.do === 'replace' ? human : one.from) : harmony, body);
        checkMail(team);
      }
      checkWays(team);
      // In the end all of it can be brought to whoever it is for.
      for (let round = 0; round < turns.length * 2; round++) {
        team.now += 10_000;
        for (const id of NAMES) {
          const {mail, lost} = deliverableTo(team.team, id, team.now - 10_000);
          const messages = [...lost, ...mail.map((message) => message.id)];
          if (messages.length === 0) continue;
          team.ok(harmony, {type: 'message.delivered', messages, recipient: id, state: 'offered', evidence: 'hook'});
          team.ok(harmony, {type: 'message.delivered', messages, recipient: id, state: 'injected', evidence: 'flushed'});
        }
      }
      checkWays(team);
      for (const {deliveries} of Object.values(team.team.messages)) {
        for (const [recipient, {state}] of Object.entries(deliveries)) {
          reached.add(state);
          if (recipient !== 'human') expect(['injected', 'seen', 'answered', 'superseded']).toContain(state);
        }
      }
    }),
    {numRuns: 150},
  );
  // The turns are such that every end is met.
  for (const state of ['injected', 'seen', 'answered', 'superseded']) expect(reached).toContain(state);
});
