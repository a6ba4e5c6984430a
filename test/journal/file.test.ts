import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {statSync, writeFileSync} from 'node:fs';
import {DatabaseSync} from 'node:sqlite';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {emptyTeam} from '../../src/core/index.ts';
import {openDatabase, requireSqlite} from '../../src/journal/file/database.ts';
import {FileJournal} from '../../src/journal/file/file-journal.ts';
import {refuseNetworkFileSystem} from '../../src/journal/file-system.ts';
import {JournalError, type NewEvent} from '../../src/journal/journal.ts';
import {temporaryFolder} from './folder.ts';

const event: NewEvent = {at: 1, wall: 1, command: 'a', actor: 'human', body: {type: 'session.startRequested', session: 'ada'}};

function errorOf(run: () => unknown): JournalError {
  try {
    run();
  } catch (error) {
    if (error instanceof JournalError) return error;
    throw error;
  }
  throw new Error('Nothing was thrown.');
}

test('only this user may read the database and what lies beside it, whatever the umask', () => {
  using folder = temporaryFolder();
  const before = process.umask(0);
  try {
    const journal = new FileJournal(folder.file);
    journal.append(0, [event], []);
    journal.backUp();
    const modes = ['', '-wal', '-shm', '.backup'].map((name) => (statSync(folder.file + name).mode & 0o777).toString(8));
    expect(modes).toEqual(['600', '600', '600', '600']);
    journal.close();
  } finally {
    process.umask(before);
  }
});

test('a commit is synced before it is answered: full sync, write-ahead log', () => {
  using folder = temporaryFolder();
  const database = openDatabase(folder.file);
  expect(database.prepare('PRAGMA synchronous').get()).toEqual({synchronous: 2});
  expect(database.prepare('PRAGMA journal_mode').get()).toEqual({journal_mode: 'wal'});
  database.close();
});

test('events are neither changed nor removed, by whatever program', () => {
  using folder = temporaryFolder();
  const journal = new FileJournal(folder.file);
  journal.append(0, [event], []);
  const other = new DatabaseSync(folder.file);
  expect(() => other.exec("UPDATE event SET actor = 'eve'")).toThrow(/never changed/);
  expect(() => other.exec('DELETE FROM event')).toThrow(/never removed/);
  other.close();
  journal.close();
});

test('a journal of a newer version is refused and left as it is', () => {
  using folder = temporaryFolder();
  new FileJournal(folder.file).close();
  const database = new DatabaseSync(folder.file);
  database.exec('PRAGMA user_version = 99');
  database.close();
  expect(errorOf(() => new FileJournal(folder.file))).toMatchObject({kind: 'newer', message: expect.stringMatching(/99/)});
  const after = new DatabaseSync(folder.file);
  expect(after.prepare('PRAGMA user_version').get()).toEqual({user_version: 99});
  after.close();
});

test('a file that is no database is damage', () => {
  using folder = temporaryFolder();
  writeFileSync(folder.file, 'no database at all'.repeat(1_000));
  expect(errorOf(() => new FileJournal(folder.file)).kind).toBe('corrupt');
});

test('a folder where no file can be made is an error of the disk', () => {
  using folder = temporaryFolder();
  writeFileSync(folder.file, '');
  expect(() => new FileJournal(`${folder.file}/journal.db`)).toThrow(/ENOTDIR/);
});

test.each(['3.50.4', '3.51.2', '2.99.99'])('SQLite %s is refused: it can damage a database', (version) => {
  expect(errorOf(() => requireSqlite(version))).toMatchObject({kind: 'old-sqlite', message: expect.stringContaining(version)});
});

test.each(['3.51.3', '3.53.0', '4.0.0'])('SQLite %s is good', (version) => {
  expect(() => requireSqlite(version)).not.toThrow();
});

test.runIf(process.platform === 'linux').each([
  [0x6969, 'NFS'],
  [0xff534d42, 'CIFS'],
  [0xff534d42 | 0, 'CIFS'],
  [0x01021997, '9p'],
  [0x65735546, 'virtiofs'],
  [0xfe534d42, 'SMB'],
  [0x517b, 'SMB'],
  [0x786f4256, 'VirtualBox'],
  [0x7c7c6673, 'Parallels'],
  [0xbacbacbc, 'VMware'],
  [0x01161970, 'GFS2'],
  [0x7461636f, 'OCFS2'],
  [0x47504653, 'GPFS'],
  [0x19830326, 'BeeGFS'],
])('file system %i (%s) is refused, because other machines may write there', (type, name) => {
  expect(errorOf(() => refuseNetworkFileSystem('/project/.harmony/run', type))).toMatchObject({
    kind: 'network',
    message: expect.stringMatching(new RegExp(`/project/.harmony/run.*${name}`)),
    remedy: expect.stringMatching(/local disk/),
  });
});

test('the file system of the temporary folder is taken', () => {
  using folder = temporaryFolder();
  expect(() => refuseNetworkFileSystem(folder.path)).not.toThrow();
});

test('a lock that is not given back in time is an error that says so; then the journal works again', async () => {
  using folder = temporaryFolder();
  const journal = new FileJournal(folder.file);
  const program = fileURLToPath(new URL('../fixtures/journal/hold-lock.ts', import.meta.url));
  const holder = spawn(process.execPath, [program, folder.file], {stdio: ['pipe', 'pipe', 'inherit']});
  await once(holder.stdout, 'data');
  expect(errorOf(() => journal.append(0, [event], []))).toMatchObject({kind: 'busy', message: expect.stringContaining(folder.file)});
  // Reading goes on meanwhile.
  expect(journal.position()).toBe(0);
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  expect(journal.append(0, [event], [])).toBe(true);
  journal.close();
});

test('an error that is not the disk’s stays what it is', () => {
  using folder = temporaryFolder();
  const journal = new FileJournal(folder.file);
  const circle: {type: 'session.startRequested'; session: string; self?: object} = {type: 'session.startRequested', session: 'ada'};
  circle.self = circle;
  expect(() => journal.append(0, [{...event, body: circle}], [])).toThrow(TypeError);
  expect(journal.position()).toBe(0);
  journal.close();
});

test('of older snapshots one is kept every 50,000 events, and none of another fold', () => {
  using folder = temporaryFolder();
  const journal = new FileJournal(folder.file);
  const save = (position: number, format = 3): void => journal.saveSnapshot({position, format, team: {...emptyTeam(), position}});
  save(1_000, 2);
  for (let position = 20_000; position <= 160_000; position += 20_000) save(position);
  journal.close();
  const database = new DatabaseSync(folder.file);
  const kept = database.prepare('SELECT position FROM snapshot ORDER BY position').all() as {position: number}[];
  database.close();
  expect(kept.map(({position}) => position)).toEqual([60_000, 120_000, 160_000]);
});
