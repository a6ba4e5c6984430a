import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import {adapterOf} from '../agents/adapters.ts';
import type {Actor} from '../core/index.ts';
import type {Supervisor} from '../supervisor/supervisor.ts';
import {HttpProblem, isLocalRequest, readBody} from './http-request.ts';
import {createMcpEndpoint, type McpEndpoint} from './mcp/endpoint.ts';

type SessionActor = Actor & {kind: 'session'};

/**
 * Loopback HTTP for the sessions: `POST /h/SESSION/EVENT` (hooks) and `/mcp/SESSION` (tools). The bearer token says who it is; the name in
 * the path only has to fit it.
 */
export class HttpGateway implements Disposable {
  readonly #supervisor: Supervisor;
  readonly #server: Server;
  readonly #mcp: McpEndpoint;

  constructor(supervisor: Supervisor) {
    this.#supervisor = supervisor;
    this.#mcp = createMcpEndpoint(supervisor);
    this.#server = createServer((request, response) => void this.#serve(request, response));
    // A permission question is held open for as long as the person takes.
    this.#server.timeout = 0;
    this.#server.keepAliveTimeout = 60_000;
  }

  /** Binds the port that running sessions know; another one when somebody took it. Returns the port. */
  async listen(wanted: number): Promise<number> {
    try {
      return await this.#bind(wanted);
    } catch (error) {
      if (wanted === 0) throw error;
      const port = await this.#bind(0);
      this.#supervisor.setNotice(
        'gateway',
        `Port ${wanted} cannot be used (${reasonOf(error)}), so hooks now go to ${port}: restart the sessions that were started before (harmony restart NAME).`,
      );
      return port;
    }
  }

  [Symbol.dispose](): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #bind(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => {
        this.#server.off('error', reject);
        const address = this.#server.address();
        resolve(typeof address === 'object' && address ? address.port : port);
      });
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      if (!isLocalRequest(request)) throw new HttpProblem(403, 'Only this machine may ask, and no web page.');
      const [, area, session = '', event = '', ...rest] = (request.url ?? '').split('?', 1)[0]?.split('/') ?? [];
      if ((area !== 'h' && area !== 'mcp') || rest.length > 0) throw new HttpProblem(404, 'There is no such address.');
      const actor = await this.#authenticate(request, session);
      if (area === 'mcp') {
        await this.#mcp.serve(actor, request, response);
        return;
      }
      if (request.method !== 'POST') throw new HttpProblem(405, 'Hooks are posted.');
      await this.#hook(actor, event, JSON.parse((await readBody(request)) || '{}'), response);
    } catch (error) {
      const status = error instanceof HttpProblem ? error.status : error instanceof SyntaxError ? 400 : 500;
      if (status === 500) this.#supervisor.log('', `gateway: ${error instanceof Error ? error.stack : error}`);
      if (!response.headersSent) response.writeHead(status, {'content-type': 'application/json'});
      response.end(JSON.stringify({error: error instanceof Error ? error.message : String(error)}));
    }
  }

  async #authenticate(request: IncomingMessage, session: string): Promise<SessionActor> {
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    const actor = token === undefined ? null : await this.#supervisor.authenticate(session, token);
    if (!actor) throw new HttpProblem(401, `This is not the token of ${session || 'a session'}, or it is an older incarnation's.`);
    return actor;
  }

  async #hook(actor: SessionActor, event: string, body: unknown, response: ServerResponse): Promise<void> {
    const reports: (() => Promise<void>)[] = [];
    const hub = this.#supervisor.hub(actor.session, actor.incarnation, (report) => reports.push(report));
    const client = this.#supervisor.team.sessions[actor.session]?.client ?? '';
    const answer = (await adapterOf(client)?.hook?.(event, body, hub)) ?? {};
    response.on('finish', () => {
      for (const report of reports) report().catch((error) => hub.log(`receipt: ${error}`));
    });
    response.writeHead(200, {'content-type': 'application/json'});
    response.end(JSON.stringify(answer));
  }
}

function reasonOf(error: unknown): string {
  const {code, message} = error as NodeJS.ErrnoException;
  return code === 'EADDRINUSE' ? 'another program has it' : code === 'EACCES' ? 'it may not be bound' : message;
}
