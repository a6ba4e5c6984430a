import {appendFileSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {beforeEach, expect, onTestFinished, test} from 'vitest';
import {answerHook} from '../../../src/agents/claude-code/hooks.ts';
import {SessionMemory} from '../../../src/agents/claude-code/memory.ts';
import {MemoryHub} from '../../support/memory-hub.ts';

let hub: MemoryHub;
let memory: SessionMemory;

beforeEach(() => {
  hub = new MemoryHub({session: 'ada', incarnation: 1, project: '/p', folder: '/p/.harmony/run/sessions/ada'});
  memory = new SessionMemory(1);
});

const hook = (event: string, body: object = {}) => answerHook(event, body, hub, memory);

test('an event that nobody knows, and a body that is none, say nothing', async () => {
  expect(await hook('SomethingNew', {})).toEqual({});
  expect(await answerHook('PreToolUse', null, hub, memory)).toEqual({});
  expect(await answerHook('toString', {}, hub, memory)).toEqual({});
});

test('an edit is refused when it cannot be found out whether it may happen', async () => {
  hub.guard = async () => {
    throw new Error('the disk is full');
  };
  expect(await hook('PreToolUse', {tool_name: 'Edit', tool_input: {file_path: '/p/a.ts'}})).toMatchObject({
    hookSpecificOutput: {permissionDecision: 'deny'},
  });
});

test.each([
  ['Edit', 'file_path'],
  ['Write', 'file_path'],
  ['MultiEdit', 'file_path'],
  ['NotebookEdit', 'notebook_path'],
])('%s asks before it writes', async (tool, field) => {
  await hook('PreToolUse', {tool_name: tool, tool_input: {[field]: '/p/a.ts'}});
  expect(hub.edits).toEqual([{paths: ['/p/a.ts'], tool}]);
});

test('reading asks nobody', async () => {
  expect(await hook('PreToolUse', {tool_name: 'Read', tool_input: {file_path: '/p/a.ts'}})).toEqual({});
  expect(hub.edits).toEqual([]);
  expect(hub.beats).toEqual([{action: 'Read', target: 'a.ts', source: 'hook'}]);
});

test('a call is told from another by a hash of its arguments, whatever words the model finds for it', async () => {
  const bash = (command: string, description: string) => hook('PreToolUse', {tool_name: 'Bash', tool_input: {command, description}});
  await bash('npm test', 'Run the tests');
  await bash('npm test', 'Run them again');
  await bash('npm test -- --run', 'Run the tests');
  const hashes = hub.calls.map((call) => call?.argumentsHash);
  expect(hashes[0]).toMatch(/^[0-9a-f]{16}$/);
  expect([hashes[1] === hashes[0], hashes[2] === hashes[0]]).toEqual([true, false]);
  expect(hub.calls.map((call) => call?.edits)).toEqual([null, null, null]);
});

test('an edit is told with what is in the file before it, as a hash', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'harmony-hooks-'));
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
  const file = join(folder, 'a.ts');
  const edit = () => hook('PreToolUse', {tool_name: 'Edit', tool_input: {file_path: file, old_string: 'a secret', new_string: 'another'}});
  for (const content of [null, 'one', 'two', 'one', 'x'.repeat(2_000_000)]) {
    if (content !== null) writeFileSync(file, content);
    await edit();
  }
  const contents = hub.calls.map((call) => call?.edits?.contentHash);
  expect(contents[0]).toBe('none');
  expect(contents[3]).toBe(contents[1]);
  expect(contents[2]).not.toBe(contents[1]);
  // Too large to be read while the client waits.
  expect(contents[4]).toBeNull();
  expect(JSON.stringify(hub.calls)).not.toContain('secret');
});

test('an edit of a subagent is the session’s, but its turn is not', async () => {
  await hook('PreToolUse', {tool_name: 'Write', tool_input: {file_path: '/p/a.ts'}, agent_id: 'sub', session_id: 'x'});
  expect(hub.edits).toHaveLength(1);
  expect(hub.facts).toEqual([]);
});

test('a subagent is given no mail', async () => {
  hub.mail.push({id: 'M-1', text: 'hello'});
  expect(await hook('PostToolBatch', {agent_id: 'sub'})).toEqual({});
  expect(await hook('PostToolBatch')).toMatchObject({hookSpecificOutput: {additionalContext: 'M-1: hello'}});
});

test('mail keeps a session going only so often: the client would end the turn with a warning', async () => {
  const answers: object[] = [];
  for (let index = 0; index < 8; index += 1) {
    hub.mail.push({id: `M-${index}`, text: 'more'});
    answers.push(await hook('Stop'));
  }
  const continued = answers.map((answer) => Object.keys(answer).length > 0);
  expect(continued).toEqual([true, true, true, true, true, true, false, true]);
});

test('a permission is withdrawn when its turn moved on, but not by another agent’s tools', async () => {
  const body = {tool_name: 'Bash', tool_input: {command: 'ls'}};
  const main = hook('PermissionRequest', body);
  const sub = hook('PermissionRequest', {...body, agent_id: 'sub'});
  await hub.changed.until(() => hub.questions.length === 2);
  await hook('PostToolBatch', {agent_id: 'sub'});
  expect(await sub).toEqual({});
  expect(hub.withdrawn).toHaveLength(1);
  expect(hub.state.waiting).toBe('permission: Bash ls');
  await hook('Stop');
  expect(await main).toEqual({});
  expect(hub.state).toEqual({activity: 'idle', waiting: null});
});

test('"always" gives the client back what it offered to remember', async () => {
  const suggestions = [
    {type: 'addRules', rules: [{toolName: 'Bash', ruleContent: 'ls:*'}], behavior: 'allow', destination: 'localSettings'},
  ];
  const answer = hook('PermissionRequest', {tool_name: 'Bash', tool_input: {command: 'ls'}, permission_suggestions: suggestions});
  const {choices} = await hub.answer('allow-always');
  expect(choices[1]?.label).toBe('Allow, and from now on: Bash(ls:*)');
  expect(await answer).toEqual({
    hookSpecificOutput: {hookEventName: 'PermissionRequest', decision: {behavior: 'allow', updatedPermissions: suggestions}},
  });
});

test('several questions are asked one after the other, and own words are an answer', async () => {
  const questions = [
    {question: 'Which database?', options: [{label: 'sqlite'}, {label: 'postgres'}]},
    {question: 'Which port?', options: [{label: '80'}]},
  ];
  const answer = hook('PermissionRequest', {tool_name: 'AskUserQuestion', tool_input: {questions}});
  await hub.answer('sqlite');
  await hub.answer('80', 'take 4000');
  expect(await answer).toMatchObject({
    hookSpecificOutput: {decision: {updatedInput: {questions, answers: {'Which database?': 'sqlite', 'Which port?': 'take 4000'}}}},
  });
});

test('a quota wall is told, and over with the next turn', async () => {
  await hook('StopFailure', {error: 'rate_limit', last_assistant_message: 'Limit reached, resets 5pm'});
  expect(hub.facts.at(-1)?.waiting).toEqual({on: 'quota', what: 'Limit reached, resets 5pm'});
  expect(hub.raised).toMatchObject([{kind: 'quota'}]);
  await hook('UserPromptSubmit');
  expect(hub.state).toEqual({activity: 'working', waiting: null});
  expect(hub.withdrawn.map(({key}) => key)).toEqual(['quota:turn']);
});

test('the first prompt waits for the tools', async () => {
  memory.expectTools();
  let answered = false;
  const prompt = hook('UserPromptSubmit').then(() => {
    answered = true;
  });
  await hub.changed.until(() => hub.state.activity === 'working');
  expect(answered).toBe(false);
  await hook('ToolsListed');
  await prompt;
});

test('a session that was found running does not wait for tools that it has', async () => {
  expect(await hook('UserPromptSubmit')).toEqual({});
});

test('a started session that has its prompt still to submit is not idle', async () => {
  memory.expectsPrompt = true;
  await hook('SessionStart', {source: 'startup'});
  expect(hub.facts).toEqual([]);
});

test('a conversation that changes is reported', async () => {
  await hook('SessionStart', {source: 'startup', session_id: 'one'});
  await hook('SessionStart', {source: 'clear', session_id: 'two'});
  expect(hub.facts.map(({conversation}) => conversation).filter(Boolean)).toEqual(['one', 'two']);
});

test('a message is seen when the transcript has it as part of the conversation, not before', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'harmony-transcript-'));
  onTestFinished(() => {
    memory.transcript[Symbol.dispose]();
    rmSync(folder, {recursive: true});
  });
  const transcript = join(folder, 'x.jsonl');
  // An earlier mention is not this delivery.
  writeFileSync(transcript, `${JSON.stringify({type: 'user', message: {content: 'what about M-1?'}})}\n`);
  hub.mail.push({id: 'M-1', text: 'hello'}, {id: 'M-12', text: 'there'});
  await hook('PostToolBatch', {transcript_path: transcript});
  appendFileSync(transcript, `${JSON.stringify({type: 'queue-operation', content: 'M-1'})}\n`);
  await memory.transcript.check(hub);
  expect(hub.seenMail).toEqual([]);
  appendFileSync(
    transcript,
    `${JSON.stringify({type: 'attachment', attachment: {type: 'hook_additional_context', content: ['M-12: there']}})}\n`,
  );
  await hub.changed.until(() => hub.seenMail.includes('M-12'));
  expect(hub.seenMail).toEqual(['M-12']);
});
