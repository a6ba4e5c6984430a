import {any, choice, command, duration, flag, maybe, number, one, several, text} from '../command.ts';

const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;

const REPLY_WISHES = {
  priority: choice(PRIORITIES, 'Default: normal.'),
  needsReply: flag('You wait for an answer of every recipient: a person and you are told when the deadline passes without.'),
  replyWithin: duration('10m', "The deadline; means --needs-reply. Default: the team's, 15m unless configured."),
} as const;

/** What sessions do, by themselves or through a person's hands. */
export const coordinateCommands = [
  command({
    name: 'join',
    needs: 'team',
    summary: 'Make the process in this shell a session of the team.',
    description:
      'For what a person started by hand: it gets a name, and may claim, send and be seen like the others. Harmony neither starts nor ends it. Joining again under the same name makes the identity given before invalid.',
    options: {
      name: text('NAME', 'Required. Lower-case letters, digits and hyphens.'),
      role: text('ROLE', 'A role of the team: its tier, paths and right to delegate. Default: guest.'),
      pid: number('PID', 'The process whose end is the end of the session and of its claims, mostly $$.'),
      export: flag('Print the environment for a shell to evaluate.'),
    },
    examples: [
      {line: 'eval "$(harmony join --name ada --pid $$ --export)"', does: 'this shell is ada from now on'},
      {line: 'harmony join --name ada --role backend --json', does: 'for scripts'},
    ],
    json: '`{session, incarnation, environment}`',
    exits: {3: 'No team is running.', 4: 'The name belongs to a session that Harmony runs.'},
    load: async () => (await import('../commands/join.ts')).join,
  }),
  command({
    name: 'heartbeat',
    needs: 'journal',
    summary: 'Say what you are doing.',
    description: "The client's hooks tell which tools are used; this adds what they cannot know.",
    options: {
      action: text('ACTION', 'Required. A word or two: testing, reading.'),
      target: text('TARGET', 'What it is about: a file, a task.'),
      phase: text('PHASE', 'Where in the work you are.'),
      progress: text('P', 'How far: 0 to 1, or 0% to 100%.'),
      next: text('NEXT', 'What comes next.'),
    },
    examples: [{line: 'harmony heartbeat --action testing --target src/api --progress 80% --next review', does: 'shown on the board'}],
    json: '`{ok: true}`',
    exits: {3: 'No team is running.'},
    load: async () => (await import('../commands/heartbeat.ts')).heartbeat,
  }),
  command({
    name: 'claim',
    needs: 'journal',
    summary: 'Claim files, folders, globs or named things: nobody else can edit them meanwhile.',
    description:
      'All of them or none. Paths are those of this folder, as everywhere in a shell; A name takes a file, or a folder and all that is in it; a pattern takes what it matches. `kind:name` is a thing that is no file. A refusal says who holds it, why, until when, and what to do. With --wait you stand in a line instead: first come, first served, and nobody who comes later gets any of it before you. A wait that would never end, because those you wait for wait for you, is refused.',
    arguments: {resources: several('RESOURCE', 'src/api, "src/**/*.ts", service:email')},
    options: {
      shared: flag('Others may share it, nobody may have it alone.'),
      for: duration('30m', "How long, unless work renews it. Default: the team's."),
      why: text('REASON', 'Told to those who are refused.'),
      everything: flag('Yes, all files of the project ("**", "."), which is refused otherwise.'),
      wait: flag('Wait until it is free. Interrupting the call gives the place in the line up.'),
      giveTo: text(
        'NAME',
        "Hand over what you hold to this session instead, without its ever being free. A person can hand over anybody's.",
      ),
      fence: number('FENCE', 'Only renew: refused when the claim that was granted with this fence has ended.'),
      check: number(
        'FENCE',
        'Only ask: does the claim with this fence still hold all of this? For programs that guard a thing themselves.',
      ),
      timeout: duration('10m', 'With --wait: give up after this long. Default: 10m.'),
    },
    examples: [
      {line: 'harmony claim src/server.ts --why "new routes"', does: 'one file'},
      {line: 'harmony claim "src/api/**" service:email --for 2h', does: 'a tree and a thing'},
      {line: 'harmony claim service:email --wait --timeout 30m', does: 'returns when it is yours; exit 4 when it is not in time'},
      {line: 'harmony claim --give-to bob src/api C-3', does: 'bob holds them now, with a new fence, and is told'},
      {line: 'harmony claim --check 7 service:email || exit 1', does: 'in a script, just before it writes'},
    ],
    json: '`{claim, renewed, warnings}`, after a wait `{claim, wait, warnings}`; with --give-to `{given: [{from, holder, claim}]}`; refused: `{error: {details}}` with `conflict: {holder, claim, resources, reason, expiresAt}`, `line: {session, wait, resources, reason}` (somebody was first), `deadlock: [{session, waitsFor, over, holds}]`, or `wait` and `how` it ended',
    exits: {
      1: 'The fence is an old one, or the role does not work there.',
      3: 'No team is running, or there is no such session or claim to hand over.',
      4: 'Another session holds it, or was first; or the wait for it has ended in vain.',
    },
    load: async () => (await import('../commands/claim.ts')).claim,
  }),
  command({
    name: 'release',
    needs: 'journal',
    summary: 'Give claims back.',
    arguments: {resources: any('RESOURCE', 'What was claimed, or the id of a claim (C-3) or of a wait for one (W-2).')},
    options: {
      all: flag('All that you hold, and all that you wait for.'),
      force: flag(
        'Of whoever holds it. For people only. It is recorded, and the holder is told: its next edit is refused or claims it anew.',
      ),
    },
    examples: [
      {line: 'harmony release src/server.ts', does: 'one'},
      {line: 'harmony release --all', does: 'everything of the caller'},
      {line: 'harmony release C-3 --force', does: "a person takes a session's claim away"},
    ],
    json: '`{released}`: ids of claims and of waits',
    exits: {3: 'No team is running, or there is no such claim.'},
    load: async () => (await import('../commands/release.ts')).release,
  }),
  command({
    name: 'claims',
    looksOnly: true,
    needs: 'journal',
    summary: 'List who holds what, and who waits for it.',
    arguments: {session: maybe('NAME', 'Of this session only.')},
    examples: [{line: 'harmony claims', does: 'with reason, fence and time left'}],
    json: '`{claims, waits, at}`; times in milliseconds on the clock of `at`',
    exits: {3: 'No team is running.'},
    load: async () => (await import('../commands/claims.ts')).claims,
  }),
  command({
    name: 'send',
    needs: 'journal',
    summary: 'Send a message.',
    description: 'It is delivered into the session while it works, or wakes it up when it is idle.',
    arguments: {
      to: one('TO', 'A session, role:NAME, tier:N, all, or human.'),
      body: one('BODY', 'The text; - reads it from standard input.'),
    },
    options: {
      subject: text('SUBJECT', 'Default: the beginning of the body.'),
      ...REPLY_WISHES,
      replyTo: text('MESSAGE', 'The message that this answers (M-4).'),
      supersede: text(
        'MESSAGE',
        'An older message of yours (M-4), whose place this one takes: whoever was not given it yet never gets it.',
      ),
    },
    examples: [
      {line: 'harmony send ada "May I have src/db?" --reply-within 10m', does: 'one session; a person is told when no answer comes'},
      {line: 'harmony send ada "Use port 5000 instead." --supersede M-4', does: 'takes back what was said'},
      {line: 'git diff | harmony send role:reviewer - --subject "Please read this"', does: 'a role, from standard input'},
    ],
    json: '`{message, recipients, replyBy, superseded}`; times in milliseconds, `superseded`: who never gets the older message',
    exits: {3: 'No team is running, or nobody has that address.', 4: 'The older message was replaced already.'},
    load: async () => (await import('../commands/send.ts')).send,
  }),
  command({
    name: 'reply',
    needs: 'journal',
    summary: 'Answer a message.',
    arguments: {
      message: one('MESSAGE', 'The message: M-4.'),
      body: one('BODY', 'The text; - reads it from standard input.'),
    },
    options: REPLY_WISHES,
    examples: [{line: 'harmony reply M-4 "Yes, I am done there."', does: 'to its sender'}],
    json: '`{message, recipients, replyBy, superseded}`',
    exits: {3: 'No team is running, or there is no such message.'},
    load: async () => (await import('../commands/send.ts')).reply,
  }),
  command({
    name: 'block',
    needs: 'journal',
    summary: 'Say what you cannot go on without.',
    description: 'Whoever can give it is asked once, however many wait for the same; the answer reaches all of them as a message.',
    arguments: {what: one('WHAT', 'What you need, in a sentence.')},
    options: {
      on: text('WHO', 'The session that can give it. Default: the person.'),
      key: text('KEY', 'What makes it the same thing, where the words differ. Default: the words.'),
    },
    examples: [{line: 'harmony block "the API key of the mail service"', does: 'the person is asked'}],
    json: '`{blocker}`',
    exits: {3: 'No team is running, or there is no such session.'},
    load: async () => (await import('../commands/block.ts')).block,
  }),
  command({
    name: 'unblock',
    needs: 'journal',
    summary: 'Give what others wait for; or wait for it no more.',
    arguments: {
      blocker: one('BLOCKER', 'B-1, or its words.'),
      answer: maybe('ANSWER', 'What they need to know; - reads it from standard input. Not needed by one that waits itself.'),
    },
    examples: [{line: 'harmony unblock B-1 "It is in .env"', does: 'everybody who waits for it is told'}],
    json: '`{blocker, freed}`',
    exits: {3: 'No team is running, or nobody waits for it.'},
    load: async () => (await import('../commands/block.ts')).unblock,
  }),
  command({
    name: 'inbox',
    needs: 'journal',
    summary: 'Read the messages that you have not seen yet.',
    arguments: {message: maybe('MESSAGE', 'Only this one (M-4), also when it was seen already.')},
    options: {
      all: flag('Also those that you have seen, as far back as the team has them at hand.'),
      take: flag('Mark them as seen.'),
      watch: flag('Go on as more arrive.'),
    },
    examples: [
      {line: 'harmony inbox', does: 'looks, and leaves them unread'},
      {line: 'harmony inbox --take --json', does: 'for scripts'},
      {line: 'harmony inbox M-4', does: 'the whole of one, as a digest names it'},
    ],
    json: '`{messages}`; with --watch one such object a line',
    exits: {3: 'No team is running, or you have no such message.'},
    load: async () => (await import('../commands/inbox.ts')).inbox,
  }),
  command({
    name: 'trace',
    needs: 'journal',
    summary: 'Tell everything that happened to a message.',
    description:
      'From the journal, however old it is: for each recipient every step (queued, offered, injected, seen, answered, superseded) with its time and what shows it, and deadlines, questions to a person and replacements.',
    arguments: {message: one('MESSAGE', 'A message: M-4.')},
    examples: [{line: 'harmony trace M-4', does: 'was it read, and what shows that?'}],
    json: '`{message, lines}`; each line has `at`, `wall`, `recipient` (null: of all), `what` and `evidence`',
    exits: {3: 'No team is running, or there never was such a message.'},
    load: async () => (await import('../commands/trace.ts')).trace,
  }),
] as const;
