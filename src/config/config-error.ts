/** One thing that is wrong with the configuration or a role. */
export interface ConfigProblem {
  /** Where: `harmony.config.ts:12: team[1].role`, `roles/backend.md:3`. */
  readonly path: string;
  /** What is wrong there, and why. */
  readonly problem: string;
  /** What to do. */
  readonly remedy: string;
}

/** The configuration cannot be used as it is. Whoever wrote it has to act; every problem that was found is told at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];
  constructor(problems: readonly ConfigProblem[], options?: ErrorOptions) {
    super(problems.map(({path, problem, remedy}) => `${path}: ${problem}\n  ${remedy}`).join('\n'), options);
    this.problems = problems;
  }
}
