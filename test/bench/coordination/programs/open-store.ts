/** Opens a journal and makes its team, or only reads it, and says how long that took: `node open-store.ts FILE fold|read`. */
import {systemClock} from '../../../../src/journal/clock.ts';
import {FileJournal} from '../../../../src/journal/file/file-journal.ts';
import {TeamStore} from '../../../../src/journal/team-store.ts';

export interface Opening {
  /** Until the file is open and known to be whole. Milliseconds. */
  readonly check: number;
  /** From then until the team is there. Milliseconds. */
  readonly team: number;
  /** Of the whole process. MB. */
  readonly memory: number;
}

/** As many at once as the store takes. */
const READ_AT_ONCE = 5_000;

const [file = '', what] = process.argv.slice(2);
const begun = performance.now();
const journal = new FileJournal(file);
const opened = performance.now();
if (what === 'fold') new TeamStore(journal, systemClock);
else for (let from = 0; ; from += READ_AT_ONCE) if (journal.read(from, READ_AT_ONCE).length < READ_AT_ONCE) break;
const done = performance.now();
const opening: Opening = {check: opened - begun, team: done - opened, memory: process.memoryUsage.rss() / 1e6};
process.stdout.write(JSON.stringify(opening));
// Not closed: that would leave a snapshot, and the next one would start from it.
process.stdout.once('drain', () => process.exit());
process.exitCode = 0;
setImmediate(() => process.exit());
