import {expect, test} from 'vitest';
import {boardOf, explainSession, nextTimerAt, statusBoardMarkdown} from '../../../src/core/index.ts';
import {harmony, human, spec, TestTeam} from '../test-team.ts';

function busyTeam(): TestTeam {
  const team = TestTeam.of(spec('ada', {tier: 1}), spec('bob'));
  team.ok(harmony, {type: 'session.observe', session: 'ada', incarnation: 1, activity: 'working', evidence: 'hook PreToolUse'});
  team.ok('ada', {type: 'heartbeat', action: 'Edit', target: 'src/a.ts', source: 'hook'});
  team.ok(harmony, {
    type: 'session.observe',
    session: 'bob',
    incarnation: 1,
    activity: 'working',
    waiting: {on: 'person', what: 'permission: Bash rm -r build'},
    evidence: 'hook PermissionRequest',
  });
  team.ok(harmony, {
    type: 'attention.raise',
    kind: 'permission',
    session: 'bob',
    key: 'bob:1',
    title: 'Bash: rm -r build | true\nand more',
    detail: '',
    choices: [{id: 'allow', label: 'Allow'}],
  });
  team.ok('ada', {type: 'claim', resources: ['src/{a,b}/**', 'service:email'], mode: 'exclusive', reason: 'a [link](x) `and` *stars*'});
  team.send('ada', 'bob', 'hello', {subject: 'Greeting'});
  team.ok(human, {type: 'task.delegate', to: 'bob', title: 'Build it', body: ''});
  return team;
}

test('the board has the state of everything, in the order in which it is wanted', () => {
  const team = busyTeam();
  const board = boardOf(team.team, team.now);
  expect(
    board.sessions.map(({id, state, detail, claims, unread, tasks, attention}) => ({id, state, detail, claims, unread, tasks, attention})),
  ).toEqual([
    {id: 'ada', state: 'working', detail: 'Edit src/a.ts', claims: ['C-1'], unread: 0, tasks: [], attention: []},
    {id: 'bob', state: 'waiting', detail: 'permission: Bash rm -r build', claims: [], unread: 2, tasks: ['T-1'], attention: ['A-1']},
  ]);
  expect(board.claims.map(({id, resources}) => [id, resources])).toEqual([['C-1', ['src/{a,b}/**', 'service:email']]]);
  expect(board.messages.map(({id}) => id)).toEqual(['M-2', 'M-1']);
  expect(board.activity[0]?.text).toContain('Task T-1');
  expect(JSON.parse(JSON.stringify(board))).toEqual(board);
  // An expired claim is no claim, though nobody wrote down its end yet.
  expect(boardOf(team.team, team.now + team.team.policy.claimTtl).claims).toEqual([]);
});

test('the newest 50 messages, unfinished tasks and the newest 20 finished ones', () => {
  const team = TestTeam.of(spec('ada'));
  for (let count = 1; count <= 60; count++) team.send(human, 'ada', `${count}`);
  for (let count = 1; count <= 30; count++) {
    team.now += 1;
    team.ok(human, {type: 'task.delegate', to: 'ada', title: `${count}`, body: ''});
    if (count > 1) team.ok('ada', {type: 'task.finish', task: `T-${count}`, outcome: 'done', summary: 'x'});
  }
  const board = boardOf(team.team, team.now);
  expect(board.messages).toHaveLength(50);
  expect(board.tasks.map(({id}) => id)).toEqual(['T-1', ...Array.from({length: 20}, (_, index) => `T-${30 - index}`)]);
  expect(board.activity).toHaveLength(50);
});

test('the page for people: every cell is one line and stays in its cell', () => {
  const team = busyTeam();
  team.now = Date.UTC(2026, 10, 21, 14, 5);
  team.ok('ada', {type: 'claim', resources: ['docs/a|b.md'], mode: 'shared', reason: '<b>', ttl: 60 * 60_000});
  const page = statusBoardMarkdown(boardOf(team.team, team.now));
  expect(page).toBe(`# test

The live state of this team, kept by Harmony. Changes made here are overwritten.

## Waits for a person

|  | What | Session | Answer |
|---|---|---|---|
| A-1 | Bash: rm -r build \\| true and more | bob | \`allow\` |

## Sessions

|  | Session | Role | Tier | State | Doing |
|---|---|---|---|---|---|
| ● | ada | worker | 1 | working | Edit src/a.ts |
| ◐ | bob | worker | 2 | waiting | permission: Bash rm -r build |

## Claims

|  | Resources | Holder | Mode | Why | Fence | Until |
|---|---|---|---|---|---|---|
| C-2 | \`docs/a\\|b.md\` | ada | shared | \\<b\\> | 2 | 2026-11-21 15:05 UTC |

## Tasks

|  | Task | From | Owner | State | Result |
|---|---|---|---|---|---|
| T-1 | Build it | human | bob | assigned |  |

## Messages

|  | From | To | About | State |
|---|---|---|---|---|
| M-2 | human | bob | Task T-1: Build it | bob: queued |
| M-1 | ada | bob | Greeting | bob: queued |
`);
});

test('the page does not change while nothing happens', () => {
  const team = busyTeam();
  expect(statusBoardMarkdown(boardOf(team.team, team.now + 60_000))).toBe(statusBoardMarkdown(boardOf(team.team, team.now)));
});

test('why a session is shown as it is: facts with their evidence', () => {
  const team = busyTeam();
  team.exit('ada');
  team.start('ada');
  team.now += 4_000;
  const explanation = explainSession(team.team, 'bob', team.now);
  expect(explanation).toMatchObject({session: 'bob', state: 'waiting'});
  expect(explanation?.lines).toEqual([
    {fact: 'has been waiting for 4 s', evidence: 'hook PermissionRequest'},
    {fact: 'alive: yes (incarnation 1)', evidence: 'pid 1, started at tick 1'},
    {fact: 'progress: no heartbeat yet', evidence: 'nothing is expected of it now'},
    {fact: 'waiting on: person', evidence: 'permission: Bash rm -r build; hook PermissionRequest'},
    {fact: 'has the task T-1 (assigned): Build it', evidence: 'given by human 4 s ago'},
    {fact: 'asks: Bash: rm -r build | true and more', evidence: 'A-1, 4 s ago'},
  ]);
  expect(explainSession(team.team, 'ada', team.now)?.lines).toContainEqual({fact: 'ended 4 s ago', evidence: 'exit 1, not asked for'});
  expect(explainSession(team.team, 'eve', team.now)).toBeNull();
});

test('the next moment at which something expires', () => {
  const team = TestTeam.of(spec('ada'));
  team.ok(harmony, {type: 'session.observe', session: 'ada', incarnation: 1, activity: 'idle', evidence: 'hook'});
  expect(nextTimerAt(team.team)).toBeNull();
  const later = team.claim('ada', 'a');
  const sooner = team.ok<{claim: {expiresAt: number}}>('ada', {
    type: 'claim',
    resources: ['b'],
    mode: 'exclusive',
    reason: '',
    ttl: 60_000,
  }).claim;
  expect(nextTimerAt(team.team)).toBe(sooner.expiresAt);
  team.now = sooner.expiresAt;
  team.ok(harmony, {type: 'time.pass'});
  expect(nextTimerAt(team.team)).toBe(later.expiresAt);
});

test('whose answer is waited for and until when, what is overdue, and what was replaced', () => {
  const team = TestTeam.of(spec('ada'), spec('bob'));
  team.now = Date.UTC(2026, 10, 21, 14, 0);
  const page = (): string => statusBoardMarkdown(boardOf(team.team, team.now));
  team.send('ada', 'bob', 'Well?', {replyWithin: 5 * 60_000});
  expect(page()).toContain('bob: queued; answer by 2026-11-21 14:05 UTC');
  team.now += 5 * 60_000;
  team.ok(harmony, {type: 'time.pass'});
  expect(page()).toContain('bob: queued; no answer, due 2026-11-21 14:05 UTC');
  expect(boardOf(team.team, team.now).activity.map(({text}) => text)).toContain('no answer to M-1 from bob');
  team.send('ada', 'bob', 'Never mind.', {supersede: 'M-1'});
  expect(page()).toContain('bob: superseded; replaced by M-3');
  expect(boardOf(team.team, team.now).activity[0]?.text).toBe('→ bob: Never mind. (replaces M-1)');
});

test('who stands in the line for a claim is shown with whom it waits for, and never as idle', () => {
  const team = TestTeam.of(spec('ada'), spec('bob'), spec('eve'));
  for (const session of ['ada', 'bob', 'eve'])
    team.ok(harmony, {
      type: 'session.observe',
      session,
      incarnation: 1,
      activity: session === 'eve' ? 'working' : 'idle',
      evidence: 'hook Stop',
    });
  team.claim('ada', 'src/server.ts');
  const wish = {type: 'claim', resources: ['src/**'], mode: 'exclusive', reason: 'routes', wait: 60_000} as const;
  team.ok('bob', {...wish, tell: 'message'});
  team.now += 1_000;
  // It does other work meanwhile, and is told.
  team.ok('eve', {...wish, resources: ['src/a.ts'], tell: 'message'});
  team.ok('eve', {type: 'heartbeat', action: 'Read', source: 'hook'});
  const board = boardOf(team.team, team.now);
  expect(board.sessions.map(({id, state, detail}) => [id, state, detail])).toEqual([
    ['ada', 'idle', ''],
    ['bob', 'waiting', 'waits for ada: src/**'],
    ['eve', 'working', 'Read; waits for bob: src/a.ts'],
  ]);
  expect(board.sessions[1]?.since).toBe(team.now - 1_000);
  expect(board.waits).toMatchObject([
    {id: 'W-1', session: 'bob', resources: ['src/**'], behind: ['ada'], reason: 'routes', until: team.now + 59_000},
    {id: 'W-2', session: 'eve', behind: ['bob']},
  ]);
  expect(statusBoardMarkdown(board)).toMatch(/## Wait for a claim\n[\s\S]*\| W-1 \| bob \| `src\/\*\*` \| ada \| exclusive \| routes \|/);
  expect(explainSession(team.team, 'bob', team.now)?.lines).toContainEqual({
    fact: 'waits for ada: src/**',
    evidence: 'W-1, since 1 s, gives up in 59 s',
  });
  expect(team.team.activity.at(-1)?.text).toBe('waits for bob: src/a.ts');
});
