import {mkdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {LaunchPlan, SessionHub} from '../agents/adapter.ts';
import {adapterOf} from '../agents/adapters.ts';
import {cleanEnvironment} from '../agents/environment.ts';
import {instructionsFor} from '../agents/instructions.ts';
import type {ResolvedConfig, ResolvedMember} from '../config/team-config.ts';
import type {Actor, CommandBody, Session, SessionId, Team, Verdict} from '../core/index.ts';
import {endProcessGroup} from '../platform/end-process.ts';
import {replaceFile} from '../platform/write-file.ts';
import type {TerminalInfo, TerminalNotification} from '../protocol/terminal.ts';
import type {HostLink} from './host-link.ts';
import {programs} from './programs.ts';
import {beginStopSequence} from './stop-sequence.ts';
import type {Timers} from './timers.ts';

export interface RunnerHost {
  readonly project: string;
  readonly team: Team;
  readonly config: ResolvedConfig;
  readonly gateway: string;
  readonly binFolder: string;
  sessionFolder(session: SessionId): string;
  token(session: SessionId, incarnation: number): string;
  execute(actor: Actor, body: CommandBody): Promise<Verdict>;
  hub(session: SessionId, incarnation: number): SessionHub;
  log(line: string): void;
}

const SUPERVISOR: Actor = {kind: 'supervisor'};
/** Size of a terminal that no screen has looked at yet. */
const UNSEEN = {cols: 120, rows: 40};

/** What is kept of a start beside the session, so that a supervisor that dies between start and journal loses no conversation. */
interface LaunchRecord {
  readonly incarnation: number;
  readonly conversation: string | null;
}

/** Starts, adopts, watches and ends the sessions' processes. */
export class SessionRunner implements Disposable {
  readonly #host: RunnerHost;
  readonly #link: HostLink;
  readonly #timers: Timers;
  readonly #starting = new Map<SessionId, {incarnation: number; done: Promise<void>}>();
  readonly #observers = new Map<SessionId, Disposable>();
  readonly #stopping = new Map<SessionId, Disposable>();
  readonly #settled = new Map<SessionId, Set<() => void>>();

  constructor(host: RunnerHost, link: HostLink, timers: Timers) {
    this.#host = host;
    this.#link = link;
    this.#timers = timers;
    link.onNotification((notification) => this.#receive(notification));
  }

  /** `after` ms from now, unless the session has moved on by then. */
  startLater(session: SessionId, after: number, incarnation: number): void {
    this.#timers.set(`start ${session}`, after, () => {
      const state = this.#host.team.sessions[session];
      if (state?.life === 'starting' && state.incarnation === incarnation && !this.#starting.has(session)) this.#begin(state);
    });
  }

  /** A start of this incarnation that is under way: its hooks may come before the journal knows of it. */
  async whenStarted(session: SessionId, incarnation: number): Promise<void> {
    const start = this.#starting.get(session);
    if (start?.incarnation === incarnation) await start.done;
  }

  stop(session: SessionId): void {
    if (this.#stopping.has(session)) return;
    this.#timers.clear(`start ${session}`);
    this.#stopping.set(
      session,
      beginStopSequence((signal) => {
        this.#link.request('signal', {terminal: session, signal, sweep: signal === 'SIGKILL'}).catch((error) => {
          this.#host.log(`${session}: ${signal} was not sent: ${error}`);
        });
      }),
    );
  }

  /** Compares what the journal says with what the host has, after a connection to it. */
  async reconcile(terminals: readonly TerminalInfo[]): Promise<void> {
    const present = new Map(terminals.map((info) => [info.terminal, info]));
    for (const session of Object.values(this.#host.team.sessions)) {
      if (session.origin === 'joined' || this.#starting.has(session.id)) continue;
      const info = present.get(session.id);
      const believed = session.life === 'running';
      if (info && !info.exit && (info.incarnation === session.incarnation ? believed : info.incarnation === session.incarnation + 1)) {
        if (!believed || info.incarnation !== session.incarnation) await this.#adoptUnrecorded(session, info);
        this.#observe(session.id);
        continue;
      }
      if (info && !info.exit) {
        // A process that the journal knows nothing good of: its claims were given away already, so it must not go on writing.
        this.#host.log(`${session.id}: ending a process of incarnation ${info.incarnation}, the journal is at ${session.incarnation}`);
        await this.#link.request('signal', {terminal: session.id, signal: 'SIGKILL', sweep: true}).catch(() => {});
      }
      if (believed) await this.#exited(session.id, session.incarnation, info?.exit ?? {code: null, signal: null});
    }
  }

  /** The host went away, and with it every terminal: their processes got SIGHUP. */
  async lostAll(): Promise<void> {
    for (const session of Object.values(this.#host.team.sessions)) {
      if (session.life === 'running' && session.origin === 'config') {
        await this.#exited(session.id, session.incarnation, {code: null, signal: 'SIGHUP'});
      }
    }
  }

  onSettled(session: SessionId, listener: () => void): Disposable {
    const listeners = this.#settled.get(session) ?? new Set();
    this.#settled.set(session, listeners.add(listener));
    return {[Symbol.dispose]: () => listeners.delete(listener)};
  }

  async screenText(session: SessionId): Promise<string> {
    return (await this.#link.request('snapshot', {terminal: session, format: 'text'})).content;
  }

  async hasTerminal(session: SessionId): Promise<boolean> {
    const {terminals} = await this.#link.ask('list', {});
    return terminals.some((terminal) => terminal.terminal === session);
  }

  [Symbol.dispose](): void {
    for (const disposable of [...this.#observers.values(), ...this.#stopping.values()]) disposable[Symbol.dispose]();
  }

  #begin(state: Session): void {
    const incarnation = state.incarnation + 1;
    const done = this.#start(state, incarnation).finally(() => this.#starting.delete(state.id));
    this.#starting.set(state.id, {incarnation, done});
  }

  async #start(state: Session, incarnation: number): Promise<void> {
    const {id} = state;
    try {
      const plan = await this.#plan(state, incarnation);
      // The last incarnation's terminal may still be ending what it started.
      const info = await this.#link.request('spawn', {
        terminal: id,
        incarnation,
        file: plan.file,
        args: plan.args,
        env: plan.env,
        cwd: this.#member(id)?.cwd ?? this.#host.project,
        ...(await this.#lastSize(id)),
      });
      await this.#host.execute(SUPERVISOR, {
        type: 'session.started',
        session: id,
        process: {pid: info.pid, startTime: info.startTime},
        conversation: plan.conversation,
      });
      this.#observe(id);
      // It may have ended before the journal knew that it had begun.
      const {terminals} = await this.#link.request('list', {});
      const now = terminals.find((terminal) => terminal.terminal === id && terminal.incarnation === incarnation);
      if (!now || now.exit) await this.#recordExit(id, incarnation, now?.exit ?? {code: null, signal: null});
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#host.log(`${id}: start failed: ${error instanceof Error ? error.stack : error}`);
      await this.#host.execute(SUPERVISOR, {type: 'session.startFailed', session: id, reason});
    }
  }

  async #plan(state: Session, incarnation: number): Promise<LaunchPlan> {
    const {id} = state;
    const member = this.#member(id);
    const adapter = adapterOf(state.client);
    if (!member) throw new Error(`${id} is not in the configuration any more.`);
    if (!adapter) throw new Error(`There is no client "${state.client}".`);
    const {command, env} = this.#host.config.clients[state.client] ?? {};
    const settings = {command: member.command ?? command, env};
    const detection = await adapter.detect(process.env, settings);
    if (!detection.found) throw new Error(`${detection.reason} ${detection.remedy}`);
    const folder = this.#host.sessionFolder(id);
    mkdirSync(folder, {recursive: true, mode: 0o700});
    const token = this.#host.token(id, incarnation);
    const environment = cleanEnvironment({...process.env, ...settings.env});
    const plan = await adapter.launch({
      session: id,
      incarnation,
      project: this.#host.project,
      cwd: member.cwd,
      folder,
      gateway: this.#host.gateway,
      token,
      instructions: instructionsFor({session: id, role: member.role, members: this.#host.config.members}),
      model: member.model,
      permissionMode: member.permissionMode,
      prompt: member.prompt,
      conversation: state.conversation,
      detection,
      settings,
      environment: {
        ...environment,
        HARMONY_SESSION: id,
        HARMONY_TOKEN: token,
        HARMONY_PROJECT: this.#host.project,
        HARMONY_GATEWAY: this.#host.gateway,
        PATH: `${this.#host.binFolder}:${environment.PATH ?? ''}`,
      },
      node: process.execPath,
      programs,
    });
    replaceFile(this.#recordFile(id), JSON.stringify({incarnation, conversation: plan.conversation} satisfies LaunchRecord), 0o600);
    return plan;
  }

  /** It was started, and the supervisor died before it could write that down. */
  async #adoptUnrecorded(session: Session, info: TerminalInfo): Promise<void> {
    let conversation = session.conversation;
    try {
      const record = JSON.parse(readFileSync(this.#recordFile(session.id), 'utf8')) as LaunchRecord;
      if (record.incarnation === info.incarnation) conversation = record.conversation;
    } catch {
      // No record: the conversation the journal knows is the best that is left.
    }
    await this.#host.execute(SUPERVISOR, {type: 'session.start', session: session.id});
    await this.#host.execute(SUPERVISOR, {
      type: 'session.started',
      session: session.id,
      process: {pid: info.pid, startTime: info.startTime},
      conversation,
    });
  }

  #observe(id: SessionId): void {
    this.#observers.get(id)?.[Symbol.dispose]();
    this.#observers.delete(id);
    const session = this.#host.team.sessions[id];
    const adapter = session && adapterOf(session.client);
    if (!session?.process || !adapter?.observe) return;
    const observer = adapter.observe(this.#host.hub(id, session.incarnation), {
      pid: session.process.pid,
      screen: () => this.screenText(id),
      onSettled: (listener) => this.onSettled(id, listener),
      environment: cleanEnvironment({...process.env, ...this.#host.config.clients[session.client]?.env}),
    });
    this.#observers.set(id, observer);
  }

  #receive(notification: TerminalNotification): void {
    if (notification.type === 'exited') {
      const {terminal, incarnation, exit} = notification.info;
      if (exit) void this.#exited(terminal, incarnation, exit);
    } else if (notification.type === 'settled') {
      for (const listener of this.#settled.get(notification.terminal) ?? []) listener();
    }
  }

  async #exited(id: SessionId, incarnation: number, exit: {code: number | null; signal: string | null}): Promise<void> {
    // Its start is being written down: the exit comes after it.
    await this.whenStarted(id, incarnation);
    await this.#recordExit(id, incarnation, exit);
  }

  async #recordExit(id: SessionId, incarnation: number, exit: {code: number | null; signal: string | null}): Promise<void> {
    const session = this.#host.team.sessions[id];
    if (session?.life !== 'running' || session.incarnation !== incarnation) return;
    this.#observers.get(id)?.[Symbol.dispose]();
    this.#observers.delete(id);
    this.#stopping.get(id)?.[Symbol.dispose]();
    this.#stopping.delete(id);
    // What left the process group with setsid would go on under the old incarnation's name.
    await this.#link.request('signal', {terminal: id, signal: 'SIGKILL', sweep: true}).catch(() => {});
    // Where the host died, its sessions have only been hung up: two processes must never go on with one conversation.
    if (session.process) await endProcessGroup(session.process);
    await this.#host.execute(SUPERVISOR, {type: 'session.exited', session: id, incarnation, ...exit});
  }

  async #lastSize(id: SessionId): Promise<{cols: number; rows: number}> {
    const {terminals} = await this.#link.request('list', {});
    const last = terminals.find((terminal) => terminal.terminal === id);
    return last ? {cols: last.cols, rows: last.rows} : UNSEEN;
  }

  #member(id: SessionId): ResolvedMember | undefined {
    return this.#host.config.members.find((member) => member.id === id);
  }

  #recordFile(id: SessionId): string {
    return join(this.#host.sessionFolder(id), 'launch.json');
  }
}
