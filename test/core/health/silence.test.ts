import fc from 'fast-check';
import {expect, test} from 'vitest';
import {boardOf, explainSession, nextTimerAt, statusBoardMarkdown} from '../../../src/core/index.ts';
import {harmony, human, spec, TestTeam} from '../test-team.ts';

const beat = {type: 'heartbeat', action: 'Edit', target: 'src/a.ts', source: 'hook'} as const;
const QUIET = 2 * 60_000;
const STUCK = 15 * 60_000;

function workingTeam(): TestTeam {
  const team = TestTeam.of(spec('ada'), spec('bob'));
  for (const session of ['ada', 'bob']) {
    team.ok(harmony, {type: 'session.observe', session, incarnation: 1, activity: 'working', evidence: 'hook'});
    team.ok(session, beat);
  }
  return team;
}

const pass = (team: TestTeam, milliseconds: number): void => {
  team.now += milliseconds;
  team.ok(harmony, {type: 'time.pass'});
};
const silenceOf = (team: TestTeam, id = 'ada') => boardOf(team.team, team.now).sessions.find((session) => session.id === id)?.silence;
const open = (team: TestTeam) => boardOf(team.team, team.now).attention.map(({kind, session}) => `${kind} ${session}`);

test('a session that works and of which nothing is heard is quiet, then stuck, until its next sign of life', () => {
  const team = workingTeam();
  pass(team, QUIET);
  expect(silenceOf(team)).toBeNull();
  expect(nextTimerAt(team.team)).toBe(team.now + 1);
  pass(team, 1);
  expect(silenceOf(team)).toBe('quiet');
  expect(boardOf(team.team, team.now).sessions[0]).toMatchObject({state: 'working', alive: true, quiet: true, waiting: null});
  expect(statusBoardMarkdown(boardOf(team.team, team.now))).toContain('| working, quiet |');
  expect(open(team)).toEqual([]);
  pass(team, STUCK - QUIET);
  expect(open(team)).toEqual(['stuck ada', 'stuck bob']);
  expect(nextTimerAt(team.team)).toBeNull();
  pass(team, STUCK);
  expect(open(team)).toHaveLength(2);
  // The same words as before: what counts is that it said them.
  team.ok('ada', beat);
  expect([silenceOf(team), silenceOf(team, 'bob')]).toEqual([null, 'stuck']);
  expect(open(team)).toEqual(['stuck bob']);
});

test.each([
  ['a message', (team: TestTeam) => void team.send('ada', 'bob', 'hello')],
  ['a claim', (team: TestTeam) => void team.claim('ada', 'src/b.ts')],
  ['a refused edit', (team: TestTeam) => void [team.claim('bob', 'src/c.ts'), team.edit('ada', 'src/c.ts')]],
])('%s of its own is a sign of life', (_, act) => {
  const team = workingTeam();
  pass(team, STUCK + 1);
  act(team);
  expect(silenceOf(team)).toBeNull();
  expect(open(team)).not.toContain('stuck ada');
});

test('what an older process of it tries to write is none', () => {
  const team = workingTeam();
  pass(team, STUCK + 1);
  team.run({kind: 'session', session: 'ada', incarnation: 0}, {type: 'claim', resources: ['src/b.ts'], mode: 'exclusive', reason: ''});
  expect(team.events.at(-1)?.body.type).toBe('write.refused');
  expect(silenceOf(team)).toBe('stuck');
  expect(open(team)).toContain('stuck ada');
});

test('nothing that Harmony or a person writes is a sign of life', () => {
  const team = workingTeam();
  pass(team, QUIET + 1);
  const message = team.send(human, 'ada', 'Are you there?');
  team.ok(harmony, {type: 'message.delivered', messages: [message], recipient: 'ada', state: 'injected', evidence: 'x'});
  team.ok(human, {type: 'task.delegate', to: 'ada', title: 'Build', body: ''});
  team.configure([spec('ada', {tier: 3}), spec('bob')], {inboxLimit: 7});
  team.ok(harmony, {type: 'session.observe', session: 'ada', incarnation: 1, conversation: 'c2', evidence: 'session file'});
  expect(silenceOf(team)).toBe('quiet');
  pass(team, STUCK - QUIET);
  expect(open(team)).toContain('stuck ada');
});

test('one that waits, rests or is paused is not expected to beat, and what was asked about it is withdrawn', () => {
  const observe = (facts: object) => (team: TestTeam) =>
    team.ok(harmony, {type: 'session.observe', session: 'ada', incarnation: 1, evidence: 'hook', ...facts});
  const ends = [
    observe({activity: 'idle'}),
    observe({waiting: {on: 'person', what: 'permission'}}),
    (team: TestTeam) => team.ok(human, {type: 'session.pause', session: 'ada'}),
    (team: TestTeam) => team.exit('ada'),
  ];
  for (const end of ends) {
    const team = workingTeam();
    pass(team, STUCK + 1);
    end(team);
    expect(silenceOf(team)).toBeNull();
    expect(open(team)).toEqual(['stuck bob']);
    pass(team, STUCK + 1);
    expect(silenceOf(team)).toBeNull();
  }
});

test('a session that was just started is not quiet, though it says nothing for twice as long as others may', () => {
  const team = TestTeam.of(spec('ada'));
  pass(team, 2 * QUIET);
  expect(silenceOf(team)).toBeNull();
  pass(team, 1);
  expect(silenceOf(team)).toBe('quiet');
  expect(boardOf(team.team, team.now).sessions[0]?.state).toBe('starting');
});

test('who is stuck can be restarted by the answer; one that joined by hand only left', () => {
  const team = workingTeam();
  team.ok(human, {type: 'session.join', spec: spec('guest', {origin: 'joined'}), process: null});
  team.ok(harmony, {type: 'session.observe', session: 'guest', incarnation: 1, activity: 'working', evidence: 'x'});
  pass(team, STUCK + QUIET + 1);
  const choices = Object.fromEntries(
    boardOf(team.team, team.now).attention.map(({session, choices}) => [session, choices.map(({id}) => id)]),
  );
  expect(choices).toEqual({ada: ['restart', 'leave'], bob: ['restart', 'leave'], guest: ['leave']});
  team.ok(human, {type: 'attention.answer', attention: 'ada', choice: 'restart'});
  expect(team.effects).toContainEqual({type: 'session.stop', session: 'ada', incarnation: 1});
  expect(team.session('ada').ending).toBe('restart');
});

test('what cannot be heard does not count: whatever sleeps, beats and looks there are, silence is the time that somebody listened', () => {
  const step = fc.record({
    what: fc.constantFrom('listen' as const, 'listen' as const, 'sleep' as const, 'beat' as const),
    time: fc.integer({min: 1, max: 5 * 60_000}),
  });
  fc.assert(
    fc.property(fc.array(step, {maxLength: 40}), (steps) => {
      const team = workingTeam();
      let silent = 0;
      for (const {what, time} of steps) {
        const before = silent;
        if (what === 'listen') silent += time;
        if (what === 'sleep') {
          const from = team.now;
          team.now += time;
          team.ok(harmony, {type: 'time.unattended', from, until: team.now});
        } else if (what === 'beat') {
          team.ok('ada', {...beat, target: `${team.now}`});
          silent = 0;
        } else team.now += time;
        team.ok(harmony, {type: 'time.pass'});
        expect(silenceOf(team)).toBe(silent > STUCK ? 'stuck' : silent > QUIET ? 'quiet' : null);
        // The one timer comes neither early nor late.
        if (before <= STUCK && silent <= QUIET) expect((nextTimerAt(team.team) ?? 0) - team.now).toBeLessThanOrEqual(QUIET - silent + 1);
      }
    }),
  );
});

test('a beat that came while the others could not be heard keeps its own time', () => {
  const team = workingTeam();
  const from = team.now;
  team.now += 60_000;
  team.ok('ada', {...beat, target: 'src/b.ts'});
  team.now += 60_000;
  team.ok(harmony, {type: 'time.unattended', from, until: team.now});
  expect(team.session('ada').silentSince).toBe(team.now);
  expect(team.session('bob').silentSince).toBe(team.now);
});

test('a pause in which nobody was expected to beat is not written down, and only the supervisor may speak of one', () => {
  const team = TestTeam.of(spec('ada'));
  team.ok(harmony, {type: 'session.observe', session: 'ada', incarnation: 1, activity: 'idle', evidence: 'hook'});
  const unattended = {type: 'time.unattended', from: team.now - 60_000, until: team.now} as const;
  expect(team.run(harmony, unattended).events).toEqual([]);
  expect(team.refused(human, unattended).code).toBe('forbidden');
});

test('alive, progress and waiting-on are explained each by its own evidence', () => {
  const team = workingTeam();
  pass(team, QUIET + 1);
  const facts = (): string[] =>
    explainSession(team.team, 'ada', team.now)
      ?.lines.slice(1, 4)
      .map(({fact, evidence}) => `${fact} (${evidence})`) ?? [];
  expect(facts()).toEqual([
    'alive: yes (incarnation 1) (pid 1, started at tick 1)',
    'progress: quiet, last did Edit src/a.ts (seen by a hook 2 min ago; silent for 2 min)',
    'waiting on: nothing (nothing was seen to hold it; hook)',
  ]);
  team.exit('ada');
  team.now += 5_000;
  expect(facts()).toEqual([
    'alive: no (starting) (its last process ended 5 s ago)',
    'progress: last did Edit src/a.ts (seen by a hook 2 min ago; nothing is expected of it now)',
    'waiting on: nothing (it has no process)',
  ]);
});
