/**
 * `npm run bench:journal [-- --events 1000000]`: what a large journal costs at a start, at a backup and for the archive. Needs a gigabyte for a
 * million events.
 */
import {mkdtempSync, rmSync, statSync} from 'node:fs';
import {cpus, tmpdir} from 'node:os';
import {join} from 'node:path';
import {backup, DatabaseSync} from 'node:sqlite';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {systemClock} from '../../src/journal/clock.ts';
import {FileJournal} from '../../src/journal/file/file-journal.ts';
import {TeamStore} from '../../src/journal/team-store.ts';
import {JournalUpkeep} from '../../src/journal/upkeep/journal-upkeep.ts';
import {BETWEEN_EVENTS, benchEvent} from './journal-events.ts';

const {values} = parseArgs({options: {events: {type: 'string', default: '1000000'}}});
const EVENTS = Number(values.events);
const AT_ONCE = 10_000;
const PROGRAM = fileURLToPath(new URL('../../dist/journal-upkeep.js', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'harmony-bench-journal-'));
const file = join(folder, 'journal.db');
const begin = Date.now() - EVENTS * BETWEEN_EVENTS;

function say(what: string, figure: string): void {
  process.stdout.write(`| ${what} | ${figure} |\n`);
}

const seconds = (since: number): string => `${((performance.now() - since) / 1_000).toFixed(2)} s`;

async function timed(what: string, run: () => unknown): Promise<void> {
  const since = performance.now();
  await run();
  say(what, seconds(since));
}

/** The longest that this process did nothing else, while commands come and go. Milliseconds. */
async function longestGap(run: (journal: FileJournal) => unknown): Promise<string> {
  const journal = new FileJournal(file);
  let [last, longest] = [performance.now(), 0];
  const look = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const timer = setInterval(() => {
    look();
    const position = journal.position();
    journal.append(position, [benchEvent(position, begin)], []);
    look();
  }, 10);
  await new Promise((resolve) => setTimeout(resolve, 100));
  longest = 0;
  const since = performance.now();
  await run(journal);
  await new Promise((resolve) => setTimeout(resolve, 20));
  clearInterval(timer);
  const took = seconds(since);
  journal.close();
  return `${took}, nothing else for at most ${longest.toFixed(0)} ms`;
}

async function start(): Promise<void> {
  const store = new TeamStore(new FileJournal(file), systemClock);
  if (store.team.position < EVENTS) throw new Error(`It has only ${store.team.position} events.`);
  await store.close();
}

const upkeep = async (journal: FileJournal, olderThan: number): Promise<void> => {
  using kept = new JournalUpkeep({
    file,
    program: PROGRAM,
    retention: () => ({olderThan, mostBytes: 1e12}),
    position: () => journal.position(),
    saveSnapshot: () => {},
    onReport: (problem) => {
      if (problem !== null) throw new Error(problem);
    },
  });
  await kept.run();
};

process.stdout.write(`${EVENTS} events, Node ${process.version}, ${cpus().length} cores\n\n| what | |\n|---|---|\n`);
try {
  const journal = new FileJournal(file);
  for (let at = 0; at < EVENTS; at += AT_ONCE) {
    journal.append(
      at,
      Array.from({length: Math.min(AT_ONCE, EVENTS - at)}, (_, index) => benchEvent(at + index, begin)),
      [],
    );
  }
  journal.close();
  say('size of the file', `${(statSync(file).size / 1e6).toFixed(0)} MB`);
  await timed('`quick_check` of all of it', () => {
    const opened = new FileJournal(file);
    opened.check();
    opened.close();
  });
  await timed('start without a snapshot', start);
  await timed('start with a snapshot', start);
  say('commands alone, for comparison', await longestGap(() => new Promise((resolve) => setTimeout(resolve, 2_000))));
  say('backup in this process (`VACUUM INTO`)', await longestGap((opened) => opened.backUp()));
  say(
    "backup by `node:sqlite`'s `backup()` in one step, a connection of its own",
    await longestGap(async () => {
      const source = new DatabaseSync(file, {readOnly: true});
      await backup(source, `${file}.copy`, {rate: 2 ** 31 - 1});
      source.close();
    }),
  );
  say('upkeep: check and backup', await longestGap((opened) => upkeep(opened, 0)));
  const store = new TeamStore(new FileJournal(file), systemClock);
  store.saveSnapshot();
  await store.close();
  const nineTenths = begin + EVENTS * 0.9 * BETWEEN_EVENTS;
  say('upkeep: archive nine tenths, check and backup', await longestGap((opened) => upkeep(opened, nineTenths)));
  await timed('start with a snapshot, nine tenths archived', start);
  const database = new DatabaseSync(file);
  database.exec('DELETE FROM snapshot');
  database.close();
  await timed('start without a snapshot, nine tenths archived', start);
} finally {
  rmSync(folder, {recursive: true, force: true});
}
