/** The one file that knows node-pty. */
import {accessSync, constants, statSync, writeSync} from 'node:fs';
import {constants as osConstants} from 'node:os';
import process from 'node:process';
import type {IPty} from 'node-pty';
import {startTimeOf} from '../platform/process-identity.ts';
import type {SpawnRequest} from '../protocol/terminal.ts';

/** What a program that does not read may leave unread before further input is refused. Bytes. */
const MOST_QUEUED = 1024 * 1024;
/** The kernel's buffer of a pty takes 4 KB at a time. */
const PIECE = 4096;
/** When that buffer is full: how long to wait before the next try. Milliseconds. */
const RETRY = 8;

interface Piece {
  readonly bytes: Uint8Array;
  readonly written: () => void;
  readonly failed: (error: Error) => void;
}

/**
 * A program in a pseudo-terminal. Input is written by a writer of our own and never by node-pty's: that one goes on writing to the number of
 * a descriptor after its program has ended, and the next pty may have got that number: keys for one session reached another.
 */
export class Pty {
  readonly pid: number;
  readonly startTime: string;
  readonly #pty: IPty;
  readonly #fd: number;
  #queue: Piece[] = [];
  #queued = 0;
  #timer: NodeJS.Timeout | null = null;
  #ended = false;

  private constructor(pty: IPty) {
    this.#pty = pty;
    this.pid = pty.pid;
    this.startTime = startTimeOf(pty.pid) ?? '';
    // Not in the declared type, but there on every system with file descriptors.
    this.#fd = (pty as unknown as {fd: number}).fd;
  }

  /** Throws with the reason when the program is not there: a pty by itself would only say "exit 1". */
  static async spawn({file, args, env, cwd, cols, rows}: SpawnRequest, listeners: PtyListeners): Promise<Pty> {
    refuseMusl();
    requireProgram(file);
    if (!statSync(cwd, {throwIfNoEntry: false})?.isDirectory()) throw new Error(`The working folder ${cwd} does not exist.`);
    const {spawn} = await import('node-pty');
    const native = spawn(file, [...args], {name: 'xterm-256color', cols, rows, cwd, env: {...env}, encoding: null});
    const pty = new Pty(native);
    // With `encoding: null` chunks are buffers, whatever the declared type says.
    native.onData((chunk) => listeners.onData(chunk as unknown as Buffer));
    native.onExit(({exitCode, signal}) => {
      pty.#end();
      listeners.onExit({code: signal ? null : exitCode, signal: signal ? signalName(signal) : null});
    });
    return pty;
  }

  /** Resolves when the pty has taken all of it. Rejects when it ended first, or does not read. */
  write(bytes: Uint8Array): Promise<void> {
    if (this.#ended) return Promise.reject(new Error('The program has ended.'));
    if (this.#queued + bytes.length > MOST_QUEUED) {
      return Promise.reject(new Error(`The program does not read its input: ${this.#queued} bytes wait already.`));
    }
    return new Promise((written, failed) => {
      this.#queue.push({bytes, written, failed});
      this.#queued += bytes.length;
      if (!this.#timer) this.#flush();
    });
  }

  resize(cols: number, rows: number): void {
    if (!this.#ended) this.#pty.resize(cols, rows);
  }

  pause(): void {
    this.#pty.pause();
  }

  resume(): void {
    this.#pty.resume();
  }

  /** To the whole process group. False: there is none any more. */
  signal(signal: NodeJS.Signals): boolean {
    // Just after its start the child may not lead a group yet.
    return !this.#ended && (sendSignal(-this.pid, signal) || sendSignal(this.pid, signal));
  }

  #flush(): void {
    this.#timer = null;
    for (let piece = this.#queue[0]; piece && !this.#ended; piece = this.#queue[0]) {
      const taken = this.#writePiece(piece.bytes);
      if (taken === null) return;
      this.#queued -= taken;
      if (taken < piece.bytes.length) {
        this.#queue[0] = {...piece, bytes: piece.bytes.subarray(taken)};
        continue;
      }
      this.#queue.shift();
      piece.written();
    }
  }

  /** Bytes taken; `null` when the pty takes none now and a retry is set. */
  #writePiece(bytes: Uint8Array): number | null {
    if (bytes.length === 0) return 0;
    try {
      return writeSync(this.#fd, bytes, 0, Math.min(bytes.length, PIECE));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') this.#timer = setTimeout(() => this.#flush(), RETRY);
      else this.#end();
      return null;
    }
  }

  /** At once, in the same turn as the exit is seen: the number of the descriptor may belong to another pty next. */
  #end(): void {
    this.#ended = true;
    if (this.#timer) clearTimeout(this.#timer);
    for (const {failed} of this.#queue) failed(new Error('The program has ended.'));
    this.#queue = [];
    this.#queued = 0;
  }
}

function sendSignal(target: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(target, signal);
    return true;
  } catch {
    return false;
  }
}

export interface PtyListeners {
  readonly onData: (chunk: Buffer) => void;
  readonly onExit: (exit: {code: number | null; signal: string | null}) => void;
}

function requireProgram(file: string): void {
  try {
    accessSync(file, constants.X_OK);
  } catch (cause) {
    throw new Error(`${file} is not there, or is not executable.`, {cause});
  }
  if (!statSync(file).isFile()) throw new Error(`${file} is not a program.`);
}

/** There node-pty's binary loads, and then crashes at the first start of a program. */
function refuseMusl(): void {
  if (process.platform !== 'linux') return;
  const {header} = process.report.getReport() as {header: {glibcVersionRuntime?: string}};
  if (header.glibcVersionRuntime === undefined) {
    throw new Error('This Linux uses musl, for which node-pty has no working binary. Use a distribution with glibc.');
  }
}

const signalName = (number: number): string =>
  Object.entries(osConstants.signals).find(([, value]) => value === number)?.[0] ?? `signal ${number}`;
