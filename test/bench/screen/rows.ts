import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {median, quantile} from '../statistics.ts';
import {harmony} from './harmony.ts';
import type {Multiplexer, RunningMultiplexer} from './multiplexer.ts';
import {cpuTime, memory} from './processes.ts';
import {tmux} from './tmux.ts';

/** Characters that no chrome and no flood contains: each is looked for in what is painted after its key. */
const KEYS = ['@', '%', '&', '=', '+', '#'];
const KEY_SAMPLES = 120;
const FLOOD_BYTES = 32 * 1024 * 1024;
const IDLE_SECONDS = 10;
const OTHERS = 12;

/** What one figure is called and counted in. */
export interface Figure {
  readonly label: string;
  readonly digits: number;
}

export interface Row {
  readonly name: string;
  /** By the keys of what `measure` gives. */
  readonly figures: Readonly<Record<string, Figure>>;
  readonly measure: (multiplexer: Multiplexer) => Promise<Readonly<Record<string, number>>>;
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Milliseconds from a key to its first paint on the outer terminal. */
async function keyToPaint(running: RunningMultiplexer): Promise<{p50: number; p99: number}> {
  const samples: number[] = [];
  for (let index = 0; index < KEY_SAMPLES; index++) {
    const key = KEYS[index % KEYS.length] ?? '@';
    const painted = running.terminal.until(key, 10_000);
    running.terminal.type(key);
    samples.push(await painted);
    // A person's pace, uneven so that it does not run in step with any frame clock.
    await pause(20 + Math.random() * 20);
  }
  // The first keys warm the code up.
  const warm = samples.slice(20);
  return {p50: median(warm), p99: quantile(warm, 0.99)};
}

const withPanes = async <T>(
  multiplexer: Multiplexer,
  programs: readonly string[],
  use: (running: RunningMultiplexer) => Promise<T>,
): Promise<T> => {
  await using running = await multiplexer.start(programs);
  // Without the await it would be ended before it was used.
  return await use(running);
};

const keyRow = (name: string, other: string): Row => ({
  name,
  figures: {p50: {label: 'p50, ms', digits: 2}, p99: {label: 'p99, ms', digits: 2}},
  measure: (multiplexer) =>
    withPanes(multiplexer, ['cat', ...Array.from({length: OTHERS}, () => other)], async (running) => {
      await pause(1_000);
      return {...(await keyToPaint(running))};
    }),
});

const floodRow = (name: string, line: string): Row => ({
  name,
  figures: {rate: {label: 'MB/s', digits: 1}, bytes: {label: 'KB to the outer terminal', digits: 0}},
  async measure(multiplexer) {
    const folder = mkdtempSync(join(tmpdir(), 'harmony-bench-flood-'));
    const file = join(folder, 'flood.txt');
    writeFileSync(file, line.repeat(Math.ceil(FLOOD_BYTES / line.length)));
    try {
      // The end mark is put together by the shell, so that no echo of the command can be taken for it.
      return await withPanes(multiplexer, [`read go; cat ${file}; printf 'END%s\\n' -OF-FLOOD; cat`], async ({terminal}) => {
        const before = terminal.bytes;
        const done = terminal.until('END-OF-FLOOD', 120_000);
        terminal.type('\r');
        const milliseconds = await done;
        return {rate: FLOOD_BYTES / 1e6 / (milliseconds / 1000), bytes: (terminal.bytes - before) / 1000};
      });
    } finally {
      rmSync(folder, {recursive: true, force: true});
    }
  },
});

const plain = `${'the quick brown fox jumps over the lazy dog '.repeat(2)}0123456789\n`;
const coloured = Array.from({length: 12}, (_, index) => `\u001b[38;5;${16 + index * 7}m\u001b[1mword${index}\u001b[0m `)
  .join('')
  .concat('\n');

export const rows: readonly Row[] = [
  keyRow(`key to paint, ${OTHERS} others idle`, 'cat'),
  keyRow(`key to paint, ${OTHERS} others flooding`, "yes 'a line of a build log that never ends'"),
  floodRow('flood of one pane, plain', plain),
  floodRow('flood of one pane, coloured', coloured),
  {
    name: `${OTHERS + 1} idle sessions`,
    figures: {cpu: {label: '% of a core', digits: 2}, memory: {label: 'MB (PSS)', digits: 0}},
    measure: (multiplexer) =>
      withPanes(
        multiplexer,
        Array.from({length: OTHERS + 1}, () => 'cat'),
        async (running) => {
          await pause(2_000);
          const pids = running.pids();
          const before = cpuTime(pids);
          await pause(IDLE_SECONDS * 1_000);
          return {cpu: (cpuTime(pids) - before) / (IDLE_SECONDS * 10), memory: memory(pids)};
        },
      ),
  },
];

export const peers: readonly Multiplexer[] = [tmux, harmony];
