/** The terminal host is there, and does not answer: what its terminals show is not known now. */
export class HostNotAnsweringError extends Error {
  override readonly name = 'HostNotAnsweringError';
  readonly remedy: string;

  /** `pid`: null where the host could not say it. */
  constructor(pid: number | null) {
    super(
      `The terminal host does not answer${pid === null ? '' : ` (pid ${pid})`}: it was stopped, or hangs. Its sessions go on as far as they can.`,
    );
    this.remedy = `Continue it: kill -CONT ${pid ?? 'PID'}. Or end the team: harmony down`;
  }
}
