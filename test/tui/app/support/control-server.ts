import {createServer, type Server, type Socket} from 'node:net';
import type {Board, CommandBody, Refusal} from '../../../../src/core/index.ts';
import type {ControlPush, ControlRequest, ControlResponse} from '../../../../src/protocol/control.ts';
import {readJsonLines} from '../../../../src/protocol/json-lines.ts';
import {Signal} from '../../../support/signal.ts';
import {info} from './fake-control.ts';

/** A supervisor that has one board and takes every command but those that the test lets it refuse. */
export class ControlServer implements AsyncDisposable {
  board: Board;
  refusal: Refusal | null = null;
  readonly commands: CommandBody[] = [];
  readonly changed = new Signal();
  readonly #path: string;
  readonly #sockets = new Set<Socket>();
  #server: Server | null = null;

  constructor(path: string, board: Board) {
    this.#path = path;
    this.board = board;
  }

  async listen(): Promise<void> {
    const server = createServer((socket) => this.#serve(socket));
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.#path, resolve));
  }

  push(board: Board): void {
    this.board = board;
    this.#send({push: 'board', board});
  }

  /** As when the process is killed. */
  async close(): Promise<void> {
    const server = this.#server;
    for (const socket of this.#sockets) socket.destroy();
    if (server) await new Promise((resolve) => server.close(resolve));
    this.#server = null;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => {});
    readJsonLines(socket, (value) => this.#answer(socket, value as ControlRequest));
  }

  #answer(socket: Socket, {id, method, params}: ControlRequest): void {
    const reply = (response: ControlResponse): boolean => socket.write(`${JSON.stringify(response)}\n`);
    if (method === 'hello') reply({id, result: {supervisor: info, actor: 'human'}});
    else if (method === 'follow') reply({id, result: this.board});
    else if (method === 'info') reply({id, result: info});
    else if (method === 'command') {
      this.commands.push((params as {body: CommandBody}).body);
      reply(this.refusal ? {id, error: this.refusal} : {id, result: {}});
      this.changed.notify();
    }
  }

  #send(push: ControlPush): void {
    for (const socket of this.#sockets) socket.write(`${JSON.stringify(push)}\n`);
  }
}
