import {z} from 'zod';
import {defineTool, execute} from './tool.ts';

export const taskTools = [
  defineTool({
    name: 'delegate',
    description:
      'Give a task to a session or a role that your role may delegate to. They get it as a message; you get their result as one. One result per task.',
    input: z.object({
      to: z.string().min(1).describe("A session's name, or a role's: then Harmony picks who is free."),
      title: z.string().min(1).describe('The result, in one line.'),
      body: z.string().describe('What has to be true at the end, the files it concerns, and what is not part of it.'),
      acceptance: z
        .string()
        .optional()
        .describe('A shell command that exits with 0 when it is done; run in the project before the task counts as done.'),
    }),
    async run(session, {acceptance, ...task}) {
      const value = await execute<{task: string; owner: string | null}>(session, {
        type: 'task.delegate',
        ...task,
        acceptance: acceptance ?? null,
      });
      return value.owner
        ? `${value.task} was given to ${value.owner}.`
        : `${value.task} is open: nobody who fits "${task.to}" is here yet.`;
    },
  }),
  defineTool({
    name: 'accept',
    description: 'Say that you begin with a task that was given to you.',
    input: z.object({task: z.string().describe('Its id, such as "T-12".')}),
    async run(session, {task}) {
      await execute(session, {type: 'task.accept', task});
      return `${task} is yours.`;
    },
  }),
  defineTool({
    name: 'done',
    description:
      'Say that a task of yours is finished, or that it failed. An acceptance check, if it has one, is run before it counts as done.',
    input: z.object({
      task: z.string().describe('Its id, such as "T-12".'),
      summary: z.string().min(1).describe('What you did and what shows it; for a failure what is in the way, and what you learnt.'),
      outcome: z.enum(['done', 'failed']).default('done'),
    }),
    async run(session, {task, summary, outcome}) {
      await execute(session, {type: 'task.finish', task, outcome, summary});
      const state = session.board().tasks.find(({id}) => id === task)?.state;
      if (state === outcome || state === undefined) return `${task}: ${outcome}.`;
      return `${task}: its acceptance check runs now. You are told if it does not pass.`;
    },
  }),
];
