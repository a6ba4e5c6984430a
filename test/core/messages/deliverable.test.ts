import {expect, test} from 'vitest';
import {deliverableTo} from '../../../src/core/index.ts';
import {harmony, spec, TestTeam} from '../test-team.ts';

const ids = (team: TestTeam): string[] => deliverableTo(team.team, 'eve', team.now - 10_000).mail.map(({id}) => id);

test('urgent comes first, with all that its sender wrote before it', () => {
  const team = TestTeam.of(spec('ada'), spec('bob'), spec('eve'));
  team.send('ada', 'eve', '1', {priority: 'low'});
  team.send('bob', 'eve', '2');
  team.send('ada', 'eve', '3');
  team.send('bob', 'eve', '4', {priority: 'urgent'});
  team.send('bob', 'eve', '5', {priority: 'low'});
  expect(ids(team)).toEqual(['M-2', 'M-4', 'M-1', 'M-3', 'M-5']);
});

test('what one sender wrote later waits for what is on its way; what others wrote does not', () => {
  const team = TestTeam.of(spec('ada'), spec('bob'), spec('eve'));
  team.send('ada', 'eve', '1');
  team.ok(harmony, {type: 'message.delivered', messages: ['M-1'], recipient: 'eve', state: 'offered', evidence: 'hook'});
  team.send('ada', 'eve', '2');
  team.send('bob', 'eve', '3');
  expect(ids(team)).toEqual(['M-3']);
  team.now += 10_000;
  expect(ids(team)).toEqual(['M-1', 'M-2', 'M-3']);
});
