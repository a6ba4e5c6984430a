import {choice, command, duration, flag, maybe, number, one} from '../command.ts';
import {statusCommand} from './status.ts';

const WAIT_STATES = ['idle', 'working', 'waiting', 'ended'] as const;

/** Looking at the team. */
export const lookCommands = [
  statusCommand,
  command({
    name: 'board',
    looksOnly: true,
    summary: 'Print the board: sessions, claims, messages, tasks, and what waits for a person.',
    options: {watch: flag('Print it again whenever it changes.')},
    examples: [
      {line: 'harmony board', does: 'Markdown, as in .harmony/STATUS_BOARD.md, but of this very moment'},
      {line: 'harmony board --watch --json', does: 'one JSON object a line, for each change'},
    ],
    json: 'the board',
    exits: {3: 'No team is running.'},
    load: async () => (await import('../commands/board.ts')).board,
  }),
  command({
    name: 'screen',
    looksOnly: true,
    summary: "Print what is on a session's screen now.",
    arguments: {session: one('NAME', 'A session.')},
    options: {
      text: flag('Plain text (the default).'),
      ansi: flag('With colours, for a terminal.'),
      history: number('N', 'So many lines from above the screen, too.'),
    },
    examples: [
      {line: 'harmony screen ada', does: 'text'},
      {line: 'harmony screen ada --history 200', does: 'with what has scrolled away'},
    ],
    json: '`{cols, rows, cursor, title, modes, lines}`',
    exits: {3: 'No team is running, it has no such session, or the session was never started.'},
    load: async () => (await import('../commands/screen.ts')).screen,
  }),
  command({
    name: 'logs',
    looksOnly: true,
    summary: 'Print what has happened, line by line.',
    description: "What the team did, from its journal. The supervisor's own log can be read when no team is running, too.",
    arguments: {session: maybe('NAME', 'Of this session only.')},
    options: {
      follow: flag('Go on as more happens.'),
      lines: number('N', 'At most so many of the newest. Default: 50.'),
      supervisor: flag("The supervisor's own log, for finding out why something did not start."),
    },
    examples: [
      {line: 'harmony logs --follow', does: 'the team'},
      {line: 'harmony logs ada --lines 200', does: 'one session'},
      {line: 'harmony logs --supervisor', does: 'why a start failed'},
    ],
    json: 'one object a line: an event of the journal; with --supervisor `{line}`',
    exits: {3: 'No team is running, or it has no such session.'},
    load: async () => (await import('../commands/logs.ts')).logs,
  }),
  command({
    name: 'explain',
    looksOnly: true,
    summary: 'Tell why a session is shown as it is, and what shows that.',
    arguments: {session: one('NAME', 'A session.')},
    examples: [{line: 'harmony explain ada', does: 'each fact with its evidence'}],
    json: '`{session, state, lines}`; each line has `fact` and `evidence`',
    exits: {3: 'No team is running, or it has no such session.'},
    load: async () => (await import('../commands/explain.ts')).explain,
  }),
  command({
    name: 'wait',
    looksOnly: true,
    summary: 'Wait until a session is in a state.',
    arguments: {session: one('NAME', 'A session.')},
    options: {
      until: choice(WAIT_STATES, 'Required. waiting: for a person, a session, a quota or a job; ended: stopped, or given up.'),
      timeout: duration('30s', 'Give up after this long. Default: never.'),
    },
    examples: [{line: 'harmony wait ada --until idle --timeout 5m', does: 'exit 1 when it takes longer'}],
    json: '`{session, until, reached, state}`',
    exits: {1: 'It was not reached in time.', 3: 'No team is running, or it has no such session.'},
    load: async () => (await import('../commands/wait.ts')).wait,
  }),
] as const;
