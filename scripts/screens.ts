/** `npm run screens`: pictures of the real screen, of the demo as it plays, for the README and the docs. */
import {mkdirSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {fileURLToPath} from 'node:url';
import {spawn} from 'node-pty';
import {CELL_WORDS} from '../src/protocol/cells.ts';
import {Emulator} from '../src/terminal/emulator.ts';
import {gridToSvg} from '../src/tui/compositor/svg.ts';

const folder = fileURLToPath(new URL('../docs/screens/', import.meta.url));
const harmony = fileURLToPath(new URL('../bin/harmony.js', import.meta.url));

interface Screen {
  readonly name: string;
  readonly cols: number;
  readonly rows: number;
  /** Pressed when this text is there: [text, keys]. */
  readonly script: readonly (readonly [text: string, keys: string])[];
  /** The picture is taken when this is there. */
  readonly until: string;
}

const screens: readonly Screen[] = [
  {name: 'team', cols: 150, rows: 42, script: [], until: 'ben holds it'},
  {name: 'board', cols: 150, rows: 42, script: [['ben holds it', 'b']], until: 'Activity'},
  {name: 'small', cols: 80, rows: 24, script: [], until: 'I claim all of src'},
];

async function take({name, cols, rows, script, until}: Screen): Promise<void> {
  const env = {...process.env, TERM: 'xterm-256color', COLORTERM: 'truecolor', TERM_PROGRAM: ''};
  const pty = spawn(process.execPath, [harmony, 'demo'], {cols, rows, env, cwd: tmpdir(), encoding: null});
  const emulator = new Emulator(cols, rows, {
    onReply: (bytes) => pty.write(bytes.toString('latin1')),
    onTitle: () => {},
    onBell: () => {},
    onNotice: () => {},
    onFailure: (error) => {
      throw error;
    },
  });
  const cells = new Uint32Array(cols * rows * CELL_WORDS);
  const text = (): string => {
    for (let row = 0; row < rows; row++)
      emulator.readRow(emulator.scrollback + row, cells.subarray(row * cols * CELL_WORDS, (row + 1) * cols * CELL_WORDS));
    let all = '';
    for (let at = 0; at < cells.length; at += CELL_WORDS) all += String.fromCodePoint((cells[at] ?? 0) & 0x1fffff);
    return all;
  };
  const left = [...script];
  await new Promise<void>((resolve) => {
    (pty.onData as unknown as (listener: (chunk: Buffer) => void) => void)((chunk) => {
      emulator.feed(chunk);
      const now = text();
      const [next] = left;
      if (next && now.includes(next[0])) {
        left.shift();
        pty.write(next[1]);
      } else if (!next && now.includes(until)) resolve();
    });
  });
  // What belongs to the same moment comes within the next frames.
  await new Promise((resolve) => setTimeout(resolve, 400));
  text();
  const {graphemes, extended} = emulator.tables;
  const picture = {cols, rows, cells, graphemes: new Map(graphemes.entries()), extended: new Map(extended.entries())};
  writeFileSync(`${folder}${name}.svg`, gridToSvg(picture, {title: 'harmony'}));
  const ended = new Promise((resolve) => pty.onExit(resolve));
  pty.write('\u001bq');
  pty.write('q');
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 10_000))]);
  pty.kill('SIGTERM');
  process.stdout.write(`docs/screens/${name}.svg\n`);
}

mkdirSync(folder, {recursive: true});
for (const screen of screens) if (process.argv.length < 3 || process.argv.includes(screen.name)) await take(screen);
process.exit();
