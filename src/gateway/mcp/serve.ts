import type {IncomingMessage, ServerResponse} from 'node:http';
import {pipeline} from 'node:stream/promises';
import type {Actor, Board, CommandBody, Verdict} from '../../core/index.ts';
import type {InboxMessage} from '../../protocol/control.ts';
import {HttpProblem, readBody} from '../http-request.ts';
import {answerMcpRequest} from './server.ts';
import type {InboxChoice, McpSession} from './session.ts';

export type SessionActor = Actor & {readonly kind: 'session'};

/** What the endpoint needs of the supervisor. */
export interface McpHost {
  execute(actor: Actor, body: CommandBody): Promise<Verdict>;
  board(): Board;
  /** Unread mail of the session, all of it, or one message; marks it as seen. Throws `ToolRefusal`. */
  takeInbox(actor: SessionActor, which: InboxChoice): Promise<readonly InboxMessage[]>;
  addNote(actor: SessionActor, note: Parameters<McpSession['addNote']>[0]): string;
  searchNotes: McpSession['searchNotes'];
  /** The session's client has got the list of tools: from now on its model can have them. */
  toolsListed(actor: SessionActor): void;
}

/** Those of MCP over http; `fetch`, which its library is made for, cannot even express some of the others. */
const METHODS: ReadonlySet<string> = new Set(['POST', 'GET', 'DELETE']);

/** Serves `POST /mcp/SESSION`. The caller has found out by the token who it is. */
export async function serveMcp(host: McpHost, actor: SessionActor, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!METHODS.has(request.method ?? '')) throw new HttpProblem(405, 'The tools are asked by POST.');
  const body: unknown = request.method === 'POST' ? JSON.parse((await readBody(request)) || 'null') : undefined;
  const session = {
    name: actor.session,
    execute: (command: CommandBody) => host.execute(actor, command),
    board: () => host.board(),
    takeInbox: (which: InboxChoice) => host.takeInbox(actor, which),
    addNote: (note: Parameters<McpSession['addNote']>[0]) => host.addNote(actor, note),
    searchNotes: (words: readonly string[]) => host.searchNotes(words),
  };
  const answer = await answerMcpRequest(session, asWebRequest(request, body), body);
  if (answer.ok && asksForTools(body)) response.on('finish', () => host.toolsListed(actor));
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  // As it comes: a client may ask for an answer that stays open.
  if (answer.body) await pipeline(answer.body, response).catch(ignoreHangup);
  else response.end();
}

/** Clients end while an answer is open: nobody is left to tell. */
function ignoreHangup(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
}

const asksForTools = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'method' in body && body.method === 'tools/list';

/** The body was read already, and is handed over beside it. */
function asWebRequest(request: IncomingMessage, body: unknown): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string') headers.set(name, value);
  }
  const method = request.method ?? 'GET';
  const init = method === 'POST' ? {method, headers, body: JSON.stringify(body)} : {method, headers};
  return new Request(`http://127.0.0.1${request.url ?? '/'}`, init);
}
