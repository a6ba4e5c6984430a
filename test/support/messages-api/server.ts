import {once} from 'node:events';
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {type Conversation, readConversation} from './conversation.ts';
import {type Reply, streamedMessage, wholeMessage} from './reply.ts';

/** One answer of the model. A function reads what the session sent, and may wait for the test before it answers. */
export type Turn = Reply | ((conversation: Conversation) => Reply | Promise<Reply>);

export interface ScriptedTurn {
  /** Given only when what is new in the conversation matches; until then the model answers "Understood." and the script stays where it is. */
  readonly when?: RegExp;
  readonly reply: Turn;
}

export interface Script {
  readonly session: string;
  readonly turns: readonly (Turn | ScriptedTurn)[];
}

/**
 * A Messages API on loopback whose model follows a script per session. A session is known by its name in the system prompt, so that one server
 * plays the models of a whole team. When a script has ended the model says "Nothing more to do.".
 */
export class ScriptedMessagesApi implements AsyncDisposable {
  readonly url: string;
  /** Everything that sessions sent, in order. */
  readonly conversations: Conversation[] = [];
  /** Errors thrown by turns: a failed expectation inside one belongs to the test. */
  readonly failures: unknown[] = [];
  readonly #server: Server;
  readonly #scripts = new Map<string, ScriptedTurn[]>();
  readonly #listeners = new Set<(conversation: Conversation) => void>();

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', (request, response) => {
      this.#serve(request, response).catch((error: unknown) => {
        this.failures.push(error);
        response.writeHead(400, {'content-type': 'application/json'});
        response.end(JSON.stringify({type: 'error', error: {type: 'invalid_request_error', message: String(error)}}));
      });
    });
  }

  static async start(): Promise<ScriptedMessagesApi> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ScriptedMessagesApi(server);
  }

  /** Adds turns to what the session's model will say. */
  script({session, turns}: Script): void {
    const script = this.#scripts.get(session) ?? [];
    script.push(...turns.map((turn) => (typeof turn === 'object' && 'reply' in turn ? turn : {reply: turn})));
    this.#scripts.set(session, script);
  }

  /** The first conversation of the session, past or to come, whose text matches. */
  heard(session: string, pattern: RegExp): Promise<Conversation> {
    const matches = (conversation: Conversation) => conversation.session === session && pattern.test(conversation.text);
    const past = this.conversations.find(matches);
    if (past) return Promise.resolve(past);
    return new Promise((resolve) => {
      const listener = (conversation: Conversation) => {
        if (!matches(conversation)) return;
        this.#listeners.delete(listener);
        resolve(conversation);
      };
      this.#listeners.add(listener);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const {pathname} = new URL(request.url ?? '/', this.url);
    const body = await readJson(request);
    if (request.method === 'POST' && pathname === '/v1/messages') {
      await this.#answer(body, response);
    } else if (pathname === '/v1/messages/count_tokens') {
      sendJson(response, 200, {input_tokens: 1000});
    } else if (pathname === '/v1/models') {
      sendJson(response, 200, {data: [], has_more: false, first_id: null, last_id: null});
    } else if (request.method === 'HEAD') {
      response.writeHead(200).end();
    } else {
      sendJson(response, 404, {type: 'error', error: {type: 'not_found_error', message: `Nothing at ${pathname}.`}});
    }
  }

  async #answer(body: unknown, response: ServerResponse): Promise<void> {
    const {model, stream} = body as {model: string; stream?: boolean};
    const conversation = readConversation(body);
    const reply = conversation ? await this.#next(conversation) : {text: 'Scripted.'};
    if (stream) {
      response.writeHead(200, {'content-type': 'text/event-stream', 'cache-control': 'no-cache'});
      response.end(streamedMessage(reply, model));
    } else {
      sendJson(response, 200, wholeMessage(reply, model));
    }
  }

  async #next(conversation: Conversation): Promise<Reply> {
    this.conversations.push(conversation);
    for (const listener of [...this.#listeners]) listener(conversation);
    const script = this.#scripts.get(conversation.session);
    const turn = script?.[0];
    if (!script || !turn) return {text: 'Nothing more to do.'};
    if (turn.when && !turn.when.test(conversation.news)) return {text: 'Understood.'};
    script.shift();
    return typeof turn.reply === 'function' ? turn.reply(conversation) : turn.reply;
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? {} : JSON.parse(text);
}

function sendJson(response: ServerResponse, status: number, value: object): void {
  response.writeHead(status, {'content-type': 'application/json'});
  response.end(JSON.stringify(value));
}
