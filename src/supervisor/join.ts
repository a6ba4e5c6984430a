import type {Verdict} from '../core/index.ts';
import type {ControlRequests, JoinGrant} from '../protocol/control.ts';
import {processOfGuest, specOfGuest} from './session-specs.ts';
import type {Supervisor} from './supervisor.ts';

/** A process that a person started by hand becomes a session. value: what its shell has to know. */
export async function joinTeam(supervisor: Supervisor, request: ControlRequests['join']['params']): Promise<Verdict> {
  const guest = processOfGuest(request.pid);
  if (request.pid !== undefined && guest === null) {
    const remedy = 'Give the number of a running process, mostly --pid $$.';
    return {ok: false, refusal: {code: 'invalid', message: `There is no process ${request.pid}.`, remedy, details: {}}};
  }
  const spec = specOfGuest(request, supervisor.config);
  const verdict = await supervisor.execute({kind: 'human'}, {type: 'session.join', spec, process: guest});
  if (!verdict.ok) return verdict;
  const {incarnation} = verdict.value as {incarnation: number};
  const environment = {
    HARMONY_SESSION: request.name,
    HARMONY_TOKEN: supervisor.token(request.name, incarnation),
    HARMONY_PROJECT: supervisor.project,
    HARMONY_GATEWAY: supervisor.gatewayUrl,
  };
  return {ok: true, value: {session: request.name, incarnation, environment} satisfies JoinGrant};
}
