import {acceptedValue} from '../coordination/accepted-value.ts';
import {answerCoordination} from '../coordination/answer.ts';
import {RefusedRequest, refusal} from '../coordination/refused-request.ts';
import {sessionOf} from '../coordination/session-of.ts';
import {type Actor, type SessionId, shownStateOf} from '../core/index.ts';
import type {ControlRequest, ControlRequests, WaitState} from '../protocol/control.ts';
import {joinTeam} from '../supervisor/join.ts';
import type {Supervisor} from '../supervisor/supervisor.ts';
import {typeWords} from '../supervisor/typing.ts';

/** For callers that do not go away before they have their answer. */
const STAYS = new AbortController().signal;

/** Answers one request of an authenticated caller; `gone` when their connection ends. Throws `RefusedRequest`. */
export async function answerRequest(
  supervisor: Supervisor,
  actor: Actor,
  request: ControlRequest,
  gone: AbortSignal = STAYS,
): Promise<unknown> {
  switch (request.method) {
    case 'info':
      return supervisor.info();
    case 'screen': {
      const {session, format, history} = request.params as ControlRequests['screen']['params'];
      const {id} = sessionOf(supervisor, session);
      if (!(await supervisor.runner.hasTerminal(id))) {
        throw new RefusedRequest(refusal('not-found', `${id} has no terminal: it was not started yet.`, `Start it: harmony start ${id}`));
      }
      return supervisor.link.ask('snapshot', {terminal: id, format, ...(history === undefined ? {} : {history})});
    }
    case 'type': {
      const {session, text, enter} = request.params as ControlRequests['type']['params'];
      onlyHuman(actor, 'type into a session');
      return typeWords(supervisor, sessionOf(supervisor, session), text, enter);
    }
    case 'wait': {
      const {session, until, timeout} = request.params as ControlRequests['wait']['params'];
      return waitUntil(supervisor, sessionOf(supervisor, session).id, until, timeout);
    }
    case 'join': {
      onlyHuman(actor, 'add a session');
      return acceptedValue(await joinTeam(supervisor, request.params as ControlRequests['join']['params']));
    }
    default:
      return answerCoordination(supervisor, actor, request, gone);
  }
}

function onlyHuman(actor: Actor, what: string): void {
  if (actor.kind !== 'human') throw new RefusedRequest(refusal('forbidden', `Only a person may ${what}.`, 'Send a message instead.'));
}

const ENDED: ReadonlySet<string> = new Set(['stopped', 'failed']);

async function waitUntil(
  supervisor: Supervisor,
  session: SessionId,
  until: WaitState,
  timeout: number | null,
): Promise<ControlRequests['wait']['result']> {
  const state = () => {
    const now = supervisor.team.sessions[session];
    return now ? shownStateOf(supervisor.team, now) : 'stopped';
  };
  const reached = (): boolean => (until === 'ended' ? ENDED.has(state()) : state() === until);
  if (!reached()) {
    await new Promise<void>((resolve) => {
      const timer = timeout === null ? null : setTimeout(finish, timeout);
      const listening = supervisor.onChange(() => {
        if (reached()) finish();
      });
      function finish(): void {
        if (timer) clearTimeout(timer);
        listening[Symbol.dispose]();
        resolve();
      }
    });
  }
  return {reached: reached(), state: state()};
}
