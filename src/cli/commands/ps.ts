import {holderOf} from '../../platform/process-lock.ts';
import {projectFiles} from '../../protocol/layout.ts';
import {connectTeam} from '../connect.ts';
import type {Context} from '../context.ts';
import {memoryOf} from '../memory.ts';
import type {Result} from '../output.ts';
import {inColumns} from '../text/columns.ts';
import {ago, mebibytes} from '../text/times.ts';

export async function ps(_: object, __: object, context: Context): Promise<Result> {
  using team = await connectTeam(context);
  const board = await team.request('board', {});
  const hostPid = holderOf(projectFiles(context.project).hostLock)?.pid ?? null;
  const {pid, version, gateway, startedAt, notices} = team.supervisor;
  const sessions = board.sessions.map((session) => ({
    session: session.id,
    state: session.state,
    pid: session.alive ? session.pid : null,
    memory: session.alive && session.pid !== null ? memoryOf(session.pid) : null,
  }));
  const supervisor = {...team.supervisor, memory: memoryOf(pid)};
  const terminalHost = hostPid === null ? null : {pid: hostPid, memory: memoryOf(hostPid)};
  const rows = [
    ['PID', 'MEMORY', 'PROCESS'],
    [String(pid), mebibytes(supervisor.memory), `supervisor ${version}, started ${ago(startedAt, Date.now())}, ${gateway}`],
    terminalHost ? [String(terminalHost.pid), mebibytes(terminalHost.memory), 'terminal host'] : ['-', '-', 'terminal host: not running'],
    ...sessions.map((session) => [
      session.pid === null ? '-' : String(session.pid),
      session.pid === null ? '-' : mebibytes(session.memory),
      `${session.session} (${session.state})`,
    ]),
  ];
  return {
    text: [inColumns(rows), ...notices.map((notice) => `! ${notice}`)].join('\n'),
    json: {supervisor, terminalHost, sessions},
  };
}
