import {setImmediate} from 'node:timers/promises';
import {type Event, type MessageTrace, traceMessage} from '../core/index.ts';

/** Read in one go: a few milliseconds, after which others have their turn. Events. */
const PAGE = 1_000;

/** What the journal has of a message, however old it is. `message` is `null`: there never was such a one. */
export async function traceInJournal(read: (from: number, limit: number) => readonly Event[], id: string): Promise<MessageTrace> {
  const {trace, take} = traceMessage(id);
  for (let from = 0; ; ) {
    const events = read(from, PAGE);
    for (const event of events) take(event);
    const last = events.at(-1);
    if (!last || events.length < PAGE) return trace;
    from = last.position;
    await setImmediate();
  }
}
