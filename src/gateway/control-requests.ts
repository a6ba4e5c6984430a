import {type Actor, type CommandBody, type Message, type Session, type SessionId, stateOf, type Verdict} from '../core/index.ts';
import type {ControlRequest, ControlRequests, InboxMessage, WaitState} from '../protocol/control.ts';
import type {Supervisor} from '../supervisor/supervisor.ts';
import {typeWords} from '../supervisor/typing.ts';
import {RefusedRequest, refusal} from './refused-request.ts';

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
  'time.pass',
  'time.unattended',
]);

/** Answers one request of an authenticated caller. Throws `RefusedRequest`. */
export async function answerRequest(supervisor: Supervisor, actor: Actor, request: ControlRequest): Promise<unknown> {
  switch (request.method) {
    case 'command': {
      const {id, body} = request.params as ControlRequests['command']['params'];
      if (typeof id !== 'string' || typeof body?.type !== 'string') throw invalid('A command has an id and a body with a type.');
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
    case 'inbox':
      return inboxOf(supervisor, actor, request.params as ControlRequests['inbox']['params']);
    case 'explain': {
      const {session} = request.params as ControlRequests['explain']['params'];
      return supervisor.explain(sessionOf(supervisor, session).id);
    }
    case 'join': {
      onlyHuman(actor, 'add a session');
      return acceptedValue(await supervisor.join(request.params as ControlRequests['join']['params']));
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

function sessionOf(supervisor: Supervisor, name: string): Session {
  const session = Object.hasOwn(supervisor.team.sessions, name) ? supervisor.team.sessions[name] : undefined;
  if (session) return session;
  const names = Object.keys(supervisor.team.sessions);
  throw new RefusedRequest(
    refusal('not-found', `There is no session "${name}".`, names.length > 0 ? `There are: ${names.join(', ')}.` : 'The team is empty.', {
      sessions: names,
    }),
  );
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
    return now ? stateOf(now) : 'stopped';
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

async function inboxOf(supervisor: Supervisor, actor: Actor, {session, take}: ControlRequests['inbox']['params']) {
  if (actor.kind === 'session' && session !== undefined && session !== actor.session) {
    throw new RefusedRequest(refusal('forbidden', `${actor.session} may read its own mail only.`, 'Leave the name out.'));
  }
  const recipient = actor.kind === 'session' ? actor.session : (session ?? 'human');
  if (recipient !== 'human') sessionOf(supervisor, recipient);
  // A person who looks into a session's inbox does not take its mail away.
  const mine = actor.kind === 'session' ? recipient === actor.session : recipient === 'human';
  const unread = Object.values(supervisor.team.messages).filter((message) => {
    const state = message.deliveries[recipient]?.state;
    return state !== undefined && state !== 'seen' && state !== 'answered';
  });
  if (take && mine && unread.length > 0) {
    await supervisor.execute(
      {kind: 'supervisor'},
      {type: 'message.delivered', messages: unread.map((message) => message.id), recipient, state: 'seen', evidence: 'inbox'},
    );
  }
  return {messages: unread.map((message) => inboxMessage(message, recipient))};
}

function inboxMessage(message: Message, recipient: string): InboxMessage {
  const {id, from, authority, subject, body, priority, needsReply, replyTo, sentAt} = message;
  return {
    id,
    from,
    authority,
    subject,
    body,
    priority,
    needsReply,
    replyTo,
    sentAt,
    state: message.deliveries[recipient]?.state ?? 'queued',
  };
}
