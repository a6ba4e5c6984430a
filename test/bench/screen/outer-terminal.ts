import {type IPty, spawn} from 'node-pty';

/** The terminal that a person would sit at: it feeds keys and counts and searches what comes back. */
export class OuterTerminal implements Disposable {
  readonly #pty: IPty;
  readonly #watchers = new Set<(chunk: Buffer) => void>();
  bytes = 0;

  constructor(file: string, args: readonly string[], options: {cwd: string; env: Record<string, string>; cols: number; rows: number}) {
    this.#pty = spawn(file, [...args], {...options, name: 'xterm-256color', encoding: null});
    // With `encoding: null` chunks are buffers, whatever the declared type says.
    (this.#pty.onData as unknown as (listener: (chunk: Buffer) => void) => void)((chunk) => {
      this.bytes += chunk.length;
      for (const watch of this.#watchers) watch(chunk);
    });
  }

  get pid(): number {
    return this.#pty.pid;
  }

  type(text: string): void {
    this.#pty.write(text);
  }

  /** Milliseconds until the text appears in what is written to the terminal, from now. */
  async until(text: string, limit = 60_000): Promise<number> {
    const wanted = Buffer.from(text);
    const begun = performance.now();
    let rest: Buffer = Buffer.alloc(0);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#watchers.delete(watch);
        reject(new Error(`"${text}" did not appear within ${limit} ms`));
      }, limit);
      const watch = (chunk: Buffer): void => {
        const both = Buffer.concat([rest, chunk]);
        if (!both.includes(wanted)) {
          rest = both.subarray(-wanted.length);
          return;
        }
        clearTimeout(timer);
        this.#watchers.delete(watch);
        resolve(performance.now() - begun);
      };
      this.#watchers.add(watch);
    });
  }

  /** Returns when nothing was written for `quiet` ms. */
  async settled(quiet = 700, limit = 20_000): Promise<void> {
    await new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        clearTimeout(last);
        this.#watchers.delete(watch);
        resolve();
      };
      const last = setTimeout(end, limit);
      let timer = setTimeout(end, quiet);
      const watch = (): void => {
        clearTimeout(timer);
        timer = setTimeout(end, quiet);
      };
      this.#watchers.add(watch);
    });
  }

  [Symbol.dispose](): void {
    try {
      this.#pty.kill('SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}
