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
import {Disposables} from '../platform/disposables.ts';
import type {ControlRequests, Explanation, JoinGrant, SupervisorInfo} from '../protocol/control.ts';
import {projectFiles} from '../protocol/layout.ts';
import {MailDelivery} from './delivery.ts';
import {performEffect} from './effects.ts';
import {Expiry} from './expiry.ts';
import {type GatewayIdentity, loadGatewayIdentity} from './gateway-identity.ts';
import {Guests} from './guests.ts';
import {HostLink} from './host-link.ts';
import {Notices} from './notices.ts';
import {runNotifyCommand} from './notify.ts';
import {Projections} from './projections/projections.ts';
import {OpenQuestions} from './questions.ts';
import {RunFolder} from './run-folder.ts';
import {createSessionHub, type HubHost} from './session-hub.ts';
import {SessionRunner} from './session-runner.ts';
import {processOfGuest, specOfGuest} from './session-specs.ts';
import {TaskChecks} from './task-checks.ts';
import {TeamConfiguration} from './team-configuration.ts';
import {Timers} from './timers.ts';

const SUPERVISOR: Actor = {kind: 'supervisor'};
/** When a grant that could not be written is tried again. Milliseconds. */
const GRANT_AGAIN = 5_000;

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
  readonly #checks: TaskChecks;
  readonly #expiry: Expiry;
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
    this.#expiry = new Expiry(
      store.team,
      () => store.now(),
      this.#timers,
      () => this.execute(SUPERVISOR, {type: 'time.pass'}),
    );
    this.#checks = this.#owned.add(
      new TaskChecks({project: this.project, team: store.team, execute: (body) => this.execute(SUPERVISOR, body)}),
    );
    this.#guests = this.#owned.add(new Guests({team: store.team, execute: (body) => this.execute(SUPERVISOR, body)}));
    this.#owned.add(this.#timers);
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
        for (const effect of effectsOf(this.team, events)) performEffect(this.#effectHost(), effect);
        this.#expiry.arm();
        this.#guests.watch();
        this.writeProjections();
        this.#tellChange();
      }),
    );
    await this.#configuration.apply();
    await this.#withdrawUnheldQuestions();
    const client = await this.link.connect();
    await this.runner.reconcile((await client.request('list', {})).terminals);
    this.link.onConnected = (terminals) => void this.runner.reconcile(terminals).catch((error) => this.log('', `reconcile: ${error}`));
    this.link.onLost = () => void this.#hostLost();
    this.link.onSilence = (problem) => this.setNotice('host silence', problem && `${problem.message} ${problem.remedy}`);
    for (const effect of outstanding(this.team)) performEffect(this.#effectHost(), effect);
    await this.#configuration.start(this.#configuration.memberIds());
    this.#owned.add(this.#configuration.watch());
    this.writeProjections();
    this.#expiry.arm();
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
    return executeByRealNames(this.#store, this.paths, {id, actor, body});
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

  /** A process that a person started by hand becomes a session. */
  async join(request: ControlRequests['join']['params']): Promise<Verdict> {
    const guest = processOfGuest(request.pid);
    if (request.pid !== undefined && guest === null) {
      const remedy = 'Give the number of a running process, mostly --pid $$.';
      return {ok: false, refusal: {code: 'invalid', message: `There is no process ${request.pid}.`, remedy, details: {}}};
    }
    const verdict = await this.execute({kind: 'human'}, {type: 'session.join', spec: specOfGuest(request, this.config), process: guest});
    if (!verdict.ok) return verdict;
    const {incarnation} = verdict.value as {incarnation: number};
    const environment = {
      HARMONY_SESSION: request.name,
      HARMONY_TOKEN: this.token(request.name, incarnation),
      HARMONY_PROJECT: this.project,
      HARMONY_GATEWAY: this.gatewayUrl,
    };
    return {ok: true, value: {session: request.name, incarnation, environment} satisfies JoinGrant};
  }

  async close(): Promise<void> {
    this.#owned[Symbol.dispose]();
    await this.#store.close();
  }

  /** Their requests ended with the supervisor that held them: the dialog in the pane is what is left. */
  async #withdrawUnheldQuestions(): Promise<void> {
    for (const attention of Object.values(this.team.attention)) {
      const held = attention.kind === 'permission' || attention.kind === 'question' || attention.kind === 'plan';
      if (attention.state === 'open' && held) {
        await this.execute(SUPERVISOR, {
          type: 'attention.withdraw',
          key: attention.key,
          reason: 'the supervisor was restarted: answer in the pane',
        });
      }
    }
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

  /** Whoever stands in the line is not forgotten where it cannot be written down now: the disk may have room again later. */
  #grantWaitingClaims(): void {
    this.execute(SUPERVISOR, {type: 'claim.grantWaiting'}).catch((error) => {
      this.log('', `a claim was not granted: ${error}`);
      this.#timers.set('grant', GRANT_AGAIN, () => this.#grantWaitingClaims());
    });
  }

  #effectHost() {
    return {
      team: this.team,
      runner: this.runner,
      delivery: this.delivery,
      questions: this.questions,
      notify: (id: string) => {
        const attention = this.team.attention[id];
        if (attention && this.config.notify) {
          void runNotifyCommand(this.config.notify, attention, this.project, (line) => this.log('', line));
        }
      },
      checkTask: (id: string) => void this.#checks.run(id),
      assignOpenTasks: () => void this.execute(SUPERVISOR, {type: 'task.assignOpen'}),
      grantWaitingClaims: () => this.#grantWaitingClaims(),
    };
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
