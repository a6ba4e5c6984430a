import process from 'node:process';
import {Disposables} from '../../platform/disposables.ts';
import type {Reply} from '../input/reply.ts';
import {ASK_ABILITIES, ENTER_SCREEN, followPointer, LEAVE_SCREEN, POP_KITTY_KEYS, PUSH_KITTY_KEYS} from './modes.ts';
import {restoreOnExit} from './process-exits.ts';
import {Suspension} from './suspension.ts';
import {TerminalOutput} from './terminal-output.ts';

export interface OuterTerminalOptions {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  onInput(bytes: Uint8Array): void;
  /** The terminal may show anything now: it was away, or it has another size. */
  onReset(): void;
  /** The terminal reads again. */
  onDrained(): void;
}

/** The terminal that Harmony runs in: its modes, its bytes in both directions, and that it is given back as it was. */
export class OuterTerminal implements Disposable {
  readonly #options: OuterTerminalOptions;
  readonly #output: TerminalOutput;
  readonly #suspension: Suspension;
  readonly #owned = new Disposables();
  #isEntered = false;
  #hasKittyKeys = false;
  #hasAnswered = false;
  #followsPointer = false;

  constructor(options: OuterTerminalOptions) {
    this.#options = options;
    this.#output = this.#owned.add(new TerminalOutput(descriptorOf(options.stdout), () => options.onDrained()));
    this.#suspension = this.#owned.add(
      new Suspension(
        () => this.#leave(),
        () => this.#enterAgain(),
      ),
    );
    this.#owned.add(restoreOnExit(() => this.#leave()));
    this.#listen();
    this.#enter();
    this.write(ASK_ABILITIES);
  }

  get columns(): number {
    return this.#options.stdout.columns || 80;
  }

  get rows(): number {
    return this.#options.stdout.rows || 24;
  }

  /** True while the terminal does not read: a frame made now would be old when it is shown. */
  get isStalled(): boolean {
    return this.#output.isStalled || !this.#isEntered;
  }

  write(text: string | Buffer): void {
    if (this.#isEntered) this.#output.write(typeof text === 'string' ? Buffer.from(text) : text);
  }

  /** Takes in what the terminal said about itself. */
  take(reply: Reply): void {
    if (reply.kind === 'attributes') this.#hasAnswered = true;
    // Asked first, so answered before the attributes; later it is the answer to somebody else.
    if (reply.kind !== 'kitty' || this.#hasAnswered || this.#hasKittyKeys) return;
    this.#hasKittyKeys = true;
    this.write(PUSH_KITTY_KEYS);
  }

  /** Whether the pointer is reported also while no button is down. */
  followPointer(isWanted: boolean): void {
    if (isWanted === this.#followsPointer) return;
    this.#followsPointer = isWanted;
    this.write(followPointer(isWanted));
  }

  suspend(): void {
    this.#suspension.suspend();
  }

  [Symbol.dispose](): void {
    this.#leave();
    this.#options.stdin.pause();
    this.#owned[Symbol.dispose]();
  }

  #listen(): void {
    const {stdin, stdout} = this.#options;
    const onData = (bytes: Uint8Array): void => this.#options.onInput(bytes);
    const onResize = (): void => this.#options.onReset();
    // The terminal is gone, and this process may not be among those that the kernel tells.
    const onEnd = (): void => {
      this.#isEntered = false;
      process.kill(process.pid, 'SIGHUP');
    };
    stdin.on('data', onData).on('end', onEnd).on('error', onEnd);
    stdout.on('resize', onResize);
    this.#owned.defer(() => {
      stdin.off('data', onData).off('end', onEnd).off('error', onEnd);
      stdout.off('resize', onResize);
    });
  }

  #enter(): void {
    this.#options.stdin.setRawMode(true);
    this.#options.stdin.resume();
    this.#isEntered = true;
    this.write(ENTER_SCREEN + (this.#hasKittyKeys ? PUSH_KITTY_KEYS : '') + (this.#followsPointer ? followPointer(true) : ''));
  }

  #leave(): void {
    if (!this.#isEntered) return;
    this.#isEntered = false;
    // The kitty protocol keeps its flags per screen: they go before the alternate screen does.
    this.#output.writeLast((this.#hasKittyKeys ? POP_KITTY_KEYS : '') + LEAVE_SCREEN);
    this.#options.stdin.setRawMode(false);
  }

  #enterAgain(): void {
    // Whoever used the terminal in between has set its modes; setting what Node believes to be set already would do nothing.
    this.#options.stdin.setRawMode(false);
    this.#enter();
    this.#options.onReset();
  }
}

/** Node's type of the standard streams leaves it out. */
function descriptorOf(stdout: NodeJS.WriteStream): number {
  return 'fd' in stdout && typeof stdout.fd === 'number' ? stdout.fd : 1;
}
