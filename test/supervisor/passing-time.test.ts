import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {PassingTime} from '../../src/supervisor/passing-time.ts';
import {Timers} from '../../src/supervisor/timers.ts';
import {harmony, spec, TestTeam} from '../core/test-team.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function workingTeam() {
  const team = TestTeam.of(spec('ada'));
  team.ok(harmony, {type: 'session.observe', session: 'ada', incarnation: 1, activity: 'working', evidence: 'hook'});
  const timers = new Timers();
  const said: string[] = [];
  const begin = Date.now();
  /** Time in which this process did not run. */
  let slept = 0;
  const born = team.now;
  const now = () => born + Date.now() - begin + slept;
  const time: PassingTime = new PassingTime(
    {
      team: team.team,
      now,
      async pass() {
        team.now = now();
        team.ok(harmony, {type: 'time.pass'});
        said.push('passed');
      },
      async unattended(from, until) {
        team.now = now();
        team.ok(harmony, {type: 'time.unattended', from, until});
        said.push(`unattended ${until - from}`);
      },
    },
    timers,
  );
  const sleep = (milliseconds: number): void => {
    slept += milliseconds;
  };
  return {team, time, said, timers, sleep};
}

test('who says nothing is quiet when it is time, without anything else happening', async () => {
  const {team, time, said} = workingTeam();
  time.arm();
  await vi.advanceTimersByTimeAsync(2 * team.team.policy.quietAfter);
  expect(team.session('ada').silence).toBeNull();
  await vi.advanceTimersByTimeAsync(2);
  expect(team.session('ada').silence).toBe('quiet');
  expect(said).toEqual(['passed']);
});

test('what was slept through is noticed before it is counted, by the timer and by whatever comes first', async () => {
  for (const wake of ['timer', 'hook']) {
    const {team, time, said, sleep} = workingTeam();
    time.arm();
    await vi.advanceTimersByTimeAsync(60_000);
    sleep(3_600_000);
    if (wake === 'hook') time.arm();
    else await vi.advanceTimersByTimeAsync(5_000);
    expect(said).toHaveLength(1);
    // Up to the next look it cannot be told from time in which it ran.
    expect(Number(said[0]?.split(' ')[1])).toBeGreaterThanOrEqual(3_595_000);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(team.session('ada').silence).toBeNull();
  }
});

test('the time without a supervisor does not count', () => {
  const {team, time, said, sleep} = workingTeam();
  const last = team.now;
  sleep(3_600_000);
  time.begin(last);
  expect(said).toEqual(['unattended 3600000']);
});

test('where nobody is expected to beat there is no timer', () => {
  const {team, time, timers} = workingTeam();
  team.ok(harmony, {type: 'session.observe', session: 'ada', incarnation: 1, activity: 'idle', evidence: 'hook'});
  time.arm();
  expect(timers.has('time')).toBe(false);
});
