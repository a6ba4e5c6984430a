import {ConnectionLostError} from '../../../../src/client/connection-lost.ts';
import {RefusedError} from '../../../../src/client/control.ts';
import type {Board, CommandBody, Refusal} from '../../../../src/core/index.ts';
import type {ControlPush, ControlRequests, SupervisorInfo} from '../../../../src/protocol/control.ts';
import type {ControlPort} from '../../../../src/tui/app/effects/ports.ts';

export const info: SupervisorInfo = {
  pid: 1,
  version: '0.1.0',
  project: '/home/me/todo-api',
  team: 'todo-api',
  startedAt: 0,
  gateway: 'http://127.0.0.1:1',
  notices: [],
  leaveTyping: 'ctrl+q',
};

type Method = keyof ControlRequests;
interface Asked {
  readonly method: Method;
  readonly params: unknown;
  answer(result: unknown): void;
  fail(error: Error): void;
}

/** A supervisor in memory: answers what it knows at once, and leaves the rest to the test. */
export class FakeControl implements ControlPort {
  board: Board;
  info: SupervisorInfo = info;
  /** Everything that was asked and is not answered. */
  readonly open: Asked[] = [];
  readonly commands: {readonly id: string; readonly body: CommandBody}[] = [];
  disposed = false;
  readonly #pushes = new Set<(push: ControlPush) => void>();
  readonly #closes = new Set<() => void>();

  constructor(board: Board) {
    this.board = board;
  }

  request<M extends Method>(method: M, params: ControlRequests[M]['params']): Promise<ControlRequests[M]['result']> {
    if (method === 'follow') return Promise.resolve(this.board as ControlRequests[M]['result']);
    if (method === 'info') return Promise.resolve(this.info as ControlRequests[M]['result']);
    if (method === 'command') this.commands.push(params as {id: string; body: CommandBody});
    const {promise, resolve, reject} = Promise.withResolvers<ControlRequests[M]['result']>();
    this.open.push({method, params, answer: (result) => resolve(result as ControlRequests[M]['result']), fail: reject});
    return promise;
  }

  onPush(listener: (push: ControlPush) => void): Disposable {
    this.#pushes.add(listener);
    return {[Symbol.dispose]: () => this.#pushes.delete(listener)};
  }

  onClose(listener: () => void): Disposable {
    this.#closes.add(listener);
    return {[Symbol.dispose]: () => this.#closes.delete(listener)};
  }

  [Symbol.dispose](): void {
    this.disposed = true;
  }

  push(board: Board): void {
    this.board = board;
    for (const listener of this.#pushes) listener({push: 'board', board});
  }

  answer(result: unknown): void {
    this.open.shift()?.answer(result);
  }

  refuse(refusal: Partial<Refusal>): void {
    this.open.shift()?.fail(new RefusedError({code: 'invalid', message: '', remedy: '', details: {}, ...refusal}));
  }

  /** As when the process was killed. */
  close(): void {
    for (const asked of this.open.splice(0)) asked.fail(new ConnectionLostError('gone'));
    for (const listener of [...this.#closes]) listener();
  }
}
