import {choice, command, duration, flag, number, one, text} from '../command.ts';
import {statusCommand} from './status.ts';

const WAIT_STATES = ['idle', 'working', 'waiting', 'ended'] as const;

/** Looking at the team. */
export const lookCommands = [
  statusCommand,
  command({
    name: 'board',
    looksOnly: true,
    needs: 'journal',
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
    needs: 'team',
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
    name: 'log',
    looksOnly: true,
    needs: 'journal',
    summary: 'Print what the team did, line by line.',
    description:
      'From its journal and the archive of it, where everything is written down before it is answered. No team has to run, but for --follow.',
    options: {
      since: text('TIME', 'What happened from then on: 2h (ago), 14:30, or 2026-03-01T14:30.'),
      session: text('NAME', 'Of this session only.'),
      type: text('TYPE', 'Events of this type only: claim, message.sent.'),
      follow: flag('Go on as more happens.'),
      lines: number('N', 'At most so many of the newest. Default: 50; with --since all.'),
    },
    examples: [
      {line: 'harmony log --follow', does: 'as it happens'},
      {line: 'harmony log --since 2h --session ada', does: 'what one session did'},
      {line: 'harmony log --type claim --json', does: 'every claim, for scripts'},
    ],
    json: 'one object a line: an event of the journal',
    exits: {1: 'The journal cannot be read.', 3: 'There is no journal, it has no such session, or no team is running (--follow).'},
    load: async () => (await import('../commands/log.ts')).log,
  }),
  command({
    name: 'replay',
    needs: 'journal',
    summary: 'Print the board as it was at an earlier moment, or tell what happened from then on.',
    description:
      'From the journal and the archive of it; no team has to run. TIME is 2h (ago), 14:30, 2026-03-01T14:30, or a position in the journal.',
    options: {
      at: text('TIME', 'The board of this moment.'),
      from: text('TIME', 'The story from then on, line by line. Default: from the beginning.'),
      to: text('TIME', 'The story up to then. Default: to the end.'),
      speed: number('N', 'With pauses, so many times as short as they were, and 2 seconds at most. Default: without.'),
    },
    examples: [
      {line: 'harmony replay --at 30m', does: 'half an hour ago'},
      {line: 'harmony replay --at 120 --json', does: 'after the 120th event, for scripts'},
      {line: 'harmony replay --from 9:00 --to 12:00 --speed 600', does: 'the morning in 18 seconds'},
    ],
    json: 'the board; of a story one object a line: an event of the journal',
    exits: {1: 'The journal cannot be read.', 3: 'There is no journal, nothing happened then, or there is no such position.'},
    load: async () => (await import('../commands/replay.ts')).replay,
  }),
  command({
    name: 'logs',
    needs: 'nothing',
    summary: "Print the supervisor's own log.",
    description: 'For finding out why something did not start. It can be read when no team is running, too.',
    options: {
      follow: flag('Go on as more is written.'),
      lines: number('N', 'At most so many of the newest. Default: 50.'),
    },
    examples: [
      {line: 'harmony logs', does: 'why a start failed'},
      {line: 'harmony logs --follow', does: 'while it runs'},
    ],
    json: '`{line}`, one a line',
    exits: {3: 'No team was ever started here.'},
    load: async () => (await import('../commands/logs.ts')).logs,
  }),
  command({
    name: 'explain',
    looksOnly: true,
    needs: 'journal',
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
    needs: 'team',
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
