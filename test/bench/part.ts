/** One part of the benchmark: what a person reads, and what a script does. */
export interface PartReport {
  /** Lines of Markdown. */
  readonly markdown: readonly string[];
  readonly json: object;
}

export type Part = (runs: number) => Promise<PartReport>;
