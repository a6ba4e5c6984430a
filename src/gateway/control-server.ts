import type {Socket} from 'node:net';
import {journalRefusal, RefusedRequest, refusal} from '../coordination/refused-request.ts';
import {refuseToken} from '../coordination/tokens.ts';
import type {Actor, Refusal} from '../core/index.ts';
import {JournalError} from '../journal/journal.ts';
import {PrivateSocket} from '../platform/private-socket.ts';
import {type ControlPush, type Hello, PROTOCOL_VERSION} from '../protocol/control.ts';
import {readJsonLines} from '../protocol/json-lines.ts';
import {HostNotAnsweringError} from '../supervisor/host-not-answering.ts';
import type {Supervisor} from '../supervisor/supervisor.ts';
import {TypingRefused} from '../supervisor/typing-refused.ts';
import {BoardFollower} from './board-follower.ts';
import {answerRequest} from './control-requests.ts';
import {idOfRequest, readRequest} from './read-request.ts';
import {Turnstile} from './turnstile.ts';

/** Commands of one connection that are decided at a time: the rest of a burst waits here, so that others' commands need not wait behind it. */
const MOST_AT_ONCE = 100;

/** The control socket: commands and the board for the command line and the screen. */
export class ControlServer implements Disposable {
  readonly #supervisor: Supervisor;
  readonly #socket: PrivateSocket;
  readonly #sockets = new Set<Socket>();
  #ending = false;
  /** Set by the program: ends the team and then this process. */
  readonly #down: (progress: (text: string) => void) => Promise<string[]>;

  constructor(supervisor: Supervisor, down: (progress: (text: string) => void) => Promise<string[]>) {
    this.#supervisor = supervisor;
    this.#down = down;
    this.#socket = new PrivateSocket(supervisor.files.control, (socket) => this.#accept(socket));
  }

  /** False: nobody can find it any more. */
  get stands(): boolean {
    return this.#socket.stands;
  }

  /** The caller holds the process lock. Also when somebody deleted the socket: connections that are there stay. */
  listen(): Promise<void> {
    return this.#socket.listen();
  }

  [Symbol.dispose](): void {
    this.#ending = true;
    this.#socket[Symbol.dispose]();
    for (const socket of this.#sockets) socket.destroy();
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    const follower = new BoardFollower(this.#supervisor, socket);
    const gone = new AbortController();
    const push = (message: ControlPush): void => send(socket, message);
    // Requests of one connection are answered in the order they came, as far as they do not wait for something.
    let actor: Promise<Actor> | null = null;
    const turnstile = new Turnstile(MOST_AT_ONCE);
    readJsonLines(socket, (value) => {
      const answer = async (): Promise<unknown> => {
        const request = readRequest(value);
        if (request.method === 'hello') {
          if (actor) throw new RefusedRequest(refusal('invalid', 'This connection has said who it is already.', 'Open another one.'));
          actor = this.#greet(request.params as Hello);
          return {supervisor: this.#supervisor.info(), actor: nameOf(await actor)};
        }
        if (!actor) throw new RefusedRequest(refusal('invalid', 'The first request has to be hello.', 'Say hello.'));
        const who = await actor;
        if (request.method === 'follow') return follower.begin();
        if (request.method === 'down') {
          if (who.kind !== 'human') throw new RefusedRequest(refusal('forbidden', 'Only a person may end the team.', 'Ask them.'));
          return {ended: await this.#down((text) => push({push: 'progress', text}))};
        }
        const decided = () => answerRequest(this.#supervisor, who, request, gone.signal);
        // Only commands: what waits for something must not hold up the others.
        return request.method === 'command' ? turnstile.pass(decided) : decided();
      };
      answer().then(
        (result) => send(socket, {id: idOfRequest(value), result}),
        (error) => send(socket, {id: idOfRequest(value), error: this.#toRefusal(error)}),
      );
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      this.#sockets.delete(socket);
      follower[Symbol.dispose]();
      // Where the supervisor itself goes, the caller comes back to the next one.
      if (!this.#ending) gone.abort();
    });
  }

  async #greet(hello: Hello): Promise<Actor> {
    if (hello.protocol !== PROTOCOL_VERSION) {
      throw new RefusedRequest(
        refusal(
          'invalid',
          `This command speaks protocol ${hello.protocol}, the running team ${PROTOCOL_VERSION}: they are different versions of Harmony.`,
          'End the team with the version that started it (harmony down), then start it again.',
        ),
      );
    }
    if (hello.session === undefined) return {kind: 'human'};
    if (typeof hello.session !== 'string' || typeof hello.token !== 'string') {
      throw new RefusedRequest(refusal('invalid', 'A session and its token are texts.', 'Say both, or neither.'));
    }
    const actor = await this.#supervisor.authenticate(hello.session, hello.token ?? '');
    if (actor) return actor;
    throw new RefusedRequest(refuseToken(hello.session));
  }

  #toRefusal(error: unknown): Refusal {
    if (error instanceof RefusedRequest) return error.refusal;
    if (error instanceof HostNotAnsweringError) return refusal('failed', error.message, error.remedy);
    if (error instanceof TypingRefused) return refusal('needs-person', error.message, error.remedy);
    this.#supervisor.log('', `control: ${error instanceof Error ? error.stack : error}`);
    if (error instanceof JournalError) return journalRefusal(error);
    return refusal('failed', error instanceof Error ? error.message : String(error), `See ${this.#supervisor.files.supervisorLog}.`);
  }
}

const nameOf = (actor: Actor): string => (actor.kind === 'session' ? actor.session : actor.kind);

function send(socket: Socket, message: object): void {
  if (socket.writable) socket.write(`${JSON.stringify(message)}\n`);
}
