import {expect, test} from 'vitest';
import type {SessionHub} from '../../src/agents/adapter.ts';
import {demoAdapter} from '../../src/agents/demo/adapter.ts';

interface Recorded {
  readonly hub: SessionHub;
  readonly done: [string, unknown][];
}

/** A hub that writes down what it is asked to do and answers as the test says. */
function recordingHub(answers: Partial<SessionHub> = {}): Recorded {
  const done: [string, unknown][] = [];
  const hub: SessionHub = {
    session: 'tess',
    incarnation: 1,
    project: '/project',
    folder: '/project/.harmony/run/sessions/tess',
    heartbeat: async (beat) => void done.push(['heartbeat', beat]),
    observe: async (facts) => void done.push(['observe', facts]),
    edit: async () => ({allowed: true, warnings: []}),
    takeMail: async () => null,
    seen: async (messages) => void done.push(['seen', messages]),
    ask: async () => null,
    raise: async () => {},
    withdraw: async (key) => void done.push(['withdraw', key]),
    brief: async () => 'You are tess.',
    log: () => {},
    ...answers,
  };
  return {hub, done};
}

const hook = (event: string, body: object, hub: SessionHub) => demoAdapter.hook?.(event, body, hub);
const edit = {tool_name: 'Edit', tool_input: {file_path: '/project/src/server.js'}, tool_use_id: 'one'};
const command = {tool_name: 'Bash', tool_input: {command: 'node --test', description: 'Run the tests'}, tool_use_id: 'two'};

test('a start brings where the team stands', async () => {
  const {hub, done} = recordingHub();
  expect(await hook('SessionStart', {source: 'startup'}, hub)).toMatchObject({hookSpecificOutput: {additionalContext: 'You are tess.'}});
  expect(done).toEqual([['observe', {activity: 'idle', waiting: null, evidence: 'hook SessionStart'}]]);
});

test('an edit that Harmony refuses is denied with its reason, and counts as no heartbeat', async () => {
  const {hub, done} = recordingHub({edit: async () => ({allowed: false, reason: 'ben holds src/**.'})});
  expect(await hook('PreToolUse', edit, hub)).toMatchObject({
    hookSpecificOutput: {permissionDecision: 'deny', permissionDecisionReason: 'ben holds src/**.'},
  });
  expect(done).toEqual([]);
});

test('an edit that is allowed is a heartbeat with the path inside the project', async () => {
  const asked: unknown[] = [];
  const {hub, done} = recordingHub({
    edit: async (paths, tool) => {
      asked.push(paths, tool);
      return {allowed: true, warnings: []};
    },
  });
  expect(await hook('PreToolUse', edit, hub)).toMatchObject({hookSpecificOutput: {permissionDecision: 'allow'}});
  expect(asked).toEqual([['/project/src/server.js'], 'Edit']);
  expect(done).toEqual([['heartbeat', {action: 'Edit', target: 'src/server.js', source: 'hook'}]]);
});

test('mail comes with the answer to a tool, and is injected once', async () => {
  const injected: string[] = [];
  const mail = {text: 'M-1 from ben', messages: ['M-1'], injected: async (evidence: string) => void injected.push(evidence)};
  const {hub} = recordingHub({takeMail: async () => mail});
  expect(await hook('PostToolUse', edit, hub)).toEqual({
    hookSpecificOutput: {hookEventName: 'PostToolUse', additionalContext: 'M-1 from ben'},
    messages: ['M-1'],
  });
  expect(injected).toHaveLength(1);
});

test('the end of a turn makes it idle only when there is no mail to go on with', async () => {
  const mail = {text: 'M-1 from ben', messages: ['M-1'], injected: async () => {}};
  const busy = recordingHub({takeMail: async () => mail});
  await hook('Stop', {}, busy.hub);
  expect(busy.done).toEqual([]);
  const idle = recordingHub();
  expect(await hook('Stop', {}, idle.hub)).toEqual({});
  expect(idle.done).toEqual([['observe', {activity: 'idle', waiting: null, evidence: 'hook Stop'}]]);
});

test.each([
  ['allow', 'allow'],
  ['deny', 'deny'],
])('a permission question waits for a person, who answers %s', async (choice, behavior) => {
  const asked: unknown[] = [];
  const {hub, done} = recordingHub({
    ask: async (question) => {
      asked.push(question);
      return {choice, text: null};
    },
  });
  expect(await hook('PermissionRequest', command, hub)).toMatchObject({hookSpecificOutput: {decision: {behavior}}});
  expect(asked).toMatchObject([{kind: 'permission', key: 'permission:two', title: 'Bash node --test'}]);
  expect(done).toMatchObject([
    ['observe', {waiting: {on: 'person', what: 'permission: Bash node --test'}}],
    ['observe', {activity: 'working', waiting: null}],
  ]);
});

test('an answer in the pane takes the question off the board', async () => {
  const {hub, done} = recordingHub();
  await hook('PermissionAnswered', command, hub);
  expect(done).toMatchObject([
    ['withdraw', 'permission:two'],
    ['observe', {waiting: null}],
  ]);
});

test('a body that is no hook call is refused', async () => {
  await expect(hook('PreToolUse', {tool_name: 7}, recordingHub().hub)).rejects.toThrow();
});
