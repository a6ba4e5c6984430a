import type {IncomingMessage, ServerResponse} from 'node:http';
import {adapterOf} from '../../agents/adapters.ts';
import {RefusedRequest} from '../../coordination/refused-request.ts';
import {searchNotes} from '../../notes/note-index.ts';
import {addNote} from '../../notes/notes.ts';
import type {ControlRequests} from '../../protocol/control.ts';
import type {Supervisor} from '../../supervisor/supervisor.ts';
import {answerRequest} from '../control-requests.ts';
import {type McpHost, type SessionActor, serveMcp} from './serve.ts';
import {ToolRefusal} from './tool.ts';

export interface McpEndpoint {
  serve(actor: SessionActor, request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** The tools of a running team's sessions. */
export function createMcpEndpoint(supervisor: Supervisor): McpEndpoint {
  const host: McpHost = {
    execute: (actor, body) => supervisor.execute(actor, body),
    board: () => supervisor.board(),
    async takeInbox(actor, which) {
      try {
        const answer = await answerRequest(supervisor, actor, {id: 0, method: 'inbox', params: {take: true, ...which}});
        return (answer as ControlRequests['inbox']['result']).messages;
      } catch (error) {
        if (error instanceof RefusedRequest) throw new ToolRefusal(`${error.refusal.message} ${error.refusal.remedy}`);
        throw error;
      }
    },
    addNote: ({session: author}, note) => `.harmony/notes/${addNote(supervisor.files.notes, {...note, author}, new Date()).id}.md`,
    searchNotes: (words) => searchNotes(supervisor.files.notes, supervisor.files.noteIndex, words),
    toolsListed({session, incarnation}) {
      const hub = supervisor.hub(session, incarnation);
      const adapter = adapterOf(supervisor.team.sessions[session]?.client ?? '');
      adapter?.hook?.('ToolsListed', {}, hub).catch((error) => hub.log(`ToolsListed: ${error}`));
    },
  };
  return {serve: (actor, request, response) => serveMcp(host, actor, request, response)};
}
