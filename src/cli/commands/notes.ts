import {relative} from 'node:path';
import {searchNotes as searchIndex} from '../../notes/note-index.ts';
import {addNote as add, allNotes, noteCalled} from '../../notes/notes.ts';
import {projectFiles} from '../../protocol/layout.ts';
import {textOf} from '../body.ts';
import type {Context} from '../context.ts';
import {notFoundError, usageError} from '../errors.ts';
import type {Result} from '../output.ts';
import {inColumns} from '../text/columns.ts';
import {listOf} from '../text/list.ts';

interface AddArguments {
  readonly title: string;
  readonly body: string | undefined;
}

export async function addNote({title, body}: AddArguments, {tag}: {tag: string | undefined}, context: Context): Promise<Result> {
  if (title.trim() === '') throw usageError('The note has no title.', 'Say in a line what it is about.');
  const {notes} = projectFiles(context.project);
  const text = body === undefined ? '' : await textOf(body, context.input);
  const author = context.environment.HARMONY_SESSION ?? 'human';
  const note = add(notes, {title, body: text, author, tags: listOf(tag ?? '')}, new Date());
  const file = relative(context.project, `${notes}/${note.id}.md`);
  return {text: `${file} is written. It belongs into git.`, json: {note, file}};
}

export async function searchNotes({words}: {words: readonly string[]}, _: object, context: Context): Promise<Result> {
  const wanted = words.flatMap((word) => word.split(/\s+/)).filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (wanted.length === 0) throw usageError('There is nothing to look for.', 'Give at least one word with a letter or a digit.');
  const {notes, noteIndex} = projectFiles(context.project);
  const found = searchIndex(notes, noteIndex, wanted);
  const lines = found.map(({id, title, excerpt}) => `${id}\n  ${title}${excerpt === '' ? '' : `: ${excerpt}`}`);
  return {text: lines.length === 0 ? 'Nothing was found.' : lines.join('\n'), json: {found}};
}

export async function listNotes(_: object, {tag}: {tag: string | undefined}, context: Context): Promise<Result> {
  const notes = allNotes(projectFiles(context.project).notes).filter(({tags}) => tag === undefined || tags.includes(tag));
  const rows = notes.map(({id, author, title, tags}) => [id, author, `${title}${tags.length === 0 ? '' : ` (${tags.join(', ')})`}`]);
  return {text: rows.length === 0 ? 'There are no notes.' : inColumns(rows), json: {notes: notes.map(({body: __, ...note}) => note)}};
}

export async function showNote({note: id}: {note: string}, _: object, context: Context): Promise<Result> {
  const note = noteCalled(projectFiles(context.project).notes, id);
  if (!note) throw notFoundError(`There is no note "${id}".`, 'See: harmony note list');
  const about = [note.author, note.created, note.tags.join(', ')].filter(Boolean).join(' · ');
  return {text: [note.title, about, '', note.body].join('\n'), json: note};
}
