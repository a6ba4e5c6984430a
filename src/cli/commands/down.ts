import {connectTeam} from '../connect.ts';
import type {Context} from '../context.ts';
import type {Result} from '../output.ts';
import {identityOf, terminalHostPid, untilEnded} from '../running-processes.ts';

export async function down(_: object, __: object, context: Context): Promise<Result> {
  using team = await connectTeam(context);
  using _progress = team.onPush((push) => {
    if (push.push === 'progress') context.output.progress(push.text);
  });
  const pids = [team.supervisor.pid, await terminalHostPid(team)];
  const processes = pids.map((pid) => (pid === null ? null : identityOf(pid)));
  const result = await team.request('down', {});
  // It answers before its own end; until that a new team could not begin.
  for (const process of processes) if (process) await untilEnded(process);
  return {text: result.ended.length > 0 ? `Ended: ${result.ended.join(', ')}.` : 'Ended. No session was running.', json: result};
}
