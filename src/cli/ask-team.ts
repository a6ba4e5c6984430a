import {ConnectionLostError} from '../client/connection-lost.ts';
import type {Context} from './context.ts';
import {type ReachedTeam, reachTeam} from './reach.ts';

/** A supervisor that dies is started again by a person or by nobody; one that dies again and again is no use waiting for. Seven seconds in all. */
const MOST_TRIES = 10;
/** Before the second try, and the longest that it grows to. Milliseconds. */
const SHORTEST_PAUSE = 25;
const LONGEST_PAUSE = 2_000;

/** Asks the team; when its connection is lost meanwhile, whoever has the journal then. What is asked must bear being asked twice. */
export const askTeam = <T>(context: Context, ask: (team: ReachedTeam) => Promise<T>): Promise<T> =>
  retryWhileLost(async () => {
    using team = await reachTeam(context);
    return await ask(team);
  });

/** Tries again while the connection is lost, until the patience is over. `lost`: it is not the first time. */
export async function retryWhileLost<T>(attempt: (lost: boolean) => Promise<T>): Promise<T> {
  let pause = SHORTEST_PAUSE;
  for (let tries = 1; ; tries++) {
    try {
      return await attempt(tries > 1);
    } catch (error) {
      if (!(error instanceof ConnectionLostError) || tries === MOST_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
  }
}
