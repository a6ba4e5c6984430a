import process from 'node:process';

/** Where the process cannot be stopped (nobody is there who could continue it), it goes on after this long. */
const NOT_STOPPED_MS = 50;

/** Gives the terminal back while the process is stopped (Ctrl+Z, SIGTSTP), and takes it again when it goes on. */
export class Suspension implements Disposable {
  readonly #leave: () => void;
  readonly #enter: () => void;
  #isAway = false;
  #notStopped: NodeJS.Timeout | null = null;

  constructor(leave: () => void, enter: () => void) {
    this.#leave = leave;
    this.#enter = enter;
    process.on('SIGTSTP', this.#onStop);
    process.on('SIGCONT', this.#onContinue);
  }

  /** As Ctrl+Z does at a shell: stops everything that was started with us, so that the shell notices. */
  suspend(): void {
    this.#stop(0);
  }

  [Symbol.dispose](): void {
    process.off('SIGTSTP', this.#onStop);
    process.off('SIGCONT', this.#onContinue);
    if (this.#notStopped) clearTimeout(this.#notStopped);
  }

  readonly #onStop = (): void => this.#stop(process.pid);

  readonly #onContinue = (): void => {
    if (this.#notStopped) clearTimeout(this.#notStopped);
    this.#notStopped = null;
    if (this.#isAway) process.on('SIGTSTP', this.#onStop);
    this.#isAway = false;
    // Also after SIGSTOP, which gave no chance to leave: the shell has used the terminal since.
    this.#enter();
  };

  #stop(pid: number): void {
    if (this.#isAway) return;
    this.#isAway = true;
    this.#leave();
    // The signal's own effect, not SIGSTOP: the kernel leaves out processes that no shell could wake again.
    process.off('SIGTSTP', this.#onStop);
    process.kill(pid, 'SIGTSTP');
    this.#notStopped = setTimeout(this.#onContinue, NOT_STOPPED_MS);
  }
}
