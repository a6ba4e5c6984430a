import {expect, test} from 'vitest';
import {traceInJournal} from '../../src/coordination/trace-in-journal.ts';
import {harmony, human, spec, TestTeam} from '../core/test-team.ts';

const traced = (team: TestTeam, id: string) =>
  traceInJournal((from, limit) => team.events.filter(({position}) => position > from).slice(0, limit), id);

test('the whole way of a message that is long forgotten, with what happened when a process ended', async () => {
  const team = TestTeam.of(spec('ada'), spec('bob'));
  team.send('ada', 'bob', 'old', {replyWithin: 1_000});
  const step = (state: 'offered' | 'seen') =>
    team.ok(harmony, {type: 'message.delivered', messages: ['M-1'], recipient: 'bob', state, evidence: `hook ${state}`});
  // More offers than are kept in memory.
  for (let offer = 0; offer < 20; offer++) step('offered');
  team.exit('bob');
  team.start('bob');
  step('seen');
  team.now += 1_000;
  team.ok(harmony, {type: 'time.pass'});
  team.ok('bob', {type: 'message.reply', message: 'M-1', body: 'Yes.'});
  for (let count = 0; count < 1_100; count++) {
    const id = team.send(human, 'bob', `${count}`);
    team.ok(harmony, {type: 'message.delivered', messages: [id], recipient: 'bob', state: 'seen', evidence: 'x'});
  }
  expect(team.team.messages).not.toHaveProperty('M-1');
  const {message, lines} = await traced(team, 'M-1');
  expect(message).toMatchObject({id: 'M-1', body: 'old', overdueAt: expect.any(Number), deliveries: {bob: {state: 'answered'}}});
  expect(lines.map(({what}) => what)).toEqual([
    ...['sent', 'queued', ...Array.from({length: 20}, () => 'offered'), 'queued', 'seen'],
    ...['overdue', 'attention', 'answered', 'attention'],
  ]);
  expect(lines.find(({what}, at) => what === 'queued' && at > 1)?.evidence).toBe('the session ended before it arrived');
  expect(lines.at(-1)?.evidence).toMatch(/^A-\d+ withdrawn: answered by M-\d+$/);
});

test('who replaced it, and that there never was such a message', async () => {
  const team = TestTeam.of(spec('ada'), spec('bob'));
  team.send('ada', 'bob', 'one');
  team.send('ada', 'bob', 'two', {supersede: 'M-1'});
  const {message, lines} = await traced(team, 'M-1');
  expect(message?.replacedBy).toBe('M-2');
  expect(lines.map(({what, evidence}) => [what, evidence])).toEqual([
    ['sent', 'by ada to bob'],
    ['queued', 'journal'],
    ['replaced', 'by M-2'],
    ['superseded', 'M-2'],
  ]);
  expect((await traced(team, 'M-2')).lines[0]?.evidence).toBe('by ada to bob, in the place of M-1');
  expect(await traced(team, 'M-9')).toEqual({message: null, lines: []});
});
