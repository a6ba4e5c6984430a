import {loadConfig, watchConfig} from '../config/load.ts';
import type {ResolvedConfig} from '../config/team-config.ts';
import type {CommandBody, SessionId, Team, Verdict} from '../core/index.ts';
import {specOfMember} from './session-specs.ts';

export interface ConfigurationHost {
  readonly project: string;
  readonly team: Team;
  execute(body: CommandBody): Promise<Verdict>;
  setNotice(key: string, text: string | null): void;
}

/** The configuration in force: taken over while the team runs; one that does not load is shown, and the last good one stays. */
export class TeamConfiguration {
  readonly #host: ConfigurationHost;
  #current: ResolvedConfig;

  constructor(host: ConfigurationHost, current: ResolvedConfig) {
    this.#host = host;
    this.#current = current;
  }

  get current(): ResolvedConfig {
    return this.#current;
  }

  /** Tells the core who is in the team, and by which rules. */
  async apply(): Promise<void> {
    const {name, policy, members} = this.#current;
    await this.#host.execute({type: 'team.configure', name, policy, sessions: members.map(specOfMember)});
  }

  /** Starts those that are at rest: all of them at `up`, the new ones after a change. */
  async start(ids: readonly SessionId[]): Promise<void> {
    for (const id of ids) {
      const life = this.#host.team.sessions[id]?.life;
      if (life === 'stopped' || life === 'failed') await this.#host.execute({type: 'session.start', session: id});
    }
  }

  memberIds(): SessionId[] {
    return this.#current.members.map((member) => member.id);
  }

  watch(): Disposable {
    return watchConfig(this.#host.project, () => void this.#reload());
  }

  async #reload(): Promise<void> {
    try {
      const before = new Set(this.memberIds());
      this.#current = (await loadConfig(this.#host.project)).resolved;
      await this.apply();
      this.#host.setNotice('config', null);
      await this.start(this.memberIds().filter((id) => !before.has(id)));
    } catch (error) {
      this.#host.setNotice('config', error instanceof Error ? error.message : String(error));
    }
  }
}
