import {rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {searchNotes} from '../../src/notes/note-index.ts';
import {addNote, allNotes, noteCalled} from '../../src/notes/notes.ts';
import {TestFolder} from '../config/folder.ts';

const NOW = new Date('2026-01-31T10:00:00Z');
const note = (title: string, body = '', tags: readonly string[] = []) => ({title, body, author: 'ada', tags});

function notes() {
  const folder = new TestFolder();
  const files = join(folder.path, 'notes');
  const index = join(folder.path, 'run', 'notes.db');
  const find = (...words: readonly string[]) => searchNotes(files, index, words).map(({id}) => id);
  return {files, index, find, [Symbol.dispose]: () => folder[Symbol.dispose]()};
}

test('a note is a file that says what it is, and two of one title are two files', () => {
  using all = notes();
  const first = addNote(all.files, note('Ports: in the "tests"', 'They are *free* ones.\n---\nNever fixed.', ['tests', 'net']), NOW);
  const second = addNote(all.files, note('Ports: in the "tests"'), NOW);
  expect([first.id, second.id]).toEqual(['2026-01-31-ports-in-the-tests', '2026-01-31-ports-in-the-tests-2']);
  expect(noteCalled(all.files, first.id)).toEqual(first);
  expect(noteCalled(all.files, '../run/x')).toBeNull();
});

test('what a person wrote by hand is read as well as it can be', () => {
  using all = notes();
  addNote(all.files, note('x'), NOW);
  writeFileSync(join(all.files, 'plain.md'), '# A heading\n\nText.\n');
  writeFileSync(join(all.files, 'odd.md'), '---\ntitle: [\n---\nText.\n');
  expect(allNotes(all.files).map(({id, title}) => [id, title])).toEqual([
    ['plain', 'A heading'],
    ['odd', 'odd'],
    ['2026-01-31-x', 'x'],
  ]);
});

test('what is found is told with its text, also where only the title matches', () => {
  using all = notes();
  addNote(all.files, note('Ports', 'We use 4000.'), NOW);
  expect(searchNotes(all.files, all.index, ['ports'])).toMatchObject([{title: 'Ports', excerpt: 'We use 4000.'}]);
});

test('the search follows the files: what is added, changed and removed', () => {
  using all = notes();
  expect(all.find('port')).toEqual([]);
  const ports = addNote(all.files, note('Ports', 'Free ones in the tests.'), NOW).id;
  const other = addNote(all.files, note('Databases', 'A port is fixed. Größe.'), NOW).id;
  expect(all.find('port')).toEqual([ports, other]);
  expect(all.find('port', 'test')).toEqual([ports]);
  expect(all.find('GROSSE')).toEqual([]);
  expect(all.find('größe')).toEqual([other]);
  expect(all.find('"', 'port')).toEqual(expect.any(Array));
  expect(all.find('title:ports OR')).toEqual([]);
  writeFileSync(join(all.files, `${ports}.md`), 'Sockets only.\n');
  rmSync(join(all.files, `${other}.md`));
  expect(all.find('free')).toEqual([]);
  expect(all.find('fixed')).toEqual([]);
  expect(all.find('socket')).toEqual([ports]);
});

test('an index that cannot be read is made anew', () => {
  using all = notes();
  const {id} = addNote(all.files, note('Ports'), NOW);
  all.find('ports');
  writeFileSync(all.index, 'rubbish'.repeat(1_000));
  expect(all.find('ports')).toEqual([id]);
});
