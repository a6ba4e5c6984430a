import fc from 'fast-check';
import {expect, test} from 'vitest';
import {resourcesOverlap} from '../../src/core/claims/overlap.ts';
import {boardOf, type Claim, copyTeam, emptyTeam, evolve, outstanding, type Team} from '../../src/core/index.ts';
import {momentOf, unfairGrants} from './fair-line.ts';
import {checkMail, checkWays} from './message-rules.ts';
import {actorOf, SPECS, turn} from './random-turns.ts';
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

test('whatever is commanded: nobody holds the same, fences rise, mail keeps its order and comes once, nothing throws, and the record gives the same team again', () => {
  fc.assert(
    fc.property(fc.array(turn, {minLength: 20, maxLength: 120}), fc.nat(), (turns, where) => {
      const team = TestTeam.of(...SPECS);
      let fence = 0;
      for (const one of turns) {
        team.now += one.wait;
        const before = momentOf(team.team, team.now);
        const from = team.events.length;
        team.run(actorOf(team, one), one.body);
        expect(unfairGrants(before, team.events.slice(from))).toEqual([]);
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
