import type {ControlClient} from '../client/control.ts';
import type {Board, BoardSession} from '../core/index.ts';

/** Fifty sessions on a busy machine take a while, and one that ends at once is tried again; the team is up all the same. Milliseconds. */
const LONGEST = 15_000;

/** The board once every session runs, or has shown that it cannot. */
export async function untilSettled(team: ControlClient): Promise<Board> {
  let latest = await team.request('follow', {});
  if (latest.sessions.every(isSettled)) return latest;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(finish, LONGEST);
    const closing = team.onClose(finish);
    const changes = team.onPush((push) => {
      if (push.push !== 'board') return;
      latest = push.board;
      if (latest.sessions.every(isSettled)) finish();
    });
    function finish(): void {
      clearTimeout(timer);
      closing[Symbol.dispose]();
      changes[Symbol.dispose]();
      resolve();
    }
  });
  return latest;
}

const isSettled = ({alive, state}: BoardSession): boolean => alive || state !== 'starting';
