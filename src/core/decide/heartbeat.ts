import type {CommandBody} from '../commands.ts';
import type {Heartbeat} from '../team.ts';
import {cleanLine} from '../text.ts';
import {accept, type Decision, forSession, refuse, type Situation} from './decision.ts';

/**
 * A beat that says the same as the one before is written down again only after this long: it is what shows that work goes on. Milliseconds; where
 * the team calls a session quiet soon, a third of that, so that two beats in a row may come late.
 */
const REFRESH = 20_000;

export function heartbeat(situation: Situation, body: Extract<CommandBody, {type: 'heartbeat'}>): Decision {
  return forSession(situation, 'send a heartbeat', (session) => {
    const {progress = null} = body;
    if (progress !== null && !(progress >= 0 && progress <= 1)) {
      return refuse('invalid', `A progress of ${progress} is not possible.`, 'Give a number from 0 to 1.');
    }
    const before = session.heartbeat;
    const said = body.source === 'session';
    const beat: Heartbeat = {
      at: situation.now,
      action: cleanLine(body.action, 80),
      target: body.target ? cleanLine(body.target, 200) : null,
      // What the session itself said of its phase, progress and next step stays until it says something else.
      phase: body.phase ? cleanLine(body.phase, 40) : said ? null : (before?.phase ?? null),
      progress: said ? progress : (before?.progress ?? null),
      next: body.next ? cleanLine(body.next, 200) : said ? null : (before?.next ?? null),
      source: body.source,
    };
    const same = before && (['action', 'target', 'phase', 'progress', 'next'] as const).every((key) => before[key] === beat[key]);
    const refresh = Math.min(REFRESH, situation.team.policy.quietAfter / 3);
    if (same && session.silence === null && situation.now - before.at < refresh) return accept(null);
    return accept(null, [{type: 'heartbeat.changed', session: session.id, heartbeat: beat}]);
  });
}
