import type {CommandBody, Effect, Team, Verdict} from '../core/index.ts';
import {Disposables} from '../platform/disposables.ts';
import type {MailDelivery} from './delivery.ts';
import {runNotifyCommand} from './notify.ts';
import {PhaseGates} from './phase-gates.ts';
import type {OpenQuestions} from './questions.ts';
import type {SessionRunner} from './session-runner.ts';
import {TaskChecks} from './task-checks.ts';
import type {Timers} from './timers.ts';

/** When a grant that could not be written is tried again. Milliseconds. */
const GRANT_AGAIN = 5_000;

export interface EffectHost {
  readonly project: string;
  readonly team: Team;
  readonly runner: SessionRunner;
  readonly delivery: MailDelivery;
  readonly questions: OpenQuestions;
  readonly timers: Timers;
  /** The person's command for what waits for them, of the configuration in force. */
  notifyCommand(): readonly string[] | null;
  execute(body: CommandBody): Promise<Verdict>;
  log(line: string): void;
}

/** Does what the core asked for. Each effect is safe to perform twice: after a restart all outstanding ones come again. */
export class Effects implements Disposable {
  readonly #host: EffectHost;
  readonly #owned = new Disposables();
  readonly #checks: TaskChecks;
  readonly #gates: PhaseGates;

  constructor(host: EffectHost) {
    this.#host = host;
    const {project, team} = host;
    const own = {project, team, execute: host.execute};
    this.#checks = this.#owned.add(new TaskChecks(own));
    this.#gates = this.#owned.add(new PhaseGates(own));
  }

  performAll(effects: readonly Effect[]): void {
    for (const effect of effects) this.#perform(effect);
    this.#checks.endUnneeded();
  }

  [Symbol.dispose](): void {
    this.#owned[Symbol.dispose]();
  }

  #perform(effect: Effect): void {
    const {runner, delivery, questions, team, execute} = this.#host;
    switch (effect.type) {
      case 'session.start':
        runner.startLater(effect.session, effect.after, effect.incarnation);
        break;
      case 'session.stop':
        runner.stop(effect.session);
        break;
      case 'deliver':
        delivery.attend(effect.session);
        break;
      case 'attention.settled': {
        const attention = team.attention[effect.attention];
        if (attention) questions.settle(attention);
        break;
      }
      case 'notify':
        this.#notify(effect.attention);
        break;
      case 'task.check':
        void this.#checks.run(effect.task);
        break;
      case 'claim.grantWaiting':
        this.#grantWaitingClaims();
        break;
      case 'phase.check':
        void this.#gates.run(effect.phase);
        break;
      case 'phase.tryGate':
        void execute({type: 'phase.tryGate'});
        break;
      case 'task.assignOpen':
        void execute({type: 'task.assignOpen'});
        break;
    }
  }

  #notify(id: string): void {
    const {team, project, log} = this.#host;
    const attention = team.attention[id];
    const command = this.#host.notifyCommand();
    if (attention && command) void runNotifyCommand(command, attention, project, log);
  }

  /** Whoever stands in the line is not forgotten where it cannot be written down now: the disk may have room again later. */
  #grantWaitingClaims(): void {
    const {execute, log, timers} = this.#host;
    execute({type: 'claim.grantWaiting'}).catch((error) => {
      log(`a claim was not granted: ${error}`);
      timers.set('grant', GRANT_AGAIN, () => this.#grantWaitingClaims());
    });
  }
}
