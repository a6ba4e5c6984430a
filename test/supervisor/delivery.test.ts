import {expect, test} from 'vitest';
import type {Actor, CommandBody, Verdict} from '../../src/core/index.ts';
import {MailDelivery} from '../../src/supervisor/delivery.ts';
import {Timers} from '../../src/supervisor/timers.ts';
import {human, spec, TestTeam} from '../core/test-team.ts';

function deliveryOf(team: TestTeam) {
  const timers = new Timers();
  const delivery = new MailDelivery(
    {
      team: team.team,
      now: () => team.now,
      // Durable only in a later turn, as with the journal.
      async execute(actor: Actor, body: CommandBody): Promise<Verdict> {
        await new Promise((resolve) => setImmediate(resolve));
        return {ok: true, value: team.ok(actor, body)};
      },
      ringer: () => null,
    },
    timers,
  );
  return {delivery, [Symbol.dispose]: () => timers[Symbol.dispose]()};
}

test('two hooks at once do not both carry the same message', async () => {
  const team = TestTeam.of(spec('ada'), spec('bob'));
  using there = deliveryOf(team);
  team.send(human, 'ada', 'once');
  const taken = await Promise.all([there.delivery.take('ada', 'hook Stop'), there.delivery.take('ada', 'hook PostToolBatch')]);
  expect(taken.map((mail) => mail?.messages.map(({id}) => id) ?? [])).toEqual([['M-1'], []]);
});

test('what was replaced before it arrived ends with the next offer, even if there is nothing else', async () => {
  const team = TestTeam.of(spec('ada'), spec('bob'));
  using there = deliveryOf(team);
  team.send('bob', 'ada', 'old');
  await there.delivery.take('ada', 'hook');
  team.send('bob', 'ada', 'new', {supersede: 'M-1'});
  expect(await there.delivery.take('ada', 'hook')).toBeNull();
  team.now += 10_000;
  const taken = await there.delivery.take('ada', 'hook');
  expect(taken?.messages.map(({id}) => id)).toEqual(['M-2']);
  expect(team.team.messages['M-1']?.deliveries.ada?.state).toBe('superseded');
});
