import type {
  Attention,
  Board,
  BoardActivity,
  BoardClaim,
  BoardMessage,
  BoardSession,
  BoardTask,
  Heartbeat,
  SessionState,
} from '../../../../src/core/index.ts';

/** Team time of every board here. */
export const NOW = 10_000_000;
const MINUTE = 60_000;

const heartbeat = (action: string, target: string | null): Heartbeat => ({
  at: NOW - 5_000,
  action,
  target,
  phase: null,
  progress: null,
  next: null,
  source: 'hook',
});

export function session(id: string, state: SessionState, more: Partial<BoardSession> = {}): BoardSession {
  const alive = state !== 'stopped' && state !== 'failed';
  return {
    id,
    role: 'backend',
    tier: 2,
    client: 'claude-code',
    origin: 'config',
    incarnation: 1,
    state,
    detail: '',
    evidence: 'hook Stop',
    since: NOW - 3 * MINUTE,
    alive,
    pid: alive ? 4711 : null,
    conversation: null,
    heartbeat: null,
    quiet: false,
    silence: null,
    waiting: null,
    repetition: null,
    claims: [],
    unread: 0,
    tasks: [],
    attention: [],
    restarts: 0,
    ...more,
  };
}

export function question(id: string, of: string | null, more: Partial<Attention> = {}): Attention {
  return {
    id,
    kind: 'permission',
    session: of,
    title: 'Bash npm test',
    detail: 'command: npm test -- --run\ndescription: Runs the tests of the API',
    choices: [
      {id: 'allow', label: 'Allow once'},
      {id: 'allow-always', label: 'Allow, and from now on: Bash(npm test:*)'},
      {id: 'deny', label: 'Deny'},
    ],
    key: `permission:${id}`,
    raisedAt: NOW - MINUTE,
    state: 'open',
    answer: null,
    ...more,
  };
}

export function claim(id: string, holder: string, resources: string[], more: Partial<BoardClaim> = {}): BoardClaim {
  return {
    id,
    holder,
    resources,
    mode: 'exclusive',
    reason: 'routes of the todo API',
    fence: 7,
    grantedAt: NOW - 6 * MINUTE,
    expiresAt: NOW + 24 * MINUTE,
    automatic: false,
    ...more,
  };
}

export function message(
  id: string,
  from: string,
  to: string,
  subject: string,
  state = 'seen',
  more: Partial<BoardMessage> = {},
): BoardMessage {
  return {
    id,
    from,
    authority: 'peer',
    to,
    subject,
    body: subject,
    priority: 'normal',
    replyTo: null,
    needsReply: false,
    sentAt: NOW - 4 * MINUTE,
    deliveries: [{recipient: to, state, at: NOW, evidence: 'hook'}],
    ...more,
  };
}

export function task(id: string, owner: string | null, state: BoardTask['state'], title: string): BoardTask {
  return {
    id,
    title,
    body: '',
    from: 'orchestrator',
    to: owner ?? 'frontend',
    owner,
    state,
    acceptance: null,
    message: null,
    createdAt: NOW - 20 * MINUTE,
    updatedAt: NOW - 2 * MINUTE,
    attempts: 1,
    result: null,
    waitsFor: [],
  } as unknown as BoardTask;
}

const activity = (ago: number, who: string | null, text: string): BoardActivity => ({at: NOW - ago * MINUTE, session: who, text});

export const emptyBoard: Board = {
  team: 'todo-api',
  position: 0,
  at: NOW,
  sessions: [],
  claims: [],
  waits: [],
  messages: [],
  tasks: [],
  phases: [],
  blockers: [],
  attention: [],
  activity: [],
};

/** A team of three in the middle of its work. */
export const smallBoard: Board = {
  ...emptyBoard,
  position: 42,
  sessions: [
    session('orchestrator', 'idle', {role: 'orchestrator', tier: 1, detail: 'waits for reports'}),
    session('ada', 'working', {heartbeat: heartbeat('Edit', 'src/routes/todos.ts'), claims: ['C-3'], unread: 1}),
    session('bob', 'waiting', {role: 'frontend', detail: 'permission: Bash npm test', attention: ['A-1'], since: NOW - MINUTE}),
  ],
  claims: [claim('C-3', 'ada', ['src/routes/**'])],
  messages: [
    message('M-2', 'bob', 'ada', 'Which status does a missing todo give?', 'injected'),
    message('M-1', 'orchestrator', 'role:backend', 'Routes first, storage behind an interface'),
  ],
  tasks: [task('T-1', 'ada', 'accepted', 'Routes of the todo API'), task('T-2', 'bob', 'assigned', 'Page that lists the todos')],
  attention: [question('A-1', 'bob')],
  activity: [
    activity(1, 'bob', 'asks: Bash npm test'),
    activity(3, 'ada', 'claims src/routes/** (routes of the todo API)'),
    activity(4, null, 'bob was refused src/routes/todos.ts: ada holds it'),
    activity(6, 'orchestrator', 'delegates T-1 to ada'),
  ],
};

const NAMES: readonly (readonly [string, SessionState, string, number, Partial<BoardSession>])[] = [
  ['orchestrator', 'working', 'orchestrator', 1, {heartbeat: heartbeat('Task', 'plan of the release')}],
  ['architect', 'idle', 'architect', 1, {detail: 'waits for a task'}],
  ['backend-1', 'working', 'backend', 2, {heartbeat: heartbeat('Edit', 'src/server/routes/todos.ts'), claims: ['C-1'], tasks: ['T-1']}],
  ['backend-2', 'waiting', 'backend', 2, {detail: 'permission: Bash rm -r build', attention: ['A-1'], since: NOW - MINUTE}],
  [
    'backend-3',
    'working',
    'backend',
    2,
    {heartbeat: heartbeat('Bash', 'npm test -- --run storage'), quiet: true, silence: 'quiet', unread: 3},
  ],
  [
    'frontend-1',
    'working',
    'frontend',
    2,
    {heartbeat: {...heartbeat('Write', 'web/src/TodoList.tsx'), phase: 'BUILD', progress: 0.6}, claims: ['C-2']},
  ],
  [
    'frontend-2',
    'waiting',
    'frontend',
    2,
    {detail: 'question: Which colour has a done todo?', attention: ['A-2'], since: NOW - 9 * MINUTE},
  ],
  ['frontend-3', 'failed', 'frontend', 2, {detail: 'exit 1, 4 restarts in 10 min'}],
  ['tester-1', 'working', 'tester', 3, {heartbeat: heartbeat('Bash', 'npx vitest run'), since: NOW - 10_000}],
  ['tester-2', 'idle', 'tester', 3, {detail: 'done with T-7'}],
  ['reviewer', 'paused', 'reviewer', 2, {detail: 'paused by a person'}],
  ['docs', 'stopped', 'docs', 3, {since: NOW - 3 * 60 * MINUTE}],
  ['release', 'idle', 'release', 3, {origin: 'joined', client: 'command', detail: 'in its own terminal'}],
];

/** Thirteen sessions in every state, with what a busy team has on its board. */
export const largeBoard: Board = {
  ...emptyBoard,
  team: 'shop',
  position: 900,
  sessions: NAMES.map(([id, state, role, tier, more]) => session(id, state, {role, tier, ...more})),
  claims: [
    claim('C-1', 'backend-1', ['src/server/routes/**', 'test/server/routes/**']),
    claim('C-2', 'frontend-1', ['web/src/TodoList.tsx'], {automatic: true, expiresAt: NOW + 4 * MINUTE}),
    claim('C-4', 'backend-3', ['service:database'], {mode: 'shared', reason: 'measures the queries', expiresAt: NOW + 30_000}),
    claim('C-5', 'tester-1', ['test/**'], {reason: 'new cases for the storage', expiresAt: NOW + 3 * 60 * MINUTE + 20 * MINUTE}),
  ],
  messages: [
    message('M-14', 'backend-2', 'human', 'May I drop the old build folder?', 'queued', {needsReply: true, priority: 'high'}),
    message('M-13', 'frontend-1', 'backend-1', 'The list needs a total count', 'injected'),
    message('M-12', 'orchestrator', 'all', 'Freeze at noon: only fixes after that', 'seen', {
      priority: 'urgent',
      deliveries: ['ada', 'bob', 'cyd', 'dan'].map((recipient, index) => ({
        recipient,
        state: index < 3 ? 'seen' : 'offered',
        at: NOW,
        evidence: '',
      })),
    }),
    message('M-11', 'human', 'docs', 'Write the page on deployment', 'queued'),
    message('M-10', 'tester-1', 'role:backend', 'Storage test 12 fails on an empty list', 'answered'),
  ],
  tasks: [
    task('T-1', 'backend-1', 'accepted', 'Routes of the todo API'),
    task('T-4', 'orchestrator', 'accepted', 'Plan of the release'),
    task('T-5', 'frontend-1', 'accepted', 'List of todos with filter'),
    task('T-6', 'tester-1', 'assigned', 'Cases for the storage'),
    task('T-8', null, 'ready', 'Page on deployment'),
    task('T-7', 'tester-2', 'done', 'Cases for the routes'),
    task('T-3', 'frontend-3', 'failed', 'Dark colours'),
  ],
  attention: [
    question('A-1', 'backend-2', {title: 'Bash rm -r build', detail: 'command: rm -r build\ndescription: Removes the old output'}),
    question('A-2', 'frontend-2', {
      kind: 'question',
      title: 'Which colour has a done todo?',
      detail: 'Green: as in the mock\nGrey: as in the old page',
      choices: [
        {id: 'Green', label: 'Green'},
        {id: 'Grey', label: 'Grey'},
      ],
      raisedAt: NOW - 9 * MINUTE,
    }),
    question('A-3', 'frontend-3', {kind: 'dead', title: 'frontend-3 ended four times in ten minutes', choices: [], detail: 'exit 1'}),
    question('A-4', null, {kind: 'notice', title: 'harmony.config.ts does not load', choices: [{id: 'ok', label: 'Understood'}]}),
  ],
  activity: [
    activity(0, 'backend-2', 'asks: Bash rm -r build'),
    activity(1, 'frontend-3', 'ended with exit 1; no more restarts'),
    activity(2, 'tester-1', 'claims test/** (new cases for the storage)'),
    activity(3, 'backend-3', 'was refused src/server/routes/todos.ts: backend-1 holds it until 14:20'),
    activity(5, 'orchestrator', 'delegates T-6 to tester-1'),
    activity(8, 'tester-2', 'finishes T-7: 24 cases pass'),
    activity(12, null, 'The supervisor started; 9 sessions were still there.'),
  ],
};

/** `count` sessions that only differ by name and state. */
export function boardOfMany(count: number): Board {
  const states: SessionState[] = ['working', 'idle', 'waiting', 'failed', 'stopped', 'paused', 'starting'];
  return {
    ...emptyBoard,
    sessions: Array.from({length: count}, (_, index) => session(`agent-${index + 1}`, states[index % states.length] ?? 'idle')),
  };
}
