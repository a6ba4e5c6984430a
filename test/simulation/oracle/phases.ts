import type {Event, PhaseRule, Team} from '../../../src/core/index.ts';
import {must} from '../violation.ts';
import type {AttentionOracle} from './attention.ts';

/** Which gates are open, by events alone. */
export class PhaseOracle {
  readonly #attention: AttentionOracle;
  readonly #passed = new Set<string>();
  readonly #checking = new Set<string>();
  #rules: readonly PhaseRule[] = [];

  constructor(attention: AttentionOracle) {
    this.#attention = attention;
  }

  /** Are all gates before it open? */
  isReached(phase: string | null): boolean {
    const at = this.#rules.findIndex(({name}) => name === phase);
    return this.#rules.slice(0, Math.max(0, at)).every(({name}) => this.#passed.has(name));
  }

  take({body, actor}: Event): void {
    switch (body.type) {
      case 'team.configured':
        this.#rules = body.policy.phases;
        break;
      case 'phase.gateTried':
        must(this.isReached(body.phase), 'phases go in their order', () => `${body.phase} was tried`);
        this.#checking.add(body.phase);
        break;
      case 'phase.gateClosed':
        this.#checking.delete(body.phase);
        break;
      case 'phase.passed': {
        const {phase, by} = body;
        const rule = this.#rules.find(({name}) => name === phase);
        must(rule !== undefined && !this.#passed.has(phase), 'a gate opens once', () => phase);
        must(this.isReached(phase), 'phases go in their order', () => `${phase} was passed`);
        must(!rule.person || by === 'human', 'a gate that needs a person waits for one', () => `${phase} by ${by}`);
        const checked = rule.checks.length === 0 || this.#checking.has(phase) || actor === 'human';
        must(checked, 'a gate opens when its checks have passed', () => `${phase} by ${actor}`);
        this.#passed.add(phase);
        this.#checking.delete(phase);
        break;
      }
      case 'phase.reopened': {
        const at = this.#rules.findIndex(({name}) => name === body.phase);
        for (const {name} of this.#rules.slice(at)) {
          this.#passed.delete(name);
          this.#checking.delete(name);
        }
        break;
      }
    }
  }

  compare(team: Team): void {
    for (const {name} of this.#rules) {
      const shown = team.phases[name];
      const same =
        ((shown?.passed ?? null) !== null) === this.#passed.has(name) && (shown?.gate === 'checking') === this.#checking.has(name);
      must(same, 'the state has every gate', () => `${name}: ${JSON.stringify(shown)}`);
      const asked = this.#attention.isAsked(`phase:${name}`);
      must(!asked || (this.isReached(name) && !this.#passed.has(name)), 'a person is asked about the present gate alone', () => name);
    }
  }
}
