import type {Actor} from '../core/index.ts';
import type {ControlRequests} from '../protocol/control.ts';
import type {Coordination} from './coordination.ts';
import {RefusedRequest, refusal} from './refused-request.ts';

type Waited = ControlRequests['waited']['result'];

/** Answers when the wait has ended, or gives it up when the caller is gone. Throws `RefusedRequest`. */
export async function waitInLine(coordination: Coordination, actor: Actor, id: string, gone: AbortSignal): Promise<Waited> {
  const {team} = coordination;
  const wait = Object.hasOwn(team.waits, id) ? team.waits[id] : undefined;
  if (wait && actor.kind === 'session' && wait.session !== actor.session) {
    throw new RefusedRequest(refusal('forbidden', `${id} is ${wait.session}'s.`, 'Wait for your own.', {session: wait.session}));
  }
  await new Promise<void>((resolve) => {
    const listening = coordination.onChange(() => {
      if (!Object.hasOwn(team.waits, id)) finish();
    });
    function finish(): void {
      listening[Symbol.dispose]();
      gone.removeEventListener('abort', finish);
      resolve();
    }
    gone.addEventListener('abort', finish);
    if (!wait || gone.aborted) finish();
  });
  if (Object.hasOwn(team.waits, id)) await coordination.execute(actor, {type: 'release', claims: [id]});
  const settled = Object.hasOwn(team.settledWaits, id) ? team.settledWaits[id] : undefined;
  if (!settled) throw new RefusedRequest(refusal('not-found', `There is no wait ${id}.`, 'See: harmony claims'));
  return {how: settled.how, claim: settled.claim === null ? null : (team.claims[settled.claim] ?? null)};
}
