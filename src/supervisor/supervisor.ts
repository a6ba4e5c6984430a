import {randomUUID} from 'node:crypto';
import {mkdirSync, realpathSync} from 'node:fs';
import type {SessionHub} from '../agents/adapter.ts';
import {adapterOf} from '../agents/adapters.ts';
import {loadConfig} from '../config/load.ts';
import type {ResolvedConfig} from '../config/team-config.ts';
import type {Coordination} from '../coordination/coordination.ts';
import {executeByRealNames} from '../coordination/execute.ts';
import {ProjectPaths} from '../coordination/project-paths.ts';
import {sameToken, tokenFor} from '../coordination/tokens.ts';
import {traceInJournal} from '../coordination/trace-in-journal.ts';
import {
  type Actor,
  type Board,
  boardOf,
  briefOf,
  type CommandBody,
  effectsOf,
  explainSession,
  type MessageTrace,
  outstanding,
  type SessionId,
  type Team,
  type Verdict,
} from '../core/index.ts';
import {systemClock} from '../journal/clock.ts';
import type {FileJournal} from '../journal/file/file-journal.ts';
import {openJournal} from '../journal/open.ts';
import {TeamStore} from '../journal/team-store.ts';
import {JournalUpkeep} from '../journal/upkeep/journal-upkeep.ts';
import {Disposables} from '../platform/disposables.ts';
import type {Explanation, SupervisorInfo} from '../protocol/control.ts';
import {projectFiles} from '../protocol/layout.ts';
import {MailDelivery} from './delivery.ts';
import {Effects} from './effects.ts';
import {type GatewayIdentity, loadGatewayIdentity} from './gateway-identity.ts';
import {Guests} from './guests.ts';
import {HostLink} from './host-link.ts';
import {Notices} from './notices.ts';
import {PassingTime} from './passing-time.ts';
import {programs} from './programs.ts';
import {Projections} from './projections/projections.ts';
import {OpenQuestions, withdrawUnheld} from './questions.ts';
import {RepetitionWatch} from './repetition-watch.ts';
import {RunFolder} from './run-folder.ts';
import {createSessionHub, type HubHost} from './session-hub.ts';
import {SessionRunner} from './session-runner.ts';
import {TeamConfiguration} from './team-configuration.ts';
import {Timers} from './timers.ts';

const SUPERVISOR: Actor = {kind: 'supervisor'};

export interface SupervisorOptions {
  readonly project: string;
  readonly version: string;
  readonly log: (line: string) => void;
}

/** The run loop around the core: commands in, events made durable, effects performed. One per project. */
export class Supervisor implements HubHost, Coordination {
  readonly project: string;
  readonly files: ReturnType<typeof projectFiles>;
  readonly paths: ProjectPaths;
  readonly runner: SessionRunner;
  readonly link: HostLink;
  readonly delivery: MailDelivery;
  readonly runFolder: RunFolder;
  readonly questions = new OpenQuestions();
  readonly #options: SupervisorOptions;
  readonly #store: TeamStore;
  readonly #owned = new Disposables();
  readonly #timers = new Timers();
  readonly #changeListeners = new Set<() => void>();
  readonly #notices: Notices;
  readonly #effects: Effects;
  readonly #passingTime: PassingTime;
  readonly #repetition: RepetitionWatch;
  readonly #projections: Projections;
  readonly #guests: Guests;
  readonly #startedAt = Date.now();
  readonly #configuration: TeamConfiguration;
  #gateway: GatewayIdentity;

  private constructor(options: SupervisorOptions, journal: FileJournal, store: TeamStore, config: ResolvedConfig) {
    this.#options = options;
    this.project = options.project;
    this.files = projectFiles(options.project);
    this.#store = store;
    this.paths = new ProjectPaths(options.project);
    this.#notices = new Notices((text) => {
      if (text !== null) this.log('', text);
      this.#tellChange();
    });
    this.#configuration = new TeamConfiguration(
      {
        project: this.project,
        team: store.team,
        execute: (body) => this.execute(SUPERVISOR, body),
        setNotice: (key, text) => this.setNotice(key, text),
      },
      config,
    );
    const {identity, problem} = loadGatewayIdentity(this.files.gateway);
    this.#gateway = identity;
    if (problem !== null) this.setNotice('gateway key', problem);
    this.runFolder = new RunFolder({files: this.files, journal, identity: () => this.#gateway});
    this.#projections = this.#owned.add(
      new Projections({files: this.files, onProblem: (problem) => this.setNotice('projections', problem)}),
    );
    this.link = new HostLink(this.project, this.files);
    this.runner = new SessionRunner(this.#runnerHost(), this.link, this.#timers);
    this.delivery = new MailDelivery(
      {
        team: store.team,
        now: () => store.now(),
        execute: (actor, body) => this.execute(actor, body),
        ringer: (session) => this.#ringer(session),
      },
      this.#timers,
    );
    this.#passingTime = new PassingTime(
      {
        team: store.team,
        now: () => store.now(),
        pass: () => this.execute(SUPERVISOR, {type: 'time.pass'}),
        unattended: (from, until) => this.execute(SUPERVISOR, {type: 'time.unattended', from, until}),
      },
      this.#timers,
    );
    const execute = (body: CommandBody): Promise<Verdict> => this.execute(SUPERVISOR, body);
    const log = (line: string): void => this.log('', line);
    this.#repetition = new RepetitionWatch({team: store.team, now: () => store.now(), execute, log});
    this.#effects = this.#owned.add(
      new Effects({
        project: this.project,
        team: store.team,
        runner: this.runner,
        delivery: this.delivery,
        questions: this.questions,
        timers: this.#timers,
        notifyCommand: () => this.config.notify,
        execute,
        log,
      }),
    );
    this.#guests = this.#owned.add(new Guests({team: store.team, execute}));
    this.#owned.add(this.#timers);
    this.#owned.add(
      new JournalUpkeep({
        file: this.files.journal,
        program: programs.journalUpkeep,
        retention: () => ({olderThan: store.now() - this.config.journal.keep, mostBytes: this.config.journal.most}),
        position: () => store.team.position,
        saveSnapshot: () => store.saveSnapshot(),
        onReport: (problem, report) => {
          this.setNotice('journal upkeep', problem);
          // Stays: it is not mended by the next run.
          if (report && report.lost.length > 0) this.setNotice('journal archive', report.lost.join(' '));
        },
      }),
    );
    this.#owned.add(this.runner);
    this.#owned.add(this.link);
  }

  /** Throws `ConfigError` or `JournalError`: nothing was started then. */
  static async open(options: SupervisorOptions): Promise<Supervisor> {
    const project = realpathSync(options.project);
    const files = projectFiles(project);
    const config = await loadConfig(project);
    mkdirSync(files.run, {recursive: true, mode: 0o700});
    const {journal, notices} = openJournal(files.journal);
    const store = new TeamStore(journal, systemClock);
    const supervisor = new Supervisor({...options, project}, journal, store, config.resolved);
    for (const [index, notice] of notices.entries()) supervisor.setNotice(`journal ${index}`, notice);
    return supervisor;
  }

  /** Sessions are adopted or started once the gateway's port is known, because they are told its address. */
  async start(port: number): Promise<void> {
    this.#gateway = {...this.#gateway, port};
    this.runFolder.writeAgain();
    this.#owned.add(
      this.#store.onEvents((events) => {
        this.#effects.performAll(effectsOf(this.team, events));
        this.#repetition.takeIn(events);
        this.#passingTime.arm();
        this.#guests.watch();
        this.writeProjections();
        this.#tellChange();
      }),
    );
    const [last] = this.#store.read(Math.max(0, this.team.position - 1), 1);
    if (last) this.#passingTime.begin(last.at);
    await this.#configuration.apply();
    await withdrawUnheld(this.team, (body) => this.execute(SUPERVISOR, body));
    const client = await this.link.connect();
    await this.runner.reconcile((await client.request('list', {})).terminals);
    this.link.onConnected = (terminals) => void this.runner.reconcile(terminals).catch((error) => this.log('', `reconcile: ${error}`));
    this.link.onLost = () => void this.#hostLost();
    this.link.onSilence = (problem) => this.setNotice('host silence', problem && `${problem.message} ${problem.remedy}`);
    this.#effects.performAll(outstanding(this.team));
    await this.#configuration.start(this.#configuration.memberIds());
    this.#owned.add(this.#configuration.watch());
    this.writeProjections();
    this.#passingTime.arm();
    this.#guests.watch();
  }

  get team(): Team {
    return this.#store.team;
  }

  get config(): ResolvedConfig {
    return this.#configuration.current;
  }

  /** The port that running sessions know, 0 for none. */
  get lastPort(): number {
    return this.#gateway.port;
  }

  async execute(actor: Actor, body: CommandBody, id: string = randomUUID()): Promise<Verdict> {
    const verdict = await executeByRealNames(this.#store, this.paths, {id, actor, body});
    if (verdict.ok) this.#repetition.saw(actor, body);
    return verdict;
  }

  board(): Board {
    return boardOf(this.team, this.#store.now());
  }

  /** Soon; also what somebody deleted. */
  writeProjections(): void {
    this.#projections.update(() => this.board());
  }

  brief(session: SessionId): string {
    return briefOf(this.team, session, this.#store.now());
  }

  explain(session: SessionId): Explanation | null {
    return explainSession(this.team, session, this.#store.now());
  }

  trace(message: string): Promise<MessageTrace> {
    return traceInJournal((from, limit) => this.#store.read(from, limit), message);
  }

  eventsFrom(position: number, limit: number) {
    return this.#store.read(position, limit);
  }

  /** Calls back after every change of what is shown. */
  onChange(listener: () => void): Disposable {
    this.#changeListeners.add(listener);
    return {[Symbol.dispose]: () => this.#changeListeners.delete(listener)};
  }

  info(): SupervisorInfo {
    return {
      pid: process.pid,
      version: this.#options.version,
      project: this.project,
      team: this.config.name,
      startedAt: this.#startedAt,
      gateway: this.gatewayUrl,
      leaveTyping: this.config.screen.leaveTyping,
      notices: this.#notices.all,
    };
  }

  get gatewayUrl(): string {
    return `http://127.0.0.1:${this.#gateway.port}`;
  }

  setNotice(key: string, text: string | null): void {
    this.#notices.set(key, text);
  }

  token(session: SessionId, incarnation: number): string {
    return tokenFor(this.#gateway.key, session, incarnation);
  }

  /** Whose token this is. Waits for a start that is being written down. `null`: nobody's, or an older incarnation's. */
  async authenticate(session: string, token: string): Promise<(Actor & {kind: 'session'}) | null> {
    const state = Object.hasOwn(this.team.sessions, session) ? this.team.sessions[session] : undefined;
    if (!state) return null;
    if (sameToken(token, this.token(session, state.incarnation + 1))) await this.runner.whenStarted(session, state.incarnation + 1);
    const incarnation = this.team.sessions[session]?.incarnation ?? 0;
    return incarnation > 0 && sameToken(token, this.token(session, incarnation)) ? {kind: 'session', session, incarnation} : null;
  }

  hub(session: SessionId, incarnation: number, whenFlushed?: (report: () => Promise<void>) => void): SessionHub {
    const member = this.config.members.find((candidate) => candidate.id === session);
    return createSessionHub({
      host: this,
      session,
      incarnation,
      folder: this.files.session(session),
      cwd: member?.cwd ?? this.project,
      ...(whenFlushed ? {whenFlushed} : {}),
    });
  }

  async takeMail(actor: Actor & {kind: 'session'}, via: string) {
    return this.delivery.take(actor.session, via);
  }

  async waitForAnswer(attention: string) {
    const state = this.team.attention[attention];
    const answer = this.questions.wait(attention);
    if (state) this.questions.settle(state);
    return answer;
  }

  log(session: SessionId, line: string): void {
    this.#options.log(session ? `[${session}] ${line}` : line);
  }

  async close(): Promise<void> {
    this.#owned[Symbol.dispose]();
    await this.#store.close();
  }

  async #hostLost(): Promise<void> {
    this.log('', 'the terminal host ended; its sessions are resumed in a new one');
    await this.runner.lostAll();
    await this.link.connect().catch((error) => this.setNotice('host', `${error}`));
  }

  #tellChange(): void {
    for (const listener of this.#changeListeners) listener();
  }

  #ringer(session: SessionId) {
    const state = this.team.sessions[session];
    const ring = state && adapterOf(state.client)?.ring;
    return ring ? {hub: this.hub(session, state.incarnation), ring} : null;
  }

  #runnerHost() {
    const supervisor = this;
    return {
      project: this.project,
      get team() {
        return supervisor.team;
      },
      get config() {
        return supervisor.config;
      },
      get gateway() {
        return supervisor.gatewayUrl;
      },
      binFolder: this.files.bin,
      sessionFolder: this.files.session,
      token: (session: SessionId, incarnation: number) => this.token(session, incarnation),
      execute: (actor: Actor, body: CommandBody) => this.execute(actor, body),
      hub: (session: SessionId, incarnation: number) => this.hub(session, incarnation),
      log: (line: string) => this.log('', line),
    };
  }
}
