import {type Actor, type CommandBody, type SessionId, shownStateOf, type Verdict} from '../core/index.ts';
import type {ControlRequest, ControlRequests, WaitState} from '../protocol/control.ts';
import {joinTeam} from '../supervisor/join.ts';
import type {Supervisor} from '../supervisor/supervisor.ts';
import {typeWords} from '../supervisor/typing.ts';
import {inboxOf} from './inbox-request.ts';
import {RefusedRequest, refusal} from './refused-request.ts';
import {sessionOf} from './session-of.ts';
import {waitInLine} from './wait-in-line.ts';

/** Commands that only the supervisor itself gives: nobody may claim over the wire to have seen a process end. */
const INTERNAL: ReadonlySet<CommandBody['type']> = new Set([
  'team.configure',
  'session.started',
  'session.startFailed',
  'session.observe',
  'session.exited',
  'session.repetition',
  'session.join',
  'message.delivered',
  'attention.raise',
  'attention.withdraw',
  'phase.checked',
  'phase.tryGate',
  'time.pass',
  'claim.grantWaiting',
  'time.unattended',
]);

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
    case 'command': {
      const {id, body} = request.params as ControlRequests['command']['params'];
      if (typeof body.type !== 'string') throw invalid('The body of a command has a type.');
      if (INTERNAL.has(body.type)) throw invalid(`${body.type} is the supervisor's own command.`);
      return acceptedValue(await supervisor.execute(actor, body, id));
    }
    case 'board':
      return supervisor.board();
    case 'info':
      return supervisor.info();
    case 'events': {
      const {from, limit} = request.params as ControlRequests['events']['params'];
      return supervisor.eventsFrom(Math.max(0, Number(from) || 0), Math.min(10_000, Number(limit) || 1_000));
    }
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
    case 'waited':
      return waitInLine(supervisor, actor, String((request.params as ControlRequests['waited']['params']).wait), gone);
    case 'inbox':
      return inboxOf(supervisor, actor, request.params as ControlRequests['inbox']['params']);
    case 'trace': {
      const {message: id} = request.params as ControlRequests['trace']['params'];
      const {message, lines} = await supervisor.trace(id);
      if (message) return {message, lines};
      throw new RefusedRequest(refusal('not-found', `There is no message "${id}".`, 'See: harmony inbox --all, or harmony board'));
    }
    case 'explain': {
      const {session} = request.params as ControlRequests['explain']['params'];
      return supervisor.explain(sessionOf(supervisor, session).id);
    }
    case 'join': {
      onlyHuman(actor, 'add a session');
      return acceptedValue(await joinTeam(supervisor, request.params as ControlRequests['join']['params']));
    }
    default:
      throw invalid(`There is no request "${request.method}".`);
  }
}

const invalid = (message: string): RefusedRequest => new RefusedRequest(refusal('invalid', message, 'See harmony --help.'));

function acceptedValue(verdict: Verdict): unknown {
  if (!verdict.ok) throw new RefusedRequest(verdict.refusal);
  return verdict.value;
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
