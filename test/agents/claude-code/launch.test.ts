import {mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {beforeEach, expect, onTestFinished, test} from 'vitest';
import {launchClaude} from '../../../src/agents/claude-code/launch.ts';
import {launchContext} from '../launch-context.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'harmony-launch-'));
  onTestFinished(() => rmSync(folder, {recursive: true}));
});

const claude = (version: string | null) => ({found: true, file: '/bin/claude', version, warnings: []}) as const;
const start = (version: string | null, facts: Partial<Parameters<typeof launchContext>[0]> = {}) =>
  launchClaude(launchContext({folder, detection: claude(version), ...facts}));
const flagValue = (args: readonly string[], flag: string): string | undefined =>
  args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined;
const hooks = () => JSON.parse(readFileSync(join(folder, 'plugin/hooks/hooks.json'), 'utf8')).hooks;

/** A transcript of the session, as the client would have left it. */
function leaveTranscript(conversation: string, lines: string): void {
  const project = join(folder, '.claude/projects/-some-where');
  mkdirSync(project, {recursive: true});
  writeFileSync(join(project, `${conversation}.jsonl`), lines);
}

test('a first start: a new conversation, an explicit permission mode, the prompt last', async () => {
  const {args, conversation, env} = await start('2.1.329', {model: 'opus', prompt: 'Begin.'});
  expect(conversation).toMatch(/^[0-9a-f-]{36}$/);
  expect(flagValue(args, '--session-id')).toBe(conversation);
  expect(flagValue(args, '--name')).toBe('ada');
  expect(flagValue(args, '--model')).toBe('opus');
  expect(flagValue(args, '--permission-mode')).toBe('default');
  expect(args.slice(-2)).toEqual(['--', 'Begin.']);
  expect(env).toMatchObject({HARMONY_TOKEN: 'secret', CLAUDE_CODE_FORCE_SYNC_OUTPUT: '1'});
});

test('old versions are started without what they do not know, and an unknown one counts as old', async () => {
  for (const version of ['2.1.197', null]) {
    const {args} = await start(version);
    expect(args).not.toContain('--system-prompt-snapshot');
    expect(JSON.stringify(hooks())).not.toContain('onFailure');
  }
  const {args} = await start('2.1.329');
  expect(flagValue(args, '--system-prompt-snapshot')).toBe('off');
  expect(hooks().PreToolUse[0].hooks[0].onFailure).toBe('block');
  expect(hooks().PreToolUse[1].hooks[0].onFailure).toBeUndefined();
});

test('the two groups of PreToolUse take every tool once', async () => {
  await start('2.1.329');
  const [edits, others] = hooks().PreToolUse.map(({matcher}: {matcher: string}) => matcher);
  for (const tool of ['Edit', 'Write', 'MultiEdit', 'NotebookEdit']) {
    expect(edits.split('|')).toContain(tool);
    expect(new RegExp(others).test(tool), tool).toBe(false);
  }
  for (const tool of ['Bash', 'Read', 'EditOther', 'mcp__files__Write']) expect(new RegExp(others).test(tool), tool).toBe(true);
});

test('a conversation is resumed where there is one, without a prompt', async () => {
  leaveTranscript('11111111-2222-3333-4444-555555555555', '{"type":"user","message":{"role":"user","content":"hello"}}\n');
  const {args, conversation} = await start('2.1.329', {conversation: '11111111-2222-3333-4444-555555555555', prompt: 'Begin.'});
  expect(flagValue(args, '--resume')).toBe('11111111-2222-3333-4444-555555555555');
  expect(conversation).toBe('11111111-2222-3333-4444-555555555555');
  expect(args).not.toContain('--');
});

test.each([
  ['no transcript', null],
  ['a transcript without a message', '{"type":"custom-title","customTitle":"ada"}\n'],
])('with %s a new conversation begins', async (_, lines) => {
  const earlier = '11111111-2222-3333-4444-555555555555';
  if (lines !== null) leaveTranscript(earlier, lines);
  const {args, conversation} = await start('2.1.329', {conversation: earlier, prompt: 'Begin.'});
  expect(args).not.toContain('--resume');
  expect(conversation).not.toBe(earlier);
  expect(args.at(-1)).toBe('Begin.');
});

test.each(['/compact', '!rm -rf x', '  /help', '#note'])('the prompt %j is no command of the client', async (prompt) => {
  const {args} = await start('2.1.329', {prompt});
  expect(args.at(-1)).toBe(`Task: ${prompt.trim()}`);
});

test('the user’s own arguments come first, and the token is in no file and no argument', async () => {
  const {args} = await start('2.1.329', {settings: {command: ['claude', '--settings', '{"x":1}']}});
  expect(args.slice(0, 2)).toEqual(['--settings', '{"x":1}']);
  const files = ['instructions.md', 'bell', 'plugin/hooks/hooks.json', 'plugin/.mcp.json', 'plugin/.claude-plugin/plugin.json'];
  for (const file of files) {
    expect(statSync(join(folder, file)).mode & 0o777, file).toBe(0o600);
    expect(readFileSync(join(folder, file), 'utf8')).not.toContain('secret');
  }
  expect(args.join(' ')).not.toContain('secret');
});

test('paths with spaces and quotes reach the shell whole', async () => {
  await start('2.1.329', {node: "/it's here/node"});
  expect(hooks().SessionStart[0].hooks[0].command).toBe(
    `'/it'\\''s here/node' '/harmony/dist/bell-hook.js' 'SessionStart' '${folder}/bell'`,
  );
});
