import type {PaneModes} from '../../protocol/terminal.ts';
import type {InputMode, MouseEvent} from '../surface.ts';
import {decodeKey} from './decode-key.ts';
import {encodeKey} from './encode-key.ts';
import {CTRL, character, type KeyPress} from './key.ts';
import {isSameKey} from './key-name.ts';
import {decodeMouse, isMouseReport} from './mouse.ts';
import {encodePaste} from './paste.ts';
import {type Reply, readReply} from './reply.ts';
import type {Token} from './token.ts';
import {Tokenizer} from './tokenizer.ts';

/** Where what was typed goes. */
export interface InputTargets {
  modesOf(terminal: string): PaneModes | null;
  toPane(terminal: string, bytes: Uint8Array): void;
  keyToApplication(key: KeyPress): void;
  pasteToApplication(text: string): void;
  onMouse(event: MouseEvent): void;
  onReply(reply: Reply): void;
  onLeaveTyping(): void;
  /** Ctrl+Z, where it is not a session's. */
  onSuspend(): void;
}

const SUSPEND = character('z'.charCodeAt(0), CTRL);

/**
 * Owner of the keyboard: tells keys, pastes, mouse and replies apart and hands each to who is to get it. What a key does may change where
 * the next one goes, so after each that the application gets the rest waits until it has been dealt with.
 */
export class InputRouter implements Disposable {
  readonly #targets: InputTargets;
  readonly #leaveTyping: KeyPress;
  readonly #tokenizer = new Tokenizer();
  #mode: InputMode = {kind: 'command'};
  #queue: Token[] = [];
  #isWaiting = false;
  #silence: NodeJS.Timeout | null = null;
  #typed: Uint8Array[] = [];

  constructor(leaveTyping: KeyPress, targets: InputTargets) {
    this.#leaveTyping = leaveTyping;
    this.#targets = targets;
  }

  get mode(): InputMode {
    return this.#mode;
  }

  set mode(mode: InputMode) {
    this.#flushTyped();
    this.#mode = mode;
  }

  feed(bytes: Uint8Array): void {
    this.#clearSilence();
    this.#enqueue(this.#tokenizer.push(bytes));
    const {patience} = this.#tokenizer;
    if (patience === null) return;
    this.#silence = setTimeout(() => {
      this.#silence = null;
      this.#enqueue(this.#tokenizer.flush());
    }, patience);
  }

  [Symbol.dispose](): void {
    this.#clearSilence();
    this.#queue = [];
    this.#isWaiting = true;
  }

  #enqueue(tokens: readonly Token[]): void {
    for (const token of tokens) this.#queue.push(token);
    this.#drain();
  }

  #drain(): void {
    let done = 0;
    for (; done < this.#queue.length && !this.#isWaiting; done++) {
      const token = this.#queue[done];
      if (token && this.#route(token)) this.#waitForApplication();
    }
    this.#queue.splice(0, done);
    this.#flushTyped();
  }

  /** React renders in a microtask, and runs effects in an immediate that it asks for then: after the second round both are done. */
  #waitForApplication(): void {
    this.#isWaiting = true;
    setImmediate(() =>
      setImmediate(() => {
        this.#isWaiting = false;
        this.#drain();
      }),
    );
  }

  /** True when the application got it. */
  #route(token: Token): boolean {
    const reply = isMouseReport(token) ? null : readReply(token);
    if (reply) {
      this.#targets.onReply(reply);
      return reply.kind === 'focus';
    }
    if (token.kind === 'mouse' || isMouseReport(token)) {
      const event = decodeMouse(token);
      if (event) this.#targets.onMouse(event);
      return event?.kind === 'press';
    }
    if (token.kind === 'paste') return this.#routePaste(Buffer.from(token.content).toString());
    return this.#mode.kind === 'typing' ? this.#routeToPane(token, this.#mode.terminal) : this.#routeToApplication(token);
  }

  #routePaste(text: string): boolean {
    if (this.#mode.kind === 'command') {
      this.#targets.pasteToApplication(text);
      return true;
    }
    const modes = this.#targets.modesOf(this.#mode.terminal);
    this.#typed.push(Buffer.from(encodePaste(text, modes?.bracketedPaste ?? false)));
    return false;
  }

  #routeToPane(token: Exclude<Token, {kind: 'paste'}>, terminal: string): boolean {
    const key = decodeKey(token);
    if (key && isSameKey(key, this.#leaveTyping)) {
      if (key.event === 'release') return false;
      this.#flushTyped();
      this.#targets.onLeaveTyping();
      return true;
    }
    const modes = this.#targets.modesOf(terminal);
    // Nothing is known of a terminal that has not drawn yet: it gets what a plain one sends.
    const keyModes = modes ?? {applicationCursor: false, kittyKeyboard: 0};
    const isUnknown = key === null && (token.kind !== 'csi' || token.final !== 'u');
    this.#typed.push(isUnknown ? token.raw : Buffer.from(key ? encodeKey(key, keyModes) : ''));
    return false;
  }

  #routeToApplication(token: Token): boolean {
    const key = decodeKey(token);
    if (!key || key.event === 'release') return false;
    if (isSameKey(key, SUSPEND)) this.#targets.onSuspend();
    else this.#targets.keyToApplication(key);
    return true;
  }

  /** Keys that came together are sent together. */
  #flushTyped(): void {
    const bytes = Buffer.concat(this.#typed.splice(0));
    if (bytes.length > 0 && this.#mode.kind === 'typing') this.#targets.toPane(this.#mode.terminal, bytes);
  }

  #clearSilence(): void {
    if (this.#silence) clearTimeout(this.#silence);
    this.#silence = null;
  }
}
