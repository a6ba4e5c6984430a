import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {cleanLine, cleanText} from '../core/index.ts';
import {type Note, readNote, writeNote} from './note.ts';

const LONGEST_TITLE = 200;
const LONGEST_SLUG = 60;

export interface NewNote {
  readonly title: string;
  readonly body: string;
  readonly author: string;
  readonly tags: readonly string[];
}

/** Writes a note into a file of its own, which was not there before: two who write at once get two files. */
export function addNote(folder: string, {title, body, author, tags}: NewNote, now: Date): Note {
  mkdirSync(folder, {recursive: true});
  const created = now.toISOString();
  const line = cleanLine(title, LONGEST_TITLE);
  const name = `${created.slice(0, 10)}-${slugOf(line)}`;
  for (let count = 1; ; count++) {
    const id = count === 1 ? name : `${name}-${count}`;
    const cleanTags = [...new Set(tags.map((tag) => cleanLine(tag, 40)).filter(Boolean))];
    const note: Note = {id, title: line, author, created, tags: cleanTags, body: cleanText(body).trim()};
    try {
      writeFileSync(join(folder, `${id}.md`), writeNote(note), {flag: 'wx'});
      return note;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** Letters of every script and digits: the name of a file that anybody can read. */
const slugOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, LONGEST_SLUG)
    .replace(/^-+|-+$/g, '') || 'note';

/** Ids of all notes, newest first where their names begin with a date. */
export function noteIds(folder: string): string[] {
  try {
    return readdirSync(folder, {withFileTypes: true})
      .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
      .map(({name}) => name.slice(0, -'.md'.length))
      .sort()
      .reverse();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** `null`: there is none of this name. Only a name that is in the folder is read: it may come from a session. */
export const noteCalled = (folder: string, id: string): Note | null =>
  noteIds(folder).includes(id) ? readNote(id, readFileSync(join(folder, `${id}.md`), 'utf8')) : null;

export const allNotes = (folder: string): Note[] =>
  noteIds(folder).flatMap((id) => {
    const note = noteCalled(folder, id);
    return note ? [note] : [];
  });
