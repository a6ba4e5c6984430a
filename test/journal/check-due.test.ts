import {truncateSync, utimesSync, writeFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {isCheckDue, noteCheck} from '../../src/journal/file/check-due.ts';
import {temporaryFolder} from './folder.ts';

const LARGE = 17 * 1024 * 1024;
const DAY = 24 * 60 * 60_000;

/** Only its size is looked at. */
function makeFile(file: string, size: number): void {
  writeFileSync(file, '');
  truncateSync(file, size);
}

test('a small journal is checked at every opening', () => {
  using folder = temporaryFolder();
  makeFile(folder.file, 1_000_000);
  noteCheck(folder.file);
  expect(isCheckDue(folder.file)).toBe(true);
});

test('a large one once a day, and again when the clock was set back', () => {
  using folder = temporaryFolder();
  makeFile(folder.file, LARGE);
  expect(isCheckDue(folder.file)).toBe(true);
  noteCheck(folder.file);
  expect(isCheckDue(folder.file)).toBe(false);
  for (const age of [DAY + 60_000, -60_000]) {
    const then = new Date(Date.now() - age);
    utimesSync(`${folder.file}.checked`, then, then);
    expect(isCheckDue(folder.file), `${age} ms`).toBe(true);
  }
});

test('and once after each boot: the power may have been cut', () => {
  using folder = temporaryFolder();
  makeFile(folder.file, LARGE);
  writeFileSync(`${folder.file}.checked`, 'another boot');
  expect(isCheckDue(folder.file)).toBe(true);
});
