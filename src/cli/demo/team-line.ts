import {setTimeout as wait} from 'node:timers/promises';
import {ConnectionLostError} from '../../client/connection-lost.ts';
import type {ControlClient} from '../../client/control.ts';
import {TerminalClient} from '../../client/terminals.ts';
import {isAlive, startTimeOf} from '../../platform/process-identity.ts';
import {projectFiles} from '../../protocol/layout.ts';
import {startSupervisor} from '../start-supervisor.ts';

const LOOK_EVERY = 25;

/** The line to the demo's team. A supervisor that dies is started again while its sessions live: they go on meanwhile, and it finds them. */
export class TeamLine {
  /** Resolves when somebody else has ended the team, rejects when its supervisor cannot be started again. */
  readonly ended: Promise<void>;
  readonly #folder: string;
  readonly #onConnected: (control: ControlClient) => Promise<void>;
  readonly #ended = Promise.withResolvers<void>();
  #reviving: Promise<void> | null = null;
  #closing = false;
  #control: ControlClient;

  private constructor(folder: string, control: ControlClient, onConnected: (control: ControlClient) => Promise<void>) {
    this.#folder = folder;
    this.#control = control;
    this.#onConnected = onConnected;
    this.ended = this.#ended.promise;
    // Not everybody waits for it.
    this.ended.catch(() => {});
  }

  /** Starts the team. `onConnected` gets the connection, first and after each restart of the supervisor. */
  static async open(folder: string, onConnected: (control: ControlClient) => Promise<void>): Promise<TeamLine> {
    const line = new TeamLine(folder, await startSupervisor(folder), onConnected);
    try {
      await line.#use(line.#control);
    } catch (error) {
      await line.close();
      throw error;
    }
    return line;
  }

  /** Ends everything that runs in the folder and returns when the supervisor is gone. */
  async close(): Promise<void> {
    this.#closing = true;
    await this.#reviving;
    try {
      await down(this.#control);
    } catch (error) {
      if (!(error instanceof ConnectionLostError)) throw error;
      if (await this.#sessionsLive()) await down(await startSupervisor(this.#folder));
    }
  }

  async #use(control: ControlClient): Promise<void> {
    this.#control = control;
    control.onClose(() => {
      if (!this.#closing) this.#reviving = this.#revive().catch(this.#ended.reject);
    });
    await this.#onConnected(control);
  }

  async #revive(): Promise<void> {
    if (await this.#sessionsLive()) await this.#use(await startSupervisor(this.#folder));
    else this.#ended.resolve();
  }

  /** `down` ends the terminal host before the supervisor; a crash leaves it. */
  async #sessionsLive(): Promise<boolean> {
    using terminals = await TerminalClient.connect(projectFiles(this.#folder).terminals);
    return terminals !== null;
  }
}

async function down(control: ControlClient): Promise<void> {
  const {pid} = control.supervisor;
  const startTime = startTimeOf(pid);
  await control.request('down', {});
  control[Symbol.dispose]();
  // It writes a last time after its answer, and there is no event for the end of a process that is not one's child.
  while (startTime !== null && isAlive({pid, startTime})) await wait(LOOK_EVERY);
}
