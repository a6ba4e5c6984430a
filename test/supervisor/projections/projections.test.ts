import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, watch, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {type Board, boardOf} from '../../../src/core/index.ts';
import {projectFiles} from '../../../src/protocol/layout.ts';
import {Projections} from '../../../src/supervisor/projections/projections.ts';
import {human, spec, TestTeam} from '../../core/test-team.ts';

function project() {
  const folder = mkdtempSync(join(tmpdir(), 'harmony-projections-'));
  const problems: (string | null)[] = [];
  const files = projectFiles(folder);
  const projections = new Projections({files, onProblem: (problem) => problems.push(problem)});
  return {
    files,
    problems,
    projections,
    show(team: TestTeam): void {
      projections.update(() => boardOf(team.team, team.now));
      projections.flush();
    },
    /** Files and when they were last replaced: a file that was renamed into place has a new inode. */
    inodes: () => Object.fromEntries(everyFile(files.harmony).map((path) => [path.slice(files.harmony.length + 1), statSync(path).ino])),
    [Symbol.dispose](): void {
      projections[Symbol.dispose]();
      rmSync(folder, {recursive: true, force: true});
    },
  };
}

const everyFile = (folder: string): string[] =>
  readdirSync(folder, {withFileTypes: true, recursive: true})
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

const busy = (): TestTeam => {
  const team = TestTeam.of(spec('ada'), spec('bob'));
  team.claim('ada', 'src/**');
  team.send('ada', 'bob', 'hello');
  return team;
};

test('a page for people, and a small file for each session, claim and message', () => {
  using there = project();
  const team = busy();
  there.show(team);
  expect(Object.keys(there.inodes())).toEqual([
    'STATUS_BOARD.md',
    'claims/C-1.json',
    'messages/M-1.json',
    'sessions/ada.json',
    'sessions/bob.json',
  ]);
  expect(readFileSync(there.files.board, 'utf8')).toContain('`src/**`');
  const board = boardOf(team.team, team.now);
  expect(JSON.parse(readFileSync(join(there.files.claims, 'C-1.json'), 'utf8'))).toEqual(board.claims[0]);
  expect(JSON.parse(readFileSync(join(there.files.sessions, 'ada.json'), 'utf8'))).toEqual(board.sessions[0]);
  expect(JSON.parse(readFileSync(join(there.files.messages, 'M-1.json'), 'utf8'))).toMatchObject({
    body: 'hello',
    deliveries: [{recipient: 'bob'}],
  });
  expect(there.problems).toEqual([null]);
});

test('only what changed is written, and what is gone is removed', () => {
  using there = project();
  const team = busy();
  there.show(team);
  const before = there.inodes();
  team.ok('ada', {type: 'release', all: true});
  there.show(team);
  const after = there.inodes();
  expect(Object.keys(after)).not.toContain('claims/C-1.json');
  for (const same of ['messages/M-1.json', 'sessions/bob.json']) expect([same, after[same]]).toEqual([same, before[same]]);
  for (const changed of ['STATUS_BOARD.md', 'sessions/ada.json']) expect(after[changed]).not.toBe(before[changed]);
});

test('a supervisor that begins anew takes over the files of the last one', () => {
  using there = project();
  const team = busy();
  there.show(team);
  const before = there.inodes();
  const problems: (string | null)[] = [];
  using next = new Projections({files: there.files, onProblem: (problem) => problems.push(problem)});
  team.ok(human, {type: 'release', all: true, force: true});
  next.update(() => boardOf(team.team, team.now));
  next.flush();
  const after = there.inodes();
  expect([after['claims/C-1.json'], after['sessions/bob.json']]).toEqual([undefined, before['sessions/bob.json']]);
});

test('what somebody changed or removed is put right at the next change; what is not ours is left alone', () => {
  using there = project();
  const team = busy();
  there.show(team);
  writeFileSync(there.files.board, 'mine now');
  rmSync(join(there.files.sessions, 'bob.json'));
  for (const name of ['notes.json', 'C-1.txt']) writeFileSync(join(there.files.claims, name), 'a note');
  there.show(team);
  expect(readFileSync(there.files.board, 'utf8')).toContain('# test');
  expect(readdirSync(there.files.sessions).sort()).toEqual(['ada.json', 'bob.json']);
  expect(readdirSync(there.files.claims).sort()).toEqual(['C-1.json', 'C-1.txt', 'notes.json']);
});

test('the newest 50 messages are kept as files', () => {
  using there = project();
  const team = TestTeam.of(spec('ada'));
  for (let count = 0; count < 60; count++) team.send(human, 'ada', `${count}`);
  there.show(team);
  expect(readdirSync(there.files.messages)).toHaveLength(50);
  expect(readdirSync(there.files.messages)).not.toContain('M-10.json');
});

test('a change is written by itself, and a burst of changes makes one board', async () => {
  using there = project();
  mkdirSync(there.files.harmony, {recursive: true});
  const team = busy();
  let made = 0;
  const written = new Promise<void>((resolve) => {
    const watcher = watch(there.files.harmony, (_event, name) => {
      if (name !== 'STATUS_BOARD.md') return;
      watcher.close();
      resolve();
    });
  });
  for (let count = 0; count < 100; count++) {
    there.projections.update(() => {
      made++;
      return boardOf(team.team, team.now);
    });
  }
  await written;
  expect(made).toBe(1);
});

test('a problem is told in the same words each time, throws nothing, and is over when writing works again', () => {
  using there = project();
  const team = busy();
  // A file where the folder has to be: nobody can write there, root neither.
  writeFileSync(there.files.harmony, '');
  there.show(team);
  there.show(team);
  expect(there.problems).toHaveLength(2);
  expect(there.problems[0]).toContain(`${there.files.harmony} are not up to date`);
  expect(there.problems[1]).toBe(there.problems[0]);
  rmSync(there.files.harmony);
  // Nothing new has happened: what could not be written is still to be written.
  there.projections.flush();
  expect(there.problems.at(-1)).toBeNull();
  expect(readFileSync(there.files.board, 'utf8')).toContain('# test');
});

test('the last change is written at the end, and none after it', () => {
  using there = project();
  const team = busy();
  there.projections.update(() => boardOf(team.team, team.now));
  there.projections[Symbol.dispose]();
  expect(readFileSync(there.files.board, 'utf8')).toContain('# test');
  const before = there.inodes();
  let asked = false;
  there.projections.update((): Board => {
    asked = true;
    return boardOf(team.team, team.now);
  });
  expect([asked, there.inodes()]).toEqual([false, before]);
});
