import fc from 'fast-check';
import {expect, test} from 'vitest';
import {resourcesOverlap} from '../../src/core/claims/overlap.ts';
import {boardOf, type Claim, copyTeam, type Event, emptyTeam, evolve, outstanding, type Task, type Team} from '../../src/core/index.ts';
import {cycleThrough} from '../../src/core/tasks/dependencies.ts';
import {waitsFor} from '../../src/core/tasks/task-step.ts';
import {momentOf, unfairGrants} from './fair-line.ts';
import {checkMail, checkWays} from './message-rules.ts';
import {actorOf, PHASES, SPECS, taskTurn, turn} from './random-turns.ts';
import {harmony, human, TestTeam} from './test-team.ts';

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

/** One owner at a time, none lost, nothing before its time, a bounded number of attempts, and nobody's own word against a check. */
function checkTasks({team: state, events}: TestTeam): void {
  const created = events.filter(({body}) => body.type === 'task.created').length;
  expect(Object.keys(state.tasks)).toHaveLength(created);
  for (const task of Object.values(state.tasks)) {
    const about = events.filter(({body}) => 'task' in body && body.task === task.id);
    if (task.state === 'open') expect(task.owner).toBeNull();
    if (task.state === 'assigned' || task.state === 'accepted' || task.state === 'review') expect(task.owner).not.toBeNull();
    if (task.state === 'review') expect(task.reviewer).not.toBe(task.owner);
    expect(cycleThrough(state, task.id, task.after)).toBeNull();
    // Every further attempt beyond the limit, a person wanted.
    const wanted = about.filter(({actor, body}) => body.type === 'task.assigned' && actor === 'human').length;
    expect(task.attempts).toBeLessThanOrEqual(state.policy.taskAttempts + wanted + stopsOf(about));
    if (task.state === 'done') expect(endOf(task, about)).toBe('rightly done');
  }
}

/** A session that was stopped gives its tasks to another, and that is no failed attempt. */
const stopsOf = (about: readonly Event[]): number =>
  about.filter(({body}) => body.type === 'task.assigned' && body.owner === null && !body.reason.startsWith('a person')).length;

function endOf(task: Task, about: readonly Event[]): string {
  const end = about.findLast(({body}) => body.type === 'task.finished');
  if (end?.actor === 'human') return 'rightly done';
  if (task.reviewBy !== null) return end?.actor !== task.owner ? 'rightly done' : 'its owner approved it';
  return task.acceptance === null || end?.actor === 'harmony' ? 'rightly done' : 'nobody checked it';
}

/** What was ready when it was given away: looked at before the event was folded. */
function checkReadiness(before: Team, fresh: readonly Event[]): void {
  for (const {body} of fresh) {
    const task = body.type === 'task.assigned' && body.owner !== null ? before.tasks[body.task] : undefined;
    if (!task) continue;
    expect(task.owner).toBeNull();
    expect(waitsFor(before, task)).toEqual([]);
  }
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
  for (const wait of Object.values(state.waits)) {
    expect(state.sessions[wait.session]).toMatchObject({life: 'running', incarnation: wait.incarnation});
  }
  checkTasks(team);
  for (const session of Object.values(state.sessions)) {
    const waits = Object.values(state.blockers).some(({sessions}) => sessions.includes(session.id));
    expect(session.blocked !== null).toBe(waits);
  }
  for (const attention of Object.values(state.attention)) {
    if (attention.state === 'open' && attention.session && attention.kind === 'dead')
      expect(state.sessions[attention.session]?.life).toBe('failed');
  }
  return fence;
}

test('whatever is commanded: nobody holds the same, fences rise, mail keeps its order and comes once, nothing throws, and the record gives the same team again', () => {
  fc.assert(
    fc.property(fc.array(turn, {minLength: 20, maxLength: 120}), fc.nat(), (turns, where) => {
      const team = TestTeam.of(...SPECS);
      let fence = 0;
      for (const one of turns) {
        team.now += one.wait;
        const moment = momentOf(team.team, team.now);
        const [before, from] = [copyTeam(team.team), team.events.length];
        team.run(actorOf(team, one), one.body);
        expect(unfairGrants(moment, team.events.slice(from))).toEqual([]);
        checkReadiness(before, team.events.slice(from));
        fence = check(team, fence);
        checkMail(team);
      }
      checkWays(team);
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

test('whatever is done with tasks: one owner at a time, none is lost, and nothing begins before its time', () => {
  fc.assert(
    fc.property(fc.array(taskTurn, {minLength: 30, maxLength: 100}), (turns) => {
      const team = TestTeam.of(...SPECS);
      team.configure(SPECS, {phases: PHASES, checks: {test: 'npm test'}});
      for (const one of turns) {
        team.now += 5;
        const [before, count] = [copyTeam(team.team), team.events.length];
        team.run(actorOf(team, one), one.body);
        checkTasks(team);
        checkReadiness(before, team.events.slice(count));
      }
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
