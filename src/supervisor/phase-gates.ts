import {cleanEnvironment} from '../agents/environment.ts';
import type {CommandBody, Team, Verdict} from '../core/index.ts';
import {CheckRun} from './check-run.ts';

interface PhaseGateHost {
  readonly project: string;
  readonly team: Team;
  execute(body: CommandBody): Promise<Verdict>;
}

/** Runs the checks of a phase's gate, one after the other, up to the first that fails. */
export class PhaseGates implements Disposable {
  readonly #host: PhaseGateHost;
  readonly #running = new Map<string, CheckRun | null>();
  #disposed = false;

  constructor(host: PhaseGateHost) {
    this.#host = host;
  }

  async run(phase: string): Promise<void> {
    const {policy} = this.#host.team;
    const rule = policy.phases.find(({name}) => name === phase);
    if (!rule || this.#running.has(phase)) return;
    this.#running.set(phase, null);
    const evidence: string[] = [];
    let passed = true;
    for (const check of rule.checks) {
      using run = new CheckRun(policy.checks[check] ?? 'false', this.#host.project, cleanEnvironment(process.env));
      this.#running.set(phase, run);
      const result = await run.result;
      if (this.#disposed) return;
      evidence.push(result.evidence);
      passed = result.passed;
      if (!passed) break;
    }
    this.#running.delete(phase);
    await this.#host.execute({type: 'phase.checked', phase, passed, evidence: evidence.join('\n')});
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    for (const run of this.#running.values()) run?.[Symbol.dispose]();
  }
}
