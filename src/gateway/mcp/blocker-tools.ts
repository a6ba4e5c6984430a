import {z} from 'zod';
import {defineTool, execute} from './tool.ts';

export const blockerTools = [
  defineTool({
    name: 'block',
    description:
      'Say what you cannot go on without. The person (or a session) is asked once; the answer comes to you as a message. Then do something else, or end your turn.',
    input: z.object({
      what: z.string().min(1).describe('What you need, in a sentence.'),
      on: z.string().optional().describe('The session that can give it; the person when left out.'),
      key: z.string().optional().describe('A short name for the thing, so that others who need it wait together with you.'),
    }),
    async run(session, {what, on, key}) {
      const body = {type: 'block', what, ...(on === undefined ? {} : {on}), ...(key === undefined ? {} : {key})} as const;
      const value = await execute<{blocker: string}>(session, body);
      return `${value.blocker}: the answer comes to you as a message.`;
    },
  }),
  defineTool({
    name: 'unblock',
    description: 'Give what others wait for from you; or, for something you wait for yourself, say that you do not need it any more.',
    input: z.object({
      blocker: z.string().describe('Its id, such as "B-1".'),
      answer: z.string().default('').describe('What they need to know. It goes to everybody who waits for it.'),
    }),
    async run(session, body) {
      const value = await execute<{freed: string[]}>(session, {type: 'unblock', ...body});
      return `${value.freed.join(', ')} can go on.`;
    },
  }),
];
