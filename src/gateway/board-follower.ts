import type {Socket} from 'node:net';
import type {Board} from '../core/index.ts';
import type {ControlPush} from '../protocol/control.ts';
import type {Supervisor} from '../supervisor/supervisor.ts';

/** At most 20 boards a second: quicker than an eye, slower than a burst of claims. Milliseconds. */
const INTERVAL = 50;
/** A client that does not read gets no further boards until it has: the next one holds everything anyway. Bytes. */
const MOST_UNREAD = 1024 * 1024;

/** Pushes the board to one connection after changes: the newest, never a queue of old ones. */
export class BoardFollower implements Disposable {
  readonly #supervisor: Supervisor;
  readonly #socket: Socket;
  #listening: Disposable | null = null;
  #timer: NodeJS.Timeout | null = null;
  #last = 0;
  #sentInfo = '';

  constructor(supervisor: Supervisor, socket: Socket) {
    this.#supervisor = supervisor;
    this.#socket = socket;
  }

  begin(): Board {
    this.#listening ??= this.#supervisor.onChange(() => this.#schedule());
    this.#last = performance.now();
    this.#sentInfo = JSON.stringify(this.#supervisor.info());
    return this.#supervisor.board();
  }

  [Symbol.dispose](): void {
    this.#listening?.[Symbol.dispose]();
    if (this.#timer) clearTimeout(this.#timer);
  }

  #schedule(): void {
    if (this.#timer) return;
    this.#timer = setTimeout(() => this.#push(), Math.max(0, this.#last + INTERVAL - performance.now()));
  }

  #push(): void {
    this.#timer = null;
    this.#last = performance.now();
    if (!this.#socket.writable) return;
    if (this.#socket.writableLength > MOST_UNREAD) {
      this.#schedule();
      return;
    }
    this.#send({push: 'board', board: this.#supervisor.board()});
    const info = this.#supervisor.info();
    const text = JSON.stringify(info);
    if (text === this.#sentInfo) return;
    this.#sentInfo = text;
    this.#send({push: 'info', info});
  }

  #send(message: ControlPush): void {
    this.#socket.write(`${JSON.stringify(message)}\n`);
  }
}
