import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {mayTypeOn, readClaudeScreen} from '../../../src/agents/claude-code/screens.ts';

const screen = (version: string, name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../fixtures/claude-code/${version}/${name}.ansi`, import.meta.url)), 'utf8');

// Recorded from the real clients by `harmony screen --ansi`.
describe.each(['2.1.197', '2.1.329'])('screens of Claude Code %s', (version) => {
  test.each(['prompt', 'after-turn', 'words-of-a-dialog'])('%s: idle, and words may be typed', (name) => {
    expect(readClaudeScreen(screen(version, name))).toMatchObject({activity: 'idle', waiting: null});
    expect(mayTypeOn(screen(version, name))).toEqual({ok: true});
  });

  test('a turn that runs', () => {
    expect(readClaudeScreen(screen(version, 'working'))).toMatchObject({activity: 'working'});
  });

  test('a line that somebody has begun is not written to', () => {
    expect(mayTypeOn(screen(version, 'draft'))).toMatchObject({ok: false, reason: expect.stringContaining('half a thought')});
  });

  test.each([
    ['trust', 'trust', 'asks whether it may trust this folder'],
    ['permission-bash', 'permission', 'Do you want to proceed?'],
    ['permission-write', 'permission', 'Do you want to create new.txt?'],
    ['question', 'question', 'asks a question'],
    ['plan', 'other', 'asks whether its plan is approved'],
  ])('%s: waits for a person, and nothing may be typed', (name, kind, title) => {
    expect(readClaudeScreen(screen(version, name))).toMatchObject({waiting: {on: 'person', what: title}, dialog: {kind, title}});
    expect(mayTypeOn(screen(version, name)).ok).toBe(false);
  });
});

const rule = '─'.repeat(60);
const box = (line: string): string => `${rule}\n${line}\n${rule}\n`;

test('a hint in the empty box is dim but for the letter under the cursor', () => {
  expect(mayTypeOn(box('❯\u00a0\u001b[7mT\u001b[0;2mry "fix the tests"\u001b[0m'))).toEqual({ok: true});
  expect(mayTypeOn(box('❯\u00a0Try "fix the tests"'))).toEqual({ok: true});
  expect(mayTypeOn(box('❯\u00a0Try it')).ok).toBe(false);
  expect(mayTypeOn(box('❯\u00a0\u001b[38;5;2mgreen words\u001b[0m')).ok).toBe(false);
});

test('a draft of several lines is a draft', () => {
  expect(mayTypeOn(`${rule}\n❯\u00a0\n  second line\n${rule}\n`).ok).toBe(false);
});

test('a screen that is not understood says nothing and takes nothing', () => {
  expect(readClaudeScreen('$ make\ncc main.c\n')).toBeNull();
  expect(mayTypeOn('$ make\ncc main.c\n')).toEqual({ok: false, reason: 'its prompt is not on the screen'});
});
