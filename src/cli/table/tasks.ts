import {command, flag, maybe, one, text} from '../command.ts';

/** Tasks: given, taken, finished. */
export const taskCommands = [
  command({
    name: 'delegate',
    needs: 'journal',
    summary: 'Give somebody a task.',
    description:
      'To a session, or to a role: then whoever of it has the least to do. The task arrives as a message, and so does its result.',
    arguments: {
      to: one('TO', 'A session or a role.'),
      title: one('TITLE', 'The result, in a sentence.'),
    },
    options: {
      body: text('BODY', 'What has to be known; - reads it from standard input.'),
      check: text('COMMAND', 'Acceptance check: run in the project, and the task is done only if it exits 0.'),
    },
    examples: [{line: 'harmony delegate backend "GET /todos filters by state" --check "npm test"', does: 'to a role, with a check'}],
    json: '`{task, owner, message}`; `owner` is `null` while nobody fits',
    exits: {1: 'You may not delegate to them.', 3: 'No team is running, or there is no such session or role.'},
    load: async () => (await import('../commands/delegate.ts')).delegate,
  }),
  command({
    name: 'accept',
    needs: 'journal',
    summary: 'Say that you begin with a task.',
    arguments: {task: one('TASK', 'The task: T-2.')},
    examples: [{line: 'harmony accept T-2', does: 'its giver sees it on the board'}],
    json: '`{ok: true}`',
    exits: {3: 'No team is running, or there is no such task.'},
    load: async () => (await import('../commands/tasks.ts')).accept,
  }),
  command({
    name: 'done',
    needs: 'journal',
    summary: 'Say that a task is finished, or that it failed.',
    description: 'A task with an acceptance check is done when the check has passed; its result comes as a message.',
    arguments: {
      task: one('TASK', 'The task: T-2.'),
      summary: maybe('SUMMARY', 'What was done, and what shows it; - reads it from standard input.'),
    },
    options: {failed: flag('It could not be done: the summary says why.')},
    examples: [
      {line: 'harmony done T-2 "Filter added; npm test passes"', does: 'finished'},
      {line: 'harmony done T-2 "The schema has no state" --failed', does: 'given back'},
    ],
    json: '`{ok: true}`',
    exits: {3: 'No team is running, or there is no such task.'},
    load: async () => (await import('../commands/tasks.ts')).done,
  }),
] as const;
