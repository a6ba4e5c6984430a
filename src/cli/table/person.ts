import {any, command, flag, maybe, one, text} from '../command.ts';

const SESSIONS = any('NAME', 'Sessions.');
const ALL = flag('All sessions.');
const NO_SESSION = {3: 'No team is running, or it has no such session.'} as const;

/** What a person decides. */
export const personCommands = [
  command({
    name: 'approve',
    summary: 'Answer what waits for a person: yes.',
    arguments: {question: maybe('QUESTION', 'A question (A-1) or the session that asks. Default: the only one that is open.')},
    options: {
      choice: text('CHOICE', 'One of the choices that it offers. Default: the first, which lets it go on.'),
      text: text('TEXT', 'Your own words, where the question takes them.'),
    },
    examples: [
      {line: 'harmony approve', does: 'the only open question'},
      {line: 'harmony approve ada --choice allow-always', does: 'another choice'},
    ],
    json: '`{attention, choice}`',
    exits: {
      3: 'No team is running, or there is no such question.',
      4: 'Somebody answered first.',
      5: 'It can only be answered in the pane.',
    },
    load: async () => (await import('../commands/answer.ts')).approve,
  }),
  command({
    name: 'deny',
    summary: 'Answer what waits for a person: no.',
    arguments: {question: maybe('QUESTION', 'A question (A-1) or the session that asks. Default: the only one that is open.')},
    options: {text: text('TEXT', 'The reason, which the session is told.')},
    examples: [{line: 'harmony deny ada --text "Not on this branch"', does: 'with a reason'}],
    json: '`{attention, choice}`',
    exits: {
      3: 'No team is running, or there is no such question.',
      4: 'Somebody answered first.',
      5: 'It can only be answered in the pane.',
    },
    load: async () => (await import('../commands/answer.ts')).deny,
  }),
  command({
    name: 'type',
    summary: 'Type your own words into a session, as at its keyboard.',
    description: 'Only where they arrive as such: not into an open dialog, not over a half-written prompt.',
    arguments: {
      session: one('NAME', 'A session.'),
      text: one('TEXT', 'The text; - reads it from standard input.'),
    },
    options: {enter: flag('Press Enter after it.')},
    examples: [{line: 'harmony type ada "Please go on" --enter', does: 'as you would yourself'}],
    json: '`{typed, evidence}`',
    exits: {3: 'No team is running, or it has no such session.', 5: 'The screen shows something that only you can answer there.'},
    load: async () => (await import('../commands/type.ts')).type,
  }),
  command({
    name: 'pause',
    summary: 'Pause sessions: their edits are refused and no message is delivered.',
    arguments: {sessions: SESSIONS},
    options: {all: ALL},
    examples: [{line: 'harmony pause --all', does: 'the whole team'}],
    json: '`{sessions}`',
    exits: NO_SESSION,
    load: async () => (await import('../commands/sessions.ts')).pause,
  }),
  command({
    name: 'resume',
    summary: 'Let paused sessions go on.',
    arguments: {sessions: SESSIONS},
    options: {all: ALL},
    examples: [{line: 'harmony resume ada', does: 'one session'}],
    json: '`{sessions}`',
    exits: NO_SESSION,
    load: async () => (await import('../commands/sessions.ts')).resume,
  }),
  command({
    name: 'start',
    summary: 'Start sessions that have ended, with the same conversation.',
    arguments: {sessions: SESSIONS},
    options: {all: ALL},
    examples: [{line: 'harmony start ada', does: 'also one that was given up after too many ends'}],
    json: '`{sessions}`',
    exits: NO_SESSION,
    load: async () => (await import('../commands/sessions.ts')).start,
  }),
  command({
    name: 'stop',
    summary: 'End sessions, and leave them ended.',
    arguments: {sessions: SESSIONS},
    options: {all: ALL},
    examples: [{line: 'harmony stop ada', does: 'its claims are released, its task is given to another'}],
    json: '`{sessions}`',
    exits: NO_SESSION,
    load: async () => (await import('../commands/sessions.ts')).stop,
  }),
  command({
    name: 'restart',
    summary: 'End sessions and start them again with the same conversation.',
    arguments: {sessions: SESSIONS},
    options: {all: ALL},
    examples: [{line: 'harmony restart ada', does: 'after its role was changed'}],
    json: '`{sessions}`',
    exits: NO_SESSION,
    load: async () => (await import('../commands/sessions.ts')).restart,
  }),
] as const;
