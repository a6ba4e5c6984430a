import type {Actor, CommandBody} from '../core/index.ts';
import type {ControlRequest, ControlRequests} from '../protocol/control.ts';
import {acceptedValue} from './accepted-value.ts';
import type {Coordination} from './coordination.ts';
import {inboxOf} from './inbox.ts';
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

/** Answers a request for which the journal is all that is needed; `gone` when its caller is. Throws `RefusedRequest`. */
export async function answerCoordination(
  coordination: Coordination,
  actor: Actor,
  request: ControlRequest,
  gone: AbortSignal,
): Promise<unknown> {
  switch (request.method) {
    case 'command': {
      const {id, body} = request.params as ControlRequests['command']['params'];
      if (typeof body.type !== 'string') throw invalid('The body of a command has a type.');
      if (INTERNAL.has(body.type)) throw invalid(`${body.type} is the supervisor's own command.`);
      return acceptedValue(await coordination.execute(actor, body, id));
    }
    case 'board':
      return coordination.board();
    case 'events': {
      const {from, limit} = request.params as ControlRequests['events']['params'];
      return coordination.eventsFrom(Math.max(0, Number(from) || 0), Math.min(10_000, Number(limit) || 1_000));
    }
    case 'waited':
      return waitInLine(coordination, actor, String((request.params as ControlRequests['waited']['params']).wait), gone);
    case 'inbox':
      return inboxOf(coordination, actor, request.params as ControlRequests['inbox']['params']);
    case 'trace': {
      const {message: id} = request.params as ControlRequests['trace']['params'];
      const {message, lines} = await coordination.trace(id);
      if (message) return {message, lines};
      throw new RefusedRequest(refusal('not-found', `There is no message "${id}".`, 'See: harmony inbox --all, or harmony board'));
    }
    case 'explain': {
      const {session} = request.params as ControlRequests['explain']['params'];
      return coordination.explain(sessionOf(coordination, session).id);
    }
    default:
      throw invalid(`There is no request "${request.method}".`);
  }
}

const invalid = (message: string): RefusedRequest => new RefusedRequest(refusal('invalid', message, 'See harmony --help.'));
