import {existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {type Claim, emptyTeam, evolve} from '../../src/core/index.ts';
import {FileJournal} from '../../src/journal/file/file-journal.ts';
import type {Journal, NewEvent} from '../../src/journal/journal.ts';
import {openJournal} from '../../src/journal/open.ts';
import {temporaryFolder} from './folder.ts';

const event = (command: string): NewEvent => ({
  at: 1,
  wall: 1,
  command,
  actor: 'human',
  body: {type: 'session.startRequested', session: 'ada'},
});
const GARBAGE = 'this is not a database'.repeat(1_000);

/** A journal that was used and closed as it should be. */
function used(file: string, ...commands: readonly string[]): void {
  const {journal} = openJournal(file);
  for (const command of commands) journal.append(journal.position(), [event(command)], []);
  journal.close();
}

test('the folder is made, for this user alone', () => {
  using folder = temporaryFolder();
  const file = `${folder.path}/.harmony/run/journal.db`;
  const {journal, notices} = openJournal(file);
  expect([journal.position(), notices]).toEqual([0, []]);
  expect(statSync(`${folder.path}/.harmony/run`).mode & 0o777).toBe(0o700);
  journal.close();
  // There is nothing in it that a backup could save.
  expect(existsSync(`${file}.backup`)).toBe(false);
});

test('a damaged journal is set aside whole, and the last backup takes its place', () => {
  using folder = temporaryFolder();
  used(folder.file, 'a', 'b');
  writeFileSync(folder.file, GARBAGE);
  const {journal, notices} = openJournal(folder.file);
  expect(journal.read(0, 10).map(({command}) => command)).toEqual(['a', 'b', expect.stringMatching(/^restored /)]);
  expect(notices).toEqual([expect.stringMatching(/journal .* was damaged .*set aside as .*corrupt-.*2 events.*lost/s)]);
  const aside = readdirSync(folder.path).find((name) => /corrupt-/.test(name)) ?? '';
  expect(readFileSync(`${folder.path}/${aside}`, 'utf8')).toBe(GARBAGE);
  expect(statSync(folder.file).mode & 0o777).toBe(0o600);
  // It can be written to, and a second opening finds nothing wrong.
  journal.append(3, [event('c')], []);
  journal.close();
  const again = openJournal(folder.file);
  expect([again.journal.position(), again.notices]).toEqual([4, []]);
  again.journal.close();
});

test('a page that was overwritten is found at the opening', () => {
  using folder = temporaryFolder();
  used(folder.file, ...Array.from({length: 400}, (_, index) => `command ${index}`));
  const bytes = readFileSync(folder.file);
  bytes.fill(0x5a, bytes.length - 8_192);
  writeFileSync(folder.file, bytes);
  const {journal, notices} = openJournal(folder.file);
  expect(notices).toHaveLength(1);
  // And one that raises the fences.
  expect(journal.position()).toBe(401);
  journal.close();
});

test.each([
  ['emptied', (file: string) => truncateSync(file)],
  ['removed', (file: string) => rmSync(file)],
] as const)('a journal that was %s beside its backup is no new one', (_how, damage) => {
  using folder = temporaryFolder();
  used(folder.file, 'a');
  damage(folder.file);
  const {journal, notices} = openJournal(folder.file);
  expect([journal.position(), notices]).toEqual([2, [expect.stringMatching(/empty or gone/)]]);
  journal.close();
});

test('no fence is given out twice, though the journal has forgotten the last ones', () => {
  using folder = temporaryFolder();
  const granted = (fence: number): NewEvent => ({
    ...event(`claim ${fence}`),
    body: {type: 'claim.granted', claim: {id: `C-${fence}`, holder: 'ada', resources: [], fence, expiresAt: 1} as unknown as Claim},
  });
  const fenceIn = (journal: Journal): number => {
    const team = emptyTeam();
    for (const one of journal.read(0, 100)) evolve(team, one);
    return team.counters.fence;
  };
  let highest = 0;
  // The second time without a backup.
  for (const damage of [[''], ['', '.backup'], ['']]) {
    const {journal} = openJournal(folder.file);
    const next = fenceIn(journal) + 1;
    expect(next).toBeGreaterThan(highest);
    journal.append(journal.position(), [granted(next)], []);
    journal.close();
    // After the backup, and lost with the journal.
    const later = new FileJournal(folder.file);
    for (const fence of [next + 1, next + 2]) later.append(later.position(), [granted(fence)], []);
    later.close();
    highest = next + 2;
    for (const suffix of damage) writeFileSync(folder.file + suffix, GARBAGE);
  }
  const {journal} = openJournal(folder.file);
  expect(fenceIn(journal)).toBeGreaterThan(highest);
  journal.close();
});

test('a restoration that was cut off is made again from its beginning', () => {
  using folder = temporaryFolder();
  used(folder.file, 'a');
  rmSync(folder.file);
  writeFileSync(`${folder.file}.restoring`, GARBAGE);
  const {journal} = openJournal(folder.file);
  expect(journal.read(0, 10).map(({body}) => body.type)).toEqual(['session.startRequested', 'journal.restored']);
  expect(readdirSync(folder.path).filter((name) => name.includes('restoring'))).toEqual([]);
  journal.close();
});

test('without a usable backup the team begins anew, and is told so', () => {
  using folder = temporaryFolder();
  writeFileSync(folder.file, GARBAGE);
  writeFileSync(`${folder.file}.backup`, GARBAGE);
  const {journal, notices} = openJournal(folder.file);
  expect([journal.position(), notices]).toEqual([1, [expect.stringMatching(/no usable backup/)]]);
  journal.append(1, [event('a')], []);
  journal.close();
});

test('it is backed up when it is closed after a change, and when the last backup is older than an hour', () => {
  using folder = temporaryFolder();
  const backup = `${folder.file}.backup`;
  const contents = (): number => {
    const copy = new FileJournal(backup);
    const position = copy.position();
    copy.close();
    return position;
  };
  used(folder.file, 'a');
  expect(contents()).toBe(1);
  used(folder.file, 'b');
  expect(contents()).toBe(2);
  // A crash: no backup at its end.
  const crashed = new FileJournal(folder.file);
  crashed.append(2, [event('c')], []);
  crashed.close();
  used(folder.file);
  expect(contents()).toBe(2);
  utimesSync(backup, new Date(), new Date(Date.now() - 2 * 60 * 60_000));
  used(folder.file);
  expect(contents()).toBe(3);
});
