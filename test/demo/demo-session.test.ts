import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {DemoFolder, DemoTerminal} from './demo-terminal.ts';
import {FakeGateway, type HookCall} from './fake-gateway.ts';

const DENIAL = 'src/server.js is held by ben until 12:04.';
const deny = {hookSpecificOutput: {hookEventName: 'PreToolUse', permissionDecision: 'deny', permissionDecisionReason: DENIAL}};
const isEdit = ({event, body}: HookCall): boolean => event === 'PreToolUse' && JSON.stringify(body).includes('server.js"');
const commandOf = ({body}: HookCall): unknown => (body.tool_input as {command?: string}).command;

/** What tess is told until she comes upon the builder's file. */
async function bringToTheCollision(gateway: FakeGateway, folder: DemoFolder): Promise<void> {
  gateway.mail.push({text: 'Message M-1 from olivia (who may delegate to you): Task T-2: Test and document the API', messages: ['M-1']});
  gateway.mail.push({text: 'M-2 from ben: src/server.js is in place', messages: ['M-2']});
  await gateway.until(({event}) => event === 'SessionStart');
  folder.ring();
}

test('a session says who it is to the gateway, and answers what a person types into its pane', async () => {
  await using gateway = await FakeGateway.start();
  using folder = new DemoFolder();
  await using terminal = new DemoTerminal(folder, gateway, 'ada');
  const start = await gateway.until(({event}) => event === 'SessionStart');
  expect(start).toMatchObject({session: 'ada', token: 'Bearer secret', body: {source: 'startup'}});
  await terminal.shows('talk to ada');
  terminal.type('what is a claim?\r');
  await terminal.shows('● Those are the live claims.');
  expect(folder.commands).toEqual(['claims']);
  await gateway.until(({event}) => event === 'Stop');
  expect(gateway.calls.map(({event}) => event)).toEqual(['SessionStart', 'UserPromptSubmit', 'PreToolUse', 'PostToolUse', 'Stop']);
});

test('a pasted line break does not submit', async () => {
  await using gateway = await FakeGateway.start();
  using folder = new DemoFolder();
  await using terminal = new DemoTerminal(folder, gateway, 'ada');
  await terminal.shows('talk to ada');
  terminal.type('\x1b[200~hello\nthere\x1b[201~');
  await terminal.shows('> hello there │');
  expect(gateway.calls.map(({event}) => event)).not.toContain('UserPromptSubmit');
  terminal.type('\r');
  await terminal.shows('● Hello! I am ada.');
});

test('the bell brings mail to an idle session, which confirms what it has shown', async () => {
  await using gateway = await FakeGateway.start();
  using folder = new DemoFolder();
  await using terminal = new DemoTerminal(folder, gateway, 'ada');
  await gateway.until(({event}) => event === 'SessionStart');
  gateway.mail.push({text: 'M-7 from ben: good morning', messages: ['M-7']});
  folder.ring();
  await terminal.shows('✉ M-7 from ben: good morning');
  expect(await gateway.until(({event}) => event === 'MailShown')).toMatchObject({body: {messages: ['M-7']}});
});

test('a message of the person is answered by a message', async () => {
  await using gateway = await FakeGateway.start();
  using folder = new DemoFolder();
  await using terminal = new DemoTerminal(folder, gateway, 'ada');
  await gateway.until(({event}) => event === 'SessionStart');
  const frame = ['Message M-7 from human (the person who watches the team): A question', '| Are you scripted?', '(End of M-7.)'];
  gateway.mail.push({text: frame.join('\n'), messages: ['M-7']});
  folder.ring();
  await terminal.shows('reply: ok');
  expect(folder.commands).toEqual([expect.stringMatching(/^reply M-7 What I say was written beforehand/)]);
});

test('a refused edit leaves the file alone, and the session asks the holder', async () => {
  await using gateway = await FakeGateway.start();
  using folder = new DemoFolder();
  gateway.answer = (call) => (isEdit(call) ? deny : {});
  await using terminal = new DemoTerminal(folder, gateway, 'tess');
  await bringToTheCollision(gateway, folder);
  await terminal.shows(`Refused: ${DENIAL}`);
  await terminal.shows('Bash(harmony send ben');
  await terminal.shows('send: ok');
  expect(existsSync(join(folder.path, 'src/server.js'))).toBe(false);
  expect(existsSync(join(folder.path, 'docs/api.md'))).toBe(true);
  expect(folder.commands.slice(0, 2)).toEqual(['accept T-2', 'claim test/** docs/** --why tests and documentation']);
});

test('a permission that is given on the board closes the dialog in the pane, and the command runs', async () => {
  await using gateway = await FakeGateway.start();
  using folder = new DemoFolder();
  const allow = {hookSpecificOutput: {hookEventName: 'PermissionRequest', decision: {behavior: 'allow'}}};
  let giveIt: () => void = () => {};
  gateway.answer = ({event}, response) => {
    if (event !== 'PermissionRequest') return {};
    giveIt = () => response.end(JSON.stringify(allow));
    return null;
  };
  await using terminal = new DemoTerminal(folder, gateway, 'tess');
  await bringToTheCollision(gateway, folder);
  gateway.mail.push({text: 'M-4 from ben: src/** is free again', messages: ['M-4']});
  await terminal.shows('Do you want to proceed?');
  await gateway.until(({event}) => event === 'PermissionRequest');
  giveIt();
  await terminal.shows('Do you want to proceed?', false);
  const ran = await gateway.until((call) => call.event.startsWith('PostToolUse') && commandOf(call) === 'node --test');
  expect(gateway.calls.indexOf(ran)).toBeGreaterThan(gateway.calls.findIndex(({event}) => event === 'PermissionRequest'));
  expect(gateway.calls.map(({event}) => event)).not.toContain('PermissionAnswered');
});

test('a permission that is refused in the pane is told to the board, and nothing runs', async () => {
  await using gateway = await FakeGateway.start();
  using folder = new DemoFolder();
  gateway.answer = ({event}) => (event === 'PermissionRequest' ? null : {});
  await using terminal = new DemoTerminal(folder, gateway, 'tess');
  await bringToTheCollision(gateway, folder);
  gateway.mail.push({text: 'M-4 from ben: src/** is free again', messages: ['M-4']});
  await terminal.shows('❯ 1. Yes');
  terminal.type('2');
  await terminal.shows('The person said no.');
  await gateway.until(({event}) => event === 'PermissionAnswered');
  await terminal.shows('harmony send olivia');
  expect(gateway.calls.some((call) => call.event.startsWith('PostToolUse') && commandOf(call) === 'node --test')).toBe(false);
});

test('a session that is killed goes on where it ended', async () => {
  await using gateway = await FakeGateway.start();
  using folder = new DemoFolder();
  gateway.answer = (call) => (isEdit(call) ? deny : {});
  {
    await using first = new DemoTerminal(folder, gateway, 'tess');
    await bringToTheCollision(gateway, folder);
    await first.shows('send: ok');
    await gateway.until(({event}) => event === 'Stop' && folder.commands.length === 3);
  }
  gateway.answer = () => ({});
  gateway.mail.push({text: 'M-4 from ben: src/** is free again', messages: ['M-4']});
  await using second = new DemoTerminal(folder, gateway, 'tess');
  await second.shows('going on where the last process ended');
  folder.ring();
  await second.shows('Write(src/server.js)');
  await second.shows('release: ok');
  expect(folder.commands).toEqual([
    'accept T-2',
    'claim test/** docs/** --why tests and documentation',
    expect.stringContaining('send ben'),
    'release src/server.js',
  ]);
  expect(readFileSync(join(folder.path, 'src/server.js'), 'utf8')).toContain('export function createTodoServer');
});

test('a session that was killed at work says when it is done', async () => {
  await using gateway = await FakeGateway.start();
  using folder = new DemoFolder();
  gateway.answer = (call) => (isEdit(call) ? null : {});
  {
    await using _ = new DemoTerminal(folder, gateway, 'tess');
    await bringToTheCollision(gateway, folder);
    await gateway.until(isEdit);
  }
  gateway.answer = (call) => (isEdit(call) ? deny : {});
  const before = gateway.calls.length;
  await using _ = new DemoTerminal(folder, gateway, 'tess');
  await gateway.until((call) => call.event === 'Stop' && gateway.calls.indexOf(call) > before);
  expect(folder.commands.at(-1)).toContain('send ben');
});

test('a resize draws everything again at the new width', async () => {
  await using gateway = await FakeGateway.start();
  using folder = new DemoFolder();
  await using terminal = new DemoTerminal(folder, gateway, 'ada', {cols: 100, rows: 30});
  await terminal.shows('talk to ada');
  terminal.type('hello\r');
  await terminal.shows('● Hello! I am ada.');
  await gateway.until(({event}) => event === 'Stop');
  terminal.resize(40, 12);
  const wide = `╭${'─'.repeat(97)}╮`;
  const narrow = `╭${'─'.repeat(37)}╮`;
  await terminal.shows(narrow);
  expect(terminal.lines.filter((line) => line === narrow)).toHaveLength(2);
  expect(terminal.lines).not.toContain(wide);
});

test('Ctrl-C twice leaves', async () => {
  await using gateway = await FakeGateway.start();
  using folder = new DemoFolder();
  await using terminal = new DemoTerminal(folder, gateway, 'ada');
  await terminal.shows('talk to ada');
  terminal.type('\x03');
  await terminal.shows('Press Ctrl-C again to leave');
  terminal.type('\x03');
  expect(await terminal.exited()).toBe(0);
});
