import {expect, test} from 'vitest';
import {judge, Status, type StatusEvidence} from '../../../src/agents/claude-code/status.ts';
import {MemoryHub} from '../../support/memory-hub.ts';

const evidence = (facts: Partial<StatusEvidence>): StatusEvidence => ({
  turn: null,
  questions: [],
  waitingFor: null,
  dialog: null,
  quota: null,
  ...facts,
});
const idle = {activity: 'idle', evidence: 'hook Stop'} as const;

test('nothing known is nothing said', () => {
  expect(judge(evidence({}))).toBeNull();
});

test.each<[string, Partial<StatusEvidence>, string]>([
  ['a question on the board', {turn: idle, questions: ['permission: Bash ls']}, 'permission: Bash ls'],
  ['a dialog on the screen', {turn: idle, dialog: {title: 'asks a question', rule: 'question'}}, 'asks a question'],
  ['a dialog in the session file', {turn: idle, waitingFor: 'dialog open'}, 'dialog open'],
])('%s is never idle', (_, facts, what) => {
  expect(judge(evidence(facts))?.waiting).toEqual({on: 'person', what});
});

test('the oldest question is named, with how many there are', () => {
  expect(judge(evidence({questions: ['a', 'b', 'c']}))?.waiting?.what).toBe('a (and 2 more)');
});

test('a wall of quota is what an idle session waits for, and is over when a turn runs', () => {
  expect(judge(evidence({turn: idle, quota: 'resets at 5 pm'}))?.waiting).toEqual({on: 'quota', what: 'resets at 5 pm'});
  expect(judge(evidence({turn: {activity: 'working', evidence: 'x'}, quota: 'resets at 5 pm'}))?.waiting).toBeNull();
});

test('only a change is reported, and changes in their order', async () => {
  const hub = new MemoryHub({session: 'ada', incarnation: 1, project: '/p', folder: '/f'});
  const status = new Status();
  const working = (by: string) => ({turn: {activity: 'working', evidence: by}}) as const;
  await Promise.all([
    status.learn(hub, working('hook UserPromptSubmit')),
    status.learn(hub, working('hook PreToolUse')),
    status.learn(hub, {turn: idle}),
  ]);
  expect(hub.facts).toEqual([
    {activity: 'working', waiting: null, evidence: 'hook UserPromptSubmit'},
    {activity: 'idle', waiting: null, evidence: 'hook Stop'},
  ]);
});
