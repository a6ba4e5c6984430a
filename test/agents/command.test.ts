import {execFileSync} from 'node:child_process';
import {chmodSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, onTestFinished, test} from 'vitest';
import {adapterOf, adapters} from '../../src/agents/adapters.ts';
import {commandAdapter} from '../../src/agents/command/adapter.ts';
import {launchContext} from './launch-context.ts';

test('every client is found by its id', () => {
  expect(adapters.map(({id}) => adapterOf(id)?.id)).toEqual(['claude-code', 'command', 'demo']);
  expect(adapterOf('nothing')).toBeUndefined();
});

test('a program on the PATH is found, and started with its arguments in the session’s environment', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'harmony-command-'));
  onTestFinished(() => rmSync(folder, {recursive: true}));
  writeFileSync(join(folder, 'greet'), '#!/bin/sh\necho "$HARMONY_SESSION $1"\n');
  chmodSync(join(folder, 'greet'), 0o755);
  const settings = {command: ['greet', 'hello there']};
  const detection = await commandAdapter.detect({PATH: `/nowhere:${folder}`}, settings);
  expect(detection).toMatchObject({found: true, file: join(folder, 'greet')});
  if (!detection.found) return;
  const plan = await commandAdapter.launch(launchContext({folder, detection, settings}));
  expect(execFileSync(plan.file, plan.args, {env: plan.env, encoding: 'utf8'})).toBe('ada hello there\n');
  expect(plan.conversation).toBeNull();
});

test.each([
  [undefined, /no command/],
  [['no-such-program'], /not there/],
  [[fileURLToPath(import.meta.url)], /not there or may not be executed/],
  [['/etc'], /not there/],
])('%j is not found, with a remedy', async (command, reason) => {
  const detection = await commandAdapter.detect({PATH: '/bin'}, command ? {command} : {});
  expect(detection).toMatchObject({found: false, reason: expect.stringMatching(reason), remedy: expect.stringMatching(/\w/)});
});
