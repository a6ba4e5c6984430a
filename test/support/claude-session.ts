import {once} from 'node:events';
import {mkdirSync, mkdtempSync, realpathSync, rmSync} from 'node:fs';
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {onTestFinished} from 'vitest';
import type {LaunchPlan} from '../../src/agents/adapter.ts';
import {claudeCodeAdapter} from '../../src/agents/claude-code/adapter.ts';
import {cleanEnvironment} from '../../src/agents/environment.ts';
import {instructionsFor} from '../../src/agents/instructions.ts';
import type {CommandBody, Verdict} from '../../src/core/index.ts';
import {serveMcp} from '../../src/gateway/mcp/serve.ts';
import {installClaude, makeClaudeHome} from './claude.ts';
import {type Letter, MemoryHub} from './memory-hub.ts';
import {type Script, ScriptedMessagesApi} from './messages-api/server.ts';
import {TestTerminal} from './test-terminal.ts';

export interface ClaudeSessionOptions {
  readonly turns?: Script['turns'];
  readonly prompt?: string | null;
  /** The client asks whether it may trust the folder. */
  readonly trusted?: boolean;
  /** Answers the tools of the team. */
  readonly execute?: (body: CommandBody) => Promise<Verdict>;
}

const SESSION = 'ada';
const TOKEN = 'a-secret-of-ada';
const ROLE = {name: 'builder', tier: 2, expertise: [], delegatesTo: [], paths: [], instructions: 'Build what you are asked to build.'};

/** One real Claude Code session with the adapter around it: a pty, a gateway in this process, and a hub in memory. */
export class ClaudeSession {
  readonly project = realpathSync(mkdtempSync(join(tmpdir(), 'harmony-project-')));
  readonly folder = join(this.project, '.harmony/run/sessions', SESSION);
  readonly api: ScriptedMessagesApi;
  readonly home: ReturnType<typeof makeClaudeHome>;
  readonly hub: MemoryHub;
  readonly events: string[] = [];
  readonly #owned = new AsyncDisposableStack();
  #gateway: Server;
  #port = 0;
  plan!: LaunchPlan;
  terminal!: TestTerminal;

  private constructor(api: ScriptedMessagesApi, {trusted = true, execute}: ClaudeSessionOptions) {
    this.api = this.#owned.use(api);
    mkdirSync(this.folder, {recursive: true, mode: 0o700});
    this.home = this.#owned.use(makeClaudeHome({api: api.url, projects: trusted ? [this.project] : []}));
    this.hub = new MemoryHub({session: SESSION, incarnation: nextIncarnation(), project: this.project, folder: this.folder});
    this.#gateway = this.#createGateway(execute ?? (async () => ({ok: true, value: {}})));
  }

  static async start(options: ClaudeSessionOptions): Promise<ClaudeSession> {
    const session = new ClaudeSession(await ScriptedMessagesApi.start(), options);
    // Also after a test that ran out of time and will never get to its end.
    onTestFinished(async ({task}) => {
      if (task.result?.state === 'fail') await session.#explain();
      await session.#end();
    });
    session.api.script({session: SESSION, turns: options.turns ?? []});
    await session.openGateway();
    await session.run({prompt: options.prompt ?? null, conversation: null});
    return session;
  }

  /** Starts the client, for the first time or again. */
  async run({prompt, conversation}: {prompt: string | null; conversation: string | null}): Promise<void> {
    const environment = cleanEnvironment({
      ...this.home.environment,
      HARMONY_SESSION: SESSION,
      HARMONY_TOKEN: TOKEN,
    });
    const gateway = `http://127.0.0.1:${this.#port}`;
    const settings = {command: [await installClaude()]};
    const detection = await claudeCodeAdapter.detect(environment, settings);
    if (!detection.found) throw new Error(detection.reason);
    this.plan = await claudeCodeAdapter.launch({
      session: SESSION,
      incarnation: this.hub.incarnation,
      project: this.project,
      cwd: this.project,
      folder: this.folder,
      gateway,
      token: TOKEN,
      instructions: instructionsFor({
        session: SESSION,
        role: ROLE,
        members: [
          {id: SESSION, role: ROLE},
          {id: 'bob', role: ROLE},
        ],
      }),
      model: null,
      permissionMode: null,
      prompt,
      conversation,
      detection,
      settings,
      environment: {...environment, HARMONY_SESSION: SESSION, HARMONY_TOKEN: TOKEN, HARMONY_GATEWAY: gateway},
      node: process.execPath,
      programs: {harmony: '', hook: fileURLToPath(new URL('../../dist/bell-hook.js', import.meta.url)), demo: ''},
    });
    const terminal = new TestTerminal(this.plan.file, this.plan.args, {cwd: this.project, env: this.plan.env});
    this.terminal = this.#owned.use(terminal);
    const observer = claudeCodeAdapter.observe?.(this.hub, {
      pid: terminal.pid,
      screen: async () => terminal.screen(),
      onSettled: (listener) => terminal.onSettled(listener),
      environment,
    });
    if (observer) this.#owned.use(observer);
  }

  /** A message for an idle session: the bell is rung until it was fetched, as the supervisor does. */
  async deliver(letter: Letter): Promise<void> {
    this.hub.mail.push(letter);
    const ring = (): void => void claudeCodeAdapter.ring?.(this.hub);
    ring();
    const again = setInterval(ring, 2_000);
    await this.hub.changed.until(() => this.hub.injectedMail.some(({messages}) => messages.includes(letter.id)));
    clearInterval(again);
  }

  async openGateway(): Promise<void> {
    this.#gateway.listen(this.#port, '127.0.0.1');
    await once(this.#gateway, 'listening');
    this.#port = (this.#gateway.address() as AddressInfo).port;
  }

  async closeGateway(): Promise<void> {
    this.#gateway.close();
    this.#gateway.closeAllConnections();
    await once(this.#gateway, 'close');
  }

  /** What a failed test would want to know. */
  #explain(): void {
    const {events, hub, api} = this;
    console.error(this.terminal.screen().trimEnd(), {events, facts: hub.facts, log: hub.lines, failures: api.failures});
  }

  async #end(): Promise<void> {
    await this.#owned.disposeAsync();
    if (this.#gateway.listening) await this.closeGateway();
    rmSync(this.project, {recursive: true, force: true, maxRetries: 5});
  }

  #createGateway(execute: (body: CommandBody) => Promise<Verdict>): Server {
    const actor = {kind: 'session', session: SESSION, incarnation: this.hub.incarnation} as const;
    return createServer(async (request, response) => {
      if (request.headers.authorization !== `Bearer ${TOKEN}`) {
        response.writeHead(401).end();
        return;
      }
      const [, area, , event = ''] = (request.url ?? '').split('/');
      if (area === 'mcp') {
        const host = {
          execute: (_actor: unknown, body: CommandBody) => execute(body),
          board: () => {
            throw new Error('There is no board here.');
          },
          takeInbox: async () => [],
          addNote: () => '',
          searchNotes: () => [],
          toolsListed: () => void this.#dispatch('ToolsListed', {}),
        };
        await serveMcp(host, actor, request, response);
        return;
      }
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const answer = await this.#dispatch(event, JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}'));
      response.writeHead(200, {'content-type': 'application/json'});
      response.end(JSON.stringify(answer));
    });
  }

  async #dispatch(event: string, body: unknown): Promise<object> {
    this.events.push(event);
    this.hub.changed.notify();
    return (await claudeCodeAdapter.hook?.(event, body, this.hub)) ?? {};
  }
}

let incarnations = 0;

/** The adapter keeps its memory by session and incarnation: each test's is its own. */
function nextIncarnation(): number {
  incarnations += 1;
  return incarnations;
}
