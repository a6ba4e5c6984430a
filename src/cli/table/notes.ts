import {command, maybe, one, several, text} from '../command.ts';

/** Knowledge that outlives a session: Markdown files of the project. They need no running team. */
export const noteCommands = [
  command({
    name: 'note add',
    needs: 'nothing',
    summary: 'Write down what others should know: a file in .harmony/notes.',
    arguments: {title: one('TITLE', 'What it is about, in a line.'), body: maybe('BODY', 'The text; - reads it from standard input.')},
    options: {tag: text('X,Y', 'Words to find it by.')},
    examples: [{line: 'harmony note add "Ports in the tests" "They are free ones, never fixed." --tag tests', does: 'commit the file'}],
    json: '`{note, file}`',
    load: async () => (await import('../commands/notes.ts')).addNote,
  }),
  command({
    name: 'note search',
    needs: 'nothing',
    looksOnly: true,
    summary: 'Find the notes in which all these words are, or begin with them.',
    arguments: {words: several('WORD', 'Words.')},
    examples: [{line: 'harmony note search port test', does: 'the best first, at most 20'}],
    json: '`{found: [{id, title, excerpt}]}`',
    load: async () => (await import('../commands/notes.ts')).searchNotes,
  }),
  command({
    name: 'note list',
    needs: 'nothing',
    looksOnly: true,
    summary: 'List the notes, newest first.',
    options: {tag: text('X', 'Only those with this tag.')},
    examples: [{line: 'harmony note list --tag tests', does: 'by tag'}],
    json: '`{notes}`',
    load: async () => (await import('../commands/notes.ts')).listNotes,
  }),
  command({
    name: 'note show',
    needs: 'nothing',
    looksOnly: true,
    summary: 'Print a note.',
    arguments: {note: one('NOTE', 'Its name, as in the list.')},
    examples: [{line: 'harmony note show 2026-01-31-ports-in-the-tests', does: 'its text'}],
    json: 'the note',
    exits: {3: 'There is no such note.'},
    load: async () => (await import('../commands/notes.ts')).showNote,
  }),
] as const;
