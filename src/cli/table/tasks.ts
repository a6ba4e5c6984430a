import {choice, command, flag, maybe, number, one, text} from '../command.ts';

const TASK = one('TASK', 'The task: T-2.');
const NO_TASK = {3: 'No team is running, or there is no such task.'} as const;
const NOT_NOW = {...NO_TASK, 4: 'It is not in a state for that.'} as const;

/** What a task can have beyond its words. */
const TERMS = {
  tier: number('N', 'For sessions of this tier or above: 1 decides.'),
  expertise: text('X,Y', 'What it takes; whoever has the most of it comes first.'),
  phase: text('PHASE', 'A phase of the configuration: it waits for the gates of the earlier ones.'),
  after: text('T-1,T-2', 'Tasks that have to be done before.'),
  accept: text(
    'CHECK',
    'Acceptance check: the name of a configured one, or a command, run in the project; the task is done only if it exits 0.',
  ),
  reviewBy: text('ROLE', 'Role that has to approve it, by a session other than the owner.'),
  priority: choice(['low', 'normal', 'high', 'urgent'], 'What is taken first. Default: normal.'),
} as const;

/** Tasks: given, taken, finished. */
export const taskCommands = [
  command({
    name: 'task add',
    summary: 'Add a task: for whoever takes it, or for somebody.',
    description:
      'It is ready when everything that it waits for is done. With --to it is given to them then; without, the best fitting session takes it.',
    arguments: {title: one('TITLE', 'The result, in a sentence.')},
    options: {
      body: text('BODY', 'What has to be known; - reads it from standard input.'),
      to: text('WHO', 'A session or a role. Default: whoever takes it.'),
      ...TERMS,
    },
    examples: [
      {line: 'harmony task add "Schema of the todos" --expertise sql', does: 'taken by whoever knows SQL best'},
      {line: 'harmony task add "Routes" --after T-1 --accept "npm test" --review-by reviewer', does: 'after T-1, checked, then reviewed'},
    ],
    json: '`{task, owner, message}`; `owner` is `null` while nobody has it',
    exits: {1: 'You may not give it to them.', 3: 'No team is running, or a session, role or task that is named is not there.'},
    load: async () => (await import('../commands/task-add.ts')).addTask,
  }),
  command({
    name: 'task list',
    looksOnly: true,
    summary: 'List the tasks: what is open, what it waits for, and who has it.',
    options: {mine: flag('Only those of the session that asks.')},
    examples: [{line: 'harmony task list', does: 'unfinished ones first'}],
    json: '`{tasks, at}`',
    exits: {3: 'No team is running.'},
    load: async () => (await import('../commands/task-list.ts')).listTasks,
  }),
  command({
    name: 'task show',
    looksOnly: true,
    summary: 'Print everything about a task.',
    arguments: {task: TASK},
    examples: [{line: 'harmony task show T-2', does: 'its words, its owner, what shows that it is done'}],
    json: 'the task, as on the board',
    exits: NO_TASK,
    load: async () => (await import('../commands/task-list.ts')).showTask,
  }),
  command({
    name: 'task take',
    summary: 'Take the best task that is ready for you.',
    description: 'By priority, by how well it fits, then by age. To choose and to have it is one step: two never get the same one.',
    arguments: {task: maybe('TASK', 'This one: T-2. Default: the best.')},
    examples: [{line: 'harmony task take', does: 'begin with what is most wanted'}],
    json: '`{task}`',
    exits: {3: 'No team is running, or no task is ready for you.', 4: 'Somebody else has it, or it waits for others.'},
    load: async () => (await import('../commands/task-take.ts')).takeTask,
  }),
  command({
    name: 'task change',
    summary: 'Change what a task needs: by who gave it, or a person.',
    arguments: {task: TASK},
    options: TERMS,
    examples: [{line: 'harmony task change T-3 --after T-1,T-2 --priority high', does: 'what is not named stays'}],
    json: '`{task, changes}`',
    exits: NOT_NOW,
    load: async () => (await import('../commands/task-add.ts')).changeTask,
  }),
  command({
    name: 'task done',
    summary: 'Say that a task is finished.',
    description: 'The same as harmony done.',
    arguments: {task: TASK, summary: maybe('SUMMARY', 'What was done, and what shows it; - reads it from standard input.')},
    examples: [{line: 'harmony task done T-2 "Filter added; npm test passes"', does: 'its check and its review follow'}],
    json: '`{ok: true}`',
    exits: NOT_NOW,
    load: async () => (await import('../commands/tasks.ts')).finish,
  }),
  command({
    name: 'task fail',
    summary: 'Say that a task could not be done.',
    arguments: {task: TASK, summary: maybe('SUMMARY', 'What is in the way, and what was learnt; - reads it from standard input.')},
    examples: [{line: 'harmony task fail T-2 "The schema has no state"', does: 'its giver is told'}],
    json: '`{ok: true}`',
    exits: NOT_NOW,
    load: async () => (await import('../commands/tasks.ts')).fail,
  }),
  command({
    name: 'task cancel',
    summary: 'Cancel a task: by who gave it, or a person. Nothing waits for it any more.',
    arguments: {task: TASK, reason: maybe('REASON', 'Told to who has it.')},
    examples: [{line: 'harmony task cancel T-2 "Not in this release"', does: 'its owner is told to stop'}],
    json: '`{task}`',
    exits: NOT_NOW,
    load: async () => (await import('../commands/tasks.ts')).cancel,
  }),
  command({
    name: 'task approve',
    summary: 'Approve a task that is up for review. Nobody approves their own.',
    arguments: {task: TASK, reasons: maybe('REASONS', 'What was looked at; - reads it from standard input.')},
    examples: [{line: 'harmony task approve T-2 "Read it, ran it"', does: 'the task is done'}],
    json: '`{task, state}`',
    exits: NOT_NOW,
    load: async () => (await import('../commands/tasks.ts')).approve,
  }),
  command({
    name: 'task reject',
    summary: 'Give a task that is up for review back to its owner, with the reasons.',
    arguments: {task: TASK, reasons: one('REASONS', 'What is wrong, and what would be right; - reads it from standard input.')},
    examples: [{line: 'harmony task reject T-2 "An empty list gives a 500"', does: 'its owner goes on with it'}],
    json: '`{task, state}`',
    exits: NOT_NOW,
    load: async () => (await import('../commands/tasks.ts')).reject,
  }),
  command({
    name: 'delegate',
    summary: 'Give somebody a task.',
    description:
      'To a session, or to a role: then whoever of it has the least to do. The task arrives as a message, and so does its result.',
    arguments: {
      to: one('TO', 'A session or a role.'),
      title: one('TITLE', 'The result, in a sentence.'),
    },
    options: {
      body: text('BODY', 'What has to be known; - reads it from standard input.'),
      check: text(
        'CHECK',
        'Acceptance check: the name of a configured one, or a command, run in the project; the task is done only if it exits 0.',
      ),
    },
    examples: [{line: 'harmony delegate backend "GET /todos filters by state" --check "npm test"', does: 'to a role, with a check'}],
    json: '`{task, owner, message}`; `owner` is `null` while nobody fits',
    exits: {1: 'You may not delegate to them.', 3: 'No team is running, or there is no such session or role.'},
    load: async () => (await import('../commands/delegate.ts')).delegate,
  }),
  command({
    name: 'accept',
    summary: 'Say that you begin with a task.',
    arguments: {task: one('TASK', 'The task: T-2.')},
    examples: [{line: 'harmony accept T-2', does: 'its giver sees it on the board'}],
    json: '`{ok: true}`',
    exits: {3: 'No team is running, or there is no such task.'},
    load: async () => (await import('../commands/tasks.ts')).accept,
  }),
  command({
    name: 'done',
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
