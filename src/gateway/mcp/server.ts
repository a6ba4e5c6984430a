import {createMcpHandler, McpServer} from '@modelcontextprotocol/server';
import {version} from '../../version.ts';
import type {McpSession} from './session.ts';
import {ToolRefusal} from './tool.ts';
import {tools} from './tools.ts';

/**
 * Answers one MCP request of one session. Nothing is kept between requests, so a supervisor that was restarted needs no new handshake. The SDK
 * serves clients of both generations: those that begin with `initialize`, and those that ask `server/discover` first.
 */
export async function answerMcpRequest(session: McpSession, request: Request, body: unknown): Promise<Response> {
  const handler = createMcpHandler(() => serverFor(session));
  return handler.fetch(request, {parsedBody: body});
}

function serverFor(session: McpSession): McpServer {
  // The tools never change, so that no client has to keep a line open to hear of it.
  const server = new McpServer({name: 'harmony', version}, {capabilities: {tools: {listChanged: false}}});
  for (const {name, description, input, run} of tools) {
    server.registerTool(
      name,
      // Clients that keep the tools of servers behind a search show these at once.
      {description, inputSchema: input, _meta: {'anthropic/alwaysLoad': true}},
      async (given: Readonly<Record<string, unknown>>) => {
        try {
          return {content: [{type: 'text', text: await run(session, given)}]};
        } catch (error) {
          if (!(error instanceof ToolRefusal)) throw error;
          return {content: [{type: 'text', text: error.message}], isError: true};
        }
      },
    );
  }
  return server;
}
