import {z} from 'zod';
import type {Task} from '../../core/index.ts';
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
        .describe(
          'The name of a configured check, or a shell command that exits with 0 when it is done; run in the project before the task counts as done. A command that is not configured is put to the person first.',
        ),
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
    name: 'task_add',
    description:
      "Add a task to the team's list: for whoever fits and takes it, or for somebody. It is ready when everything it waits for is done. Without delegating rights it is a note of work for yourself.",
    input: z.object({
      title: z.string().min(1).describe('The result, in one line.'),
      body: z.string().default('').describe('What has to be true at the end, the files it concerns, and what is not part of it.'),
      to: z.string().min(1).optional().describe("A session's name or a role's; whoever takes it when left out."),
      phase: z.string().optional().describe('The phase of the project that it belongs to.'),
      after: z.array(z.string()).optional().describe('Ids of tasks that have to be done before.'),
      acceptance: z.string().optional().describe('The name of a configured check, or a shell command that exits with 0 when it is done.'),
      review_by: z.string().optional().describe('A role that has to approve it.'),
      priority: z.enum(['low', 'normal', 'high', 'urgent']).optional(),
      tier: z.number().optional().describe('For sessions of this tier or above; 1 decides.'),
      expertise: z.array(z.string()).optional().describe('What it takes.'),
    }),
    async run(session, {review_by: reviewBy, ...task}) {
      const given = Object.fromEntries(Object.entries({...task, reviewBy}).filter(([, value]) => value !== undefined));
      const body = {type: 'task.add', title: task.title, body: task.body, ...given} as const;
      const value = await execute<{task: string; owner: string | null}>(session, body);
      return value.owner ? `${value.task} was given to ${value.owner}.` : `${value.task} is on the list.`;
    },
  }),
  defineTool({
    name: 'task_take',
    description: 'Take the best task that is ready for you, when you have nothing to do. It is yours at once: nobody else gets it.',
    input: z.object({task: z.string().optional().describe('This one, such as "T-12"; the best when left out.')}),
    async run(session, {task: id}) {
      const {task} = await execute<{task: Task}>(session, {type: 'task.take', ...(id === undefined ? {} : {task: id})});
      const learnt = task.learnt === null ? [] : [`Of the attempt before: ${task.learnt}`];
      const check = task.acceptance === null ? [] : [`Acceptance check: ${task.acceptance}`];
      return [`${task.id} is yours: ${task.title}`, task.body, ...learnt, ...check].filter(Boolean).join('\n');
    },
  }),
  defineTool({
    name: 'review',
    description: 'Approve a task that you were asked to review, or give it back to its owner. Look at the work itself first.',
    input: z.object({
      task: z.string().describe('Its id, such as "T-12".'),
      outcome: z.enum(['approved', 'rejected']),
      reasons: z.string().min(1).describe('What you looked at; for a rejection what is wrong, and what would be right.'),
    }),
    async run(session, body) {
      await execute(session, {type: 'task.review', ...body});
      return body.outcome === 'approved' ? `${body.task} is done.` : `${body.task} goes back to its owner with your reasons.`;
    },
  }),
  defineTool({
    name: 'task_cancel',
    description: 'Cancel a task that you gave. Whoever has it is told; nothing waits for it any more.',
    input: z.object({task: z.string().describe('Its id, such as "T-12".'), reason: z.string().default('')}),
    async run(session, body) {
      await execute(session, {type: 'task.cancel', ...body});
      return `${body.task} is cancelled.`;
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
      if (state === 'review') return `${task}: it is reviewed now. You are told what comes of it.`;
      return `${task}: its acceptance check runs now. You are told if it does not pass.`;
    },
  }),
];
