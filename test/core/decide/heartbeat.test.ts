import {expect, test} from 'vitest';
import {human, spec, TestTeam} from '../test-team.ts';

const beat = {type: 'heartbeat', action: 'edit', target: 'src/a.ts', source: 'hook'} as const;

test('a beat that says something new is an event; the same again is one only now and then', () => {
  const team = TestTeam.of(spec('ada'));
  expect(team.run('ada', beat).events).toHaveLength(1);
  team.now += 1_000;
  expect(team.run('ada', beat).events).toEqual([]);
  expect(team.run('ada', {...beat, target: 'src/b.ts'}).events).toHaveLength(1);
  team.now += 20_000;
  // What shows that work goes on, though it is the same work.
  expect(team.run('ada', {...beat, target: 'src/b.ts'}).events).toHaveLength(1);
  expect(team.session('ada').heartbeat?.at).toBe(team.now);
});

test('what the session said of itself stays when its hooks beat', () => {
  const team = TestTeam.of(spec('ada'));
  team.ok('ada', {type: 'heartbeat', action: 'plans', phase: 'BUILD', progress: 0.5, next: 'tests', source: 'session'});
  team.ok('ada', beat);
  expect(team.session('ada').heartbeat).toMatchObject({action: 'edit', phase: 'BUILD', progress: 0.5, next: 'tests', source: 'hook'});
});

test.each([-0.1, 1.1, Number.NaN])('a progress of %d is invalid', (progress) => {
  expect(TestTeam.of(spec('ada')).refused('ada', {...beat, progress}).code).toBe('invalid');
});

test('only a session has a heartbeat', () => {
  expect(TestTeam.of(spec('ada')).refused(human, beat).code).toBe('forbidden');
});
