import {chmodSync, rmSync} from 'node:fs';
import {createServer, type Server, type Socket} from 'node:net';
import {isSameFile, type KeptFile, keptFile} from './kept-file.ts';
import {withSocketPath} from './socket-path.ts';

/** Listens at a path that only its owner can open. */
export class PrivateSocket implements Disposable {
  readonly #path: string;
  readonly #accept: (socket: Socket) => void;
  #server: Server | null = null;
  #kept: KeptFile | null = null;

  constructor(path: string, accept: (socket: Socket) => void) {
    this.#path = path;
    this.#accept = accept;
  }

  /** False: the file was deleted or replaced, so that nobody finds this one. */
  get stands(): boolean {
    return isSameFile(this.#path, this.#kept);
  }

  /**
   * Binds the path; again, where its file was deleted: connections that are there stay. The caller holds the process lock: whatever lies at the
   * path is a dead process's.
   */
  async listen(): Promise<void> {
    // Closing removes the file at the path, whosever it is by now: before the new one is made.
    this.#server?.close();
    rmSync(this.#path, {force: true});
    const server = createServer(this.#accept);
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      withSocketPath(this.#path, (short) => server.listen(short, resolve));
      server.once('listening', () => server.off('error', reject));
    });
    chmodSync(this.#path, 0o600);
    this.#kept = keptFile(this.#path);
  }

  /** Nobody can connect from now on; connections that are there stay. */
  [Symbol.dispose](): void {
    this.#server?.close();
    // At once, so that nobody finds a socket that does not answer.
    if (this.stands) rmSync(this.#path, {force: true});
  }
}
