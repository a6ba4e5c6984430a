import {execFileSync} from 'node:child_process';
import {mkdirSync} from 'node:fs';
import {expect, test} from 'vitest';
import type {NewEvent} from '../../src/journal/journal.ts';
import {openJournal} from '../../src/journal/open.ts';
import {temporaryFolder} from './folder.ts';

const event: NewEvent = {at: 1, wall: 1, command: 'a', actor: 'human', body: {type: 'session.startRequested', session: 'ada'}};

/** Only who may mount a disk can have one that is read-only for everybody. */
const mayMount = process.platform === 'linux' && process.getuid?.() === 0;

test.runIf(mayMount)('a read-only disk is said to be one, is taken for no damage, and the journal is whole when it can be written', () => {
  using folder = temporaryFolder();
  const disk = `${folder.path}/disk`;
  mkdirSync(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk]);
  using _ = {[Symbol.dispose]: () => void execFileSync('umount', [disk])};
  const file = `${disk}/run/journal.db`;
  const first = openJournal(file).journal;
  first.append(0, [event], []);
  first.close();

  execFileSync('mount', ['-o', 'remount,ro', disk]);
  expect(() => openJournal(file)).toThrow(
    expect.objectContaining({kind: 'io', message: expect.stringMatching(/read-?only/i), remedy: expect.stringMatching(/permissions/)}),
  );
  execFileSync('mount', ['-o', 'remount,rw', disk]);
  const {journal, notices} = openJournal(file);
  expect([journal.position(), notices]).toEqual([1, []]);
  journal.close();
});
