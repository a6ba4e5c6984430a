import {type ChildProcessWithoutNullStreams, execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {TestTerminal} from '../support/test-terminal.ts';

const HARMONY = fileURLToPath(new URL('../../bin/harmony.js', import.meta.url));
/** Three sessions, two servers and some thirty commands: seconds here, more on a machine that has other things to do. */
const STORY = 150_000;

let scratch: string;
let temporary: string;
let home: string;

beforeEach(() => {
  scratch = realpathSync(mkdtempSync(join(tmpdir(), 'harmony-run-demo-')));
  temporary = join(scratch, 'tmp');
  home = join(scratch, 'home');
  mkdirSync(temporary);
  mkdirSync(home);
});

afterEach(() => rmSync(scratch, {recursive: true, force: true, maxRetries: 5}));

/** Its own folder for temporary files, and no home of anybody's. */
const environment = (): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  TMPDIR: temporary,
  HOME: home,
  XDG_STATE_HOME: join(home, 'state'),
  XDG_CONFIG_HOME: join(home, 'config'),
});

/** `harmony demo` without a terminal, its lines as they come. */
class Demo {
  readonly lines: string[] = [];
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #ended: Promise<unknown[]>;
  #changed: () => void = () => {};

  constructor(...args: string[]) {
    this.#child = spawn(process.execPath, [HARMONY, 'demo', '--pace', '0.01', ...args], {env: environment(), cwd: home});
    this.#child.stdin.end();
    this.#ended = once(this.#child, 'close');
    createInterface({input: this.#child.stdout}).on('line', (line) => {
      this.lines.push(line);
      this.#changed();
    });
    this.#child.stderr.on('data', (chunk) => this.lines.push(`stderr: ${chunk}`));
  }

  async shows(text: string): Promise<void> {
    while (!this.lines.some((line) => line.includes(text))) {
      await Promise.race([
        new Promise<void>((resolve) => (this.#changed = resolve)),
        this.#ended.then(() => expect(this.lines).toContain(text)),
      ]);
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  stopReading(): void {
    this.#child.stdout.destroy();
  }

  async exitCode(): Promise<number> {
    const [code] = await this.#ended;
    return code as number;
  }
}

/** Where each beat of the story was told, in the order given; fails on one that was not told after the one before it. */
function expectInOrder(lines: readonly string[], beats: readonly RegExp[]): void {
  let from = 0;
  for (const beat of beats) {
    const at = lines.findIndex((line, index) => index >= from && beat.test(line));
    expect(at, `${beat} after line ${from} of\n${lines.join('\n')}`).toBeGreaterThanOrEqual(from);
    from = at + 1;
  }
}

function expectNothingLeft(): void {
  expect(readdirSync(temporary)).toEqual([]);
  expect(readdirSync(home)).toEqual([]);
  expect(processesOf(temporary)).toEqual([]);
}

/** Every program of the demo has its folder on its command line, or in that of the one who started it. */
const processesOf = (folder: string): string[] =>
  execFileSync('ps', ['-eo', 'pid,args'], {encoding: 'utf8'})
    .split('\n')
    .filter((line) => line.includes(folder));

test('three sessions build an API whose tests pass, and nothing is left behind', {timeout: STORY}, async () => {
  const demo = new Demo();
  expect(await demo.exitCode(), demo.lines.join('\n')).toBe(0);
  expectInOrder(demo.lines, [
    /olivia +delegates T-1 to ben/,
    /ben +accepts T-1/,
    /ben +claims src\/\*\*/,
    /ben +to tess: src\/server.js is in place/,
    /tess +is refused src\/server.js: ben holds src\/\*\* for \d+ more minutes \(store, router and server are being built\)/,
    /tess +to ben: May I/,
    /ben +releases src\/\*\*/,
    /ben +to tess: src\/\*\* is free again/,
    /tess +writes src\/server.js/,
    /tess +asks: Bash node --test/,
    /human +answers "Allow once" \(demo viewer\)/,
    /tess +to olivia: First test run: 1 of 7 fails/,
    /olivia +delegates T-3 to ben/,
    /ben +finishes T-3/,
    /tess +finishes T-2: .*all tests pass.*\(checked: node --test\)/,
    /olivia +to human:/,
    /run afresh: 7 passed, 0 failed/,
    /edits refused 1, .*tasks done 3/,
  ]);
  expectNothingLeft();
});

test('when the tests of the API fail, the story says so and the demo fails', {timeout: STORY}, async () => {
  const demo = new Demo();
  await demo.shows('A team of three builds a Todo API in');
  const folder = / in (.+)$/.exec(demo.lines[0] ?? '')?.[1] ?? '';
  mkdirSync(join(folder, 'test'));
  writeFileSync(
    join(folder, 'test', 'impossible.test.js'),
    "import {test} from 'node:test';\ntest('pigs fly', () => { throw new Error('no'); });\n",
  );
  expect(await demo.exitCode(), demo.lines.join('\n')).toBe(1);
  expectInOrder(demo.lines, [
    /tess +gives T-2 up: .*some tests fail/,
    /olivia +to human: tess could not/,
    /7 passed, 1 failed/,
    /pigs fly/,
  ]);
  expectNothingLeft();
});

test('what was built can be kept, and is told as JSON', {timeout: STORY}, async () => {
  const demo = new Demo('--keep', '--json');
  expect(await demo.exitCode(), demo.lines.join('\n')).toBe(0);
  const report = JSON.parse(demo.lines.join('\n'));
  expect(report).toMatchObject({
    ok: true,
    end: 'finished',
    kept: true,
    tests: {passed: 7, failed: 0},
    counts: {refusals: 1, tasksDone: 3, permissions: 1},
  });
  expect(report.story.length).toBeGreaterThan(20);
  expect(existsSync(join(report.folder, 'src/server.js'))).toBe(true);
  expect(processesOf(temporary)).toEqual([]);
});

test('an interruption ends the team and removes its folder', {timeout: STORY}, async () => {
  const demo = new Demo();
  await demo.shows('ben      claims src/**');
  demo.signal('SIGINT');
  expect(await demo.exitCode(), demo.lines.join('\n')).toBe(130);
  expectInOrder(demo.lines, [/Interrupted\./]);
  expectNothingLeft();
});

test('when nobody reads its lines any more, it ends and cleans up', {timeout: STORY}, async () => {
  const demo = new Demo();
  await demo.shows('ben      claims src/**');
  demo.stopReading();
  expect(await demo.exitCode()).toBe(130);
  expectNothingLeft();
});

test('a supervisor that is killed is started again, and the story goes on', {timeout: STORY}, async () => {
  const demo = new Demo();
  await demo.shows('ben      claims src/**');
  const supervisor = processesOf(temporary).find((line) => line.includes('supervisor.js'));
  process.kill(Number.parseInt(supervisor ?? '', 10), 'SIGKILL');
  expect(await demo.exitCode(), demo.lines.join('\n')).toBe(0);
  expectInOrder(demo.lines, [/olivia +to human: Store/, /run afresh: 7 passed, 0 failed/]);
  expect(demo.lines.filter((line) => line.includes('is back'))).toEqual([]);
  expectNothingLeft();
});

test('on a terminal it is the full screen, and q leaves', {timeout: STORY}, async () => {
  const terminal = {...environment(), TERM: 'xterm-256color'};
  await using screen = new TestTerminal(process.execPath, [HARMONY, 'demo'], {cwd: home, env: terminal});
  await screen.shows(/olivia.*working/);
  await screen.shows(/talk to tess/);
  screen.type('q');
  await screen.shows(/You left before the end of the story\./);
  expect(await screen.ended()).toMatchObject({code: 0});
  expectNothingLeft();
});
