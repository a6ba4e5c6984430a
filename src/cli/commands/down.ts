import type {ControlClient} from '../../client/control.ts';
import {identityOf} from '../../platform/process-identity.ts';
import {holderOf} from '../../platform/process-lock.ts';
import {processesOf} from '../../platform/processes-of.ts';
import {projectFiles} from '../../protocol/layout.ts';
import {findTeam, notRunning} from '../connect.ts';
import type {Context} from '../context.ts';
import {endByForce} from '../end-by-force.ts';
import {endSessionsAlone} from '../end-sessions-alone.ts';
import type {Result} from '../output.ts';
import {untilEnded} from '../running-processes.ts';

export async function down(_: object, {force}: {readonly force: boolean}, context: Context): Promise<Result> {
  if (force) return endedResult(await endByForce(context));
  using team = await findReturning(context);
  if (!team) {
    // The supervisor may have died, and its sessions go on without it.
    const ended = await endSessionsAlone(context.project);
    if (ended === null) throw await notRunning(context.project);
    return endedResult(ended);
  }
  using _progress = team.onPush((push) => {
    if (push.push === 'progress') context.output.progress(push.text);
  });
  const processes = [identityOf(team.supervisor.pid), holderOf(projectFiles(context.project).hostLock)];
  const result = await team.request('down', {});
  // It answers before its own end; until that a new team could not begin.
  for (const process of processes) if (process) await untilEnded(process);
  return endedResult(result.ended);
}

/** One whose files were just deleted makes its socket again within two seconds; it is not gone. */
const RETURNS_WITHIN = 5_000;
const LOOK_EVERY = 50;

async function findReturning(context: Context): Promise<ControlClient | null> {
  const giveUp = performance.now() + RETURNS_WITHIN;
  for (;;) {
    const team = await findTeam(context);
    if (team || performance.now() > giveUp || processesOf('supervisor.js', ['--project', context.project]).length === 0) return team;
    // There is no event for a socket of another process.
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
  }
}

const endedResult = (ended: readonly string[]): Result => ({
  text: ended.length > 0 ? `Ended: ${ended.join(', ')}.` : 'Ended. No session was running.',
  json: {ended},
});
