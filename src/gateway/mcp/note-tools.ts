import {z} from 'zod';
import {defineTool} from './tool.ts';

export const noteTools = [
  defineTool({
    name: 'note_add',
    description:
      'Write down what the others should know later, too: a decision, a trap, how something works here. It becomes a file of the project.',
    input: z.object({
      title: z.string().trim().min(1).describe('What it is about, in a line.'),
      body: z.string().max(65_536).describe('The text, in Markdown.'),
      tags: z.array(z.string()).default([]).describe('Words to find it by.'),
    }),
    async run(session, note) {
      return `${session.addNote(note)} is written.`;
    },
  }),
  defineTool({
    name: 'note_search',
    description:
      'Find notes of this project in which all these words are, or begin with them. Look here before you work out anew how something is done.',
    input: z.object({words: z.string().min(1).describe('Words, separated by spaces.')}),
    async run(session, {words}) {
      const wanted = words.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
      const found = wanted.length === 0 ? [] : session.searchNotes(wanted);
      if (found.length === 0) return 'Nothing was found.';
      return found.map(({id, title, excerpt}) => `- .harmony/notes/${id}.md: ${title}: ${excerpt}`).join('\n');
    },
  }),
];
