/** The one file that knows node-pty. */
import {readSync} from 'node:fs';
import {constants} from 'node:os';
import process from 'node:process';
import {type IPty, spawn} from 'node-pty';
import {isAlive, startTimeOf} from '../platform/process-identity.ts';
import type {SpawnRequest} from '../protocol/terminal.ts';
import {PtyWriter} from './pty-writer.ts';
import {refuseMusl, requireProgram} from './require-program.ts';

/** What is read at most after the end of a program: something that it left behind may go on writing for ever. Bytes. */
const LONGEST_REST = 256 * 1024;

export interface PtyListeners {
  readonly onData: (chunk: Uint8Array) => void;
  readonly onExit: (exit: {code: number | null; signal: string | null}) => void;
}

/** What is used of node-pty beyond its declared type; the version is pinned. */
interface Undeclared {
  readonly fd: number;
  readonly _socket?: {destroy(error?: Error): unknown; read(): unknown};
}

/** A program in a pseudo-terminal, the leader of a process group of its own. */
export class Pty {
  readonly pid: number;
  readonly startTime: string;
  readonly #pty: IPty & Undeclared;
  readonly #writer: PtyWriter;
  readonly #listeners: PtyListeners;
  #open = true;

  /** Throws with the reason when the program cannot be started. */
  constructor({file, args, env, cwd, cols, rows}: SpawnRequest, listeners: PtyListeners) {
    refuseMusl();
    requireProgram(file, cwd);
    this.#listeners = listeners;
    this.#pty = spawn(file, [...args], {cols, rows, cwd, env: {...env}, encoding: null}) as IPty & Undeclared;
    this.pid = this.#pty.pid;
    this.startTime = startTimeOf(this.pid) ?? '';
    this.#writer = new PtyWriter(this.#pty.fd);
    // With `encoding: null` chunks are bytes, whatever the declared type says.
    this.#pty.onData((chunk) => listeners.onData(chunk as unknown as Uint8Array));
    this.#pty.onExit(({exitCode, signal}) => {
      this.#close();
      listeners.onExit({code: signal ? null : exitCode, signal: signal ? signalName(signal) : null});
    });
    this.#closeBeforeItsDescriptor();
  }

  /** Resolves when the pty has taken all of it. Rejects when the program ended first, or does not read. */
  write(bytes: Uint8Array): Promise<void> {
    return this.#writer.write(bytes);
  }

  resize(cols: number, rows: number): void {
    if (this.#open) this.#pty.resize(cols, rows);
  }

  pause(): void {
    this.#pty.pause();
  }

  resume(): void {
    this.#pty.resume();
  }

  /** To the whole process group. False: its leader is gone, and its number may already be another's. */
  signal(signal: NodeJS.Signals): boolean {
    if (!this.#open || !isAlive(this)) return false;
    // Just after its start the child may not lead a group yet.
    return sendSignal(-this.pid, signal) || sendSignal(this.pid, signal);
  }

  /**
   * node-pty closes the descriptor when it destroys its stream, and tells so only later: a write or a resize in between would reach whoever
   * got that number next. 200 ms after the program's end it destroys a stream that still holds output, too: that is read here before.
   */
  #closeBeforeItsDescriptor(): void {
    const stream = this.#pty._socket;
    if (typeof stream?.destroy !== 'function' || typeof stream.read !== 'function') return;
    const destroy = stream.destroy.bind(stream);
    stream.destroy = (error) => {
      if (this.#open) {
        // Reading from the stream gives what it holds to the listener of its data.
        while (stream.read() !== null);
        this.#readRest();
        this.#close();
      }
      return destroy(error);
    };
  }

  #readRest(): void {
    const buffer = new Uint8Array(LONGEST_REST);
    let size = 0;
    try {
      while (size < buffer.length) {
        const read = readSync(this.#pty.fd, buffer, size, buffer.length - size, null);
        if (read === 0) break;
        size += read;
      }
    } catch {
      // EIO or EAGAIN: there is no more.
    }
    if (size > 0) this.#listeners.onData(buffer.slice(0, size));
  }

  #close(): void {
    this.#open = false;
    this.#writer.close();
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

const signalName = (number: number): string =>
  Object.entries(constants.signals).find(([, value]) => value === number)?.[0] ?? `signal ${number}`;
