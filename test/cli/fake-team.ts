import {mkdirSync} from 'node:fs';
import {createServer, type Socket} from 'node:net';
import type {Board, BoardSession, Refusal} from '../../src/core/index.ts';
import type {InboxMessage} from '../../src/protocol/control.ts';
import {readJsonLines} from '../../src/protocol/json-lines.ts';
import {projectFiles} from '../../src/protocol/layout.ts';
import {TestFolder} from '../config/folder.ts';

export interface Request {
  readonly id: number;
  readonly method: string;
  // biome-ignore lint/suspicious/noExplicitAny: the shape is what the test asserts.
  readonly params: any;
}

/** What to answer: a value, a refusal, or `hang-up`. */
type Answer = {readonly result: unknown} | {readonly error: Refusal} | 'hang-up';

export const refusal = (code: Refusal['code'], details: Readonly<Record<string, unknown>> = {}): Answer => ({
  error: {code, message: `It is ${code}.`, remedy: 'Do something else.', details},
});

/** A supervisor that says what the test tells it to, over a real socket, and remembers what it was asked. */
export class FakeTeam implements AsyncDisposable {
  readonly folder = new TestFolder();
  readonly requests: Request[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((socket) => this.#accept(socket));
  answer: (request: Request) => Answer = () => ({result: null});

  async start(): Promise<this> {
    const files = projectFiles(this.folder.path);
    mkdirSync(files.run, {recursive: true});
    await new Promise<void>((resolve) => this.#server.listen(files.control, resolve));
    return this;
  }

  commands(): Request[] {
    return this.requests.filter(({method}) => method === 'command');
  }

  push(message: object): void {
    for (const socket of this.#sockets) socket.write(`${JSON.stringify(message)}\n`);
  }

  hangUp(): void {
    for (const socket of this.#sockets) socket.end();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
    this.folder[Symbol.dispose]();
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => {});
    readJsonLines(socket, (value) => {
      const request = value as Request;
      this.requests.push(request);
      const answer = request.method === 'hello' ? {result: {supervisor: this.#info(), actor: 'human'}} : this.answer(request);
      if (answer === 'hang-up') socket.destroy();
      else socket.write(`${JSON.stringify({id: request.id, ...answer})}\n`);
    });
  }

  #info() {
    return {
      pid: process.pid,
      version: '0.1.0',
      project: this.folder.path,
      team: 'fake',
      startedAt: Date.now(),
      gateway: 'http://127.0.0.1:1',
      leaveTyping: 'ctrl+q',
      notices: [],
    };
  }
}

export const boardWith = (part: Partial<Board>): Board => ({
  team: 'fake',
  position: 1,
  at: 100_000,
  sessions: [],
  claims: [],
  waits: [],
  messages: [],
  tasks: [],
  phases: [],
  blockers: [],
  attention: [],
  activity: [],
  ...part,
});

export const sessionWith = (part: Partial<BoardSession>): BoardSession => ({
  id: 'ada',
  role: 'backend',
  tier: 3,
  client: 'command',
  origin: 'config',
  incarnation: 1,
  state: 'idle',
  detail: '',
  evidence: 'started',
  since: 90_000,
  alive: true,
  pid: 1,
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
  ...part,
});

export const messageWith = (id: string): InboxMessage => ({
  id,
  from: 'bob',
  authority: 'peer',
  subject: 'Hello',
  body: 'Hello, you.',
  priority: 'normal',
  needsReply: false,
  replyBy: null,
  replyTo: null,
  replaces: null,
  replacedBy: null,
  sentAt: 0,
  state: 'queued',
});
