import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {FileJournal} from '../../src/journal/file/file-journal.ts';
import {temporaryFolder} from './folder.ts';

const FILL = fileURLToPath(new URL('../fixtures/journal/fill.ts', import.meta.url));

interface Report {
  readonly sent: number;
  readonly position: number;
  readonly refused?: string;
  readonly message?: string;
  readonly remedy?: string;
}

/** A small disk of its own where that may be mounted (root on Linux), else a limit on the size of files. */
function smallDisk(folder: string): Disposable & {readonly path: string; readonly limit: string; makeRoom(pid: number): void} {
  const path = `${folder}/disk`;
  mkdirSync(path);
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', path]);
    // What somebody else left on the disk, and removes later.
    writeFileSync(`${path}/other`, Buffer.alloc(1_000_000));
    return {
      path,
      limit: '',
      makeRoom: () => rmSync(`${path}/other`),
      [Symbol.dispose]: () => void execFileSync('umount', [path]),
    };
  }
  return {
    path,
    limit: 'ulimit -S -f 2000;',
    makeRoom: (pid) => void execFileSync('prlimit', ['--pid', String(pid), '--fsize=unlimited']),
    [Symbol.dispose]: () => {},
  };
}

test('a full disk: commands are refused with a clear error, nothing half-written remains, and it recovers', async () => {
  using folder = temporaryFolder();
  using disk = smallDisk(folder.path);
  const file = `${disk.path}/journal.db`;
  const child = spawn('/bin/sh', ['-c', `${disk.limit} exec "$0" "$1" "$2"`, process.execPath, FILL, file], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({input: child.stdout})[Symbol.asyncIterator]();
  const report = async (): Promise<Report> => JSON.parse((await lines.next()).value ?? 'null') as Report;

  const refused = await report();
  expect(refused.sent).toBeGreaterThan(5);
  expect(refused.position).toBe(refused.sent);
  expect(`${refused.refused}: ${refused.message} ${refused.remedy}`).toMatch(
    disk.limit === '' ? /^full: .*full.*Nothing was changed.*space/ : /^(full|io): /,
  );
  // What was answered is there, for others too; what was refused is not.
  const reader = new FileJournal(file);
  expect(reader.position()).toBe(refused.sent);
  expect(reader.verdictOf('harmony', `message-${refused.sent - 1}`)).toMatchObject({ok: true});
  expect(reader.verdictOf('harmony', `message-${refused.sent}`)).toBeNull();
  reader.close();

  disk.makeRoom(child.pid ?? 0);
  child.stdin.write('3\n');
  expect(await report()).toEqual({sent: refused.sent + 3, position: refused.sent + 3});
  child.stdin.end();
  expect(await once(child, 'exit')).toEqual([0, null]);
  const after = new FileJournal(file);
  expect(after.read(0, 10_000).map(({command}) => command)).toEqual(
    Array.from({length: refused.sent + 3}, (_, index) => `message-${index}`),
  );
  after.close();
});
