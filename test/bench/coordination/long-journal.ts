import {type Claim, type EventBody, emptyTeam, type Message, type SessionSpec} from '../../../src/core/index.ts';
import type {Journal, NewEvent} from '../../../src/journal/journal.ts';

/** Events: some weeks of a busy team. */
export const LONG = 1_000_000;
const SESSIONS = 16;
/** Events in one transaction. */
const AT_ONCE = 10_000;
/** Milliseconds between two events: a million of them last twelve days. */
const EVERY = 1_000;

/** What a team does all day, over and over: claims and their ends, changes of heartbeats, mail that is read. */
export function writeLongJournal(journal: Journal): void {
  let position = 0;
  const write = (bodies: readonly EventBody[]): void => {
    const events = bodies.map(
      (body, index): NewEvent => ({
        at: (position + index) * EVERY,
        wall: (position + index) * EVERY,
        command: `command-${position + index}`,
        actor: 'harmony',
        body,
      }),
    );
    if (!journal.append(position, events, [])) throw new Error('Somebody else writes on the journal.');
    position += events.length;
  };
  write(beginning());
  for (let turn = 1; position < LONG; ) {
    const bodies: EventBody[] = [];
    for (; bodies.length < Math.min(AT_ONCE, LONG - position); turn++) bodies.push(...oneTurn(turn, position + bodies.length));
    write(bodies.slice(0, LONG - position));
  }
}

const nameOf = (number: number): string => `session-${number % SESSIONS}`;

const beginning = (): EventBody[] => [
  {type: 'team.configured', name: 'long', policy: emptyTeam().policy},
  ...Array.from({length: SESSIONS}, (_, index): EventBody[] => {
    const spec: SessionSpec = {
      id: nameOf(index),
      role: 'worker',
      tier: 2,
      client: 'demo',
      expertise: [],
      delegatesTo: [],
      paths: [],
      origin: 'config',
    };
    return [
      {type: 'session.registered', spec},
      {type: 'session.startRequested', session: spec.id},
      {type: 'session.started', session: spec.id, incarnation: 1, process: {pid: 1, startTime: '1'}, conversation: null},
    ];
  }).flat(),
];

/** Eight events: two claims that come and go, two heartbeats, one message and its arrival. */
function oneTurn(turn: number, at: number): EventBody[] {
  const session = nameOf(turn);
  const claims = [turn * 2 - 1, turn * 2].map((number): Claim => {
    const resources = [{kind: 'path', pattern: `src/part-${number % 40}/file-${number % 997}.ts`}];
    const times = {grantedAt: at * EVERY, ttl: 1_800_000, expiresAt: at * EVERY + 1_800_000};
    const fixed = {incarnation: 1, mode: 'exclusive', reason: 'edit with Edit', automatic: true} as const;
    return {id: `C-${number}`, holder: session, resources, fence: number, ...times, ...fixed};
  });
  const message: Message = {
    id: `M-${turn}`,
    from: session,
    authority: 'peer',
    to: nameOf(turn + 1),
    subject: 'The parser',
    body: 'Its interface has changed: see src/parser.ts. '.repeat(4),
    priority: 'normal',
    replyTo: null,
    needsReply: false,
    sentAt: at * EVERY,
    deliveries: {[nameOf(turn + 1)]: {state: 'queued', steps: [{state: 'queued', at: at * EVERY, evidence: 'journal'}]}},
  };
  const beat = (action: string, target: string): EventBody => ({
    type: 'heartbeat.changed',
    session,
    heartbeat: {action, target, phase: null, progress: null, next: null, source: 'hook', at: at * EVERY},
  });
  return [
    ...claims.map((claim): EventBody => ({type: 'claim.granted', claim})),
    beat('editing', `src/part-${turn % 40}/file.ts`),
    {type: 'message.sent', message},
    beat('testing', 'npm test'),
    {type: 'message.delivered', message: message.id, recipient: nameOf(turn + 1), state: 'seen', evidence: 'hook'},
    ...claims.map(({id}): EventBody => ({type: 'claim.ended', claim: id, how: 'released', by: session})),
  ];
}
