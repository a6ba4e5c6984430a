import {closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {startTimeOf} from '../../src/platform/process-identity.ts';
import {Pty} from '../../src/terminal/pty.ts';
import {isGone} from './is-gone.ts';
import type {TestClient} from './test-client.ts';
import {TestHost} from './test-host.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'harmony-pty-'));
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

interface Run {
  readonly pty: Pty;
  readonly output: () => string;
  readonly exit: Promise<{code: number | null; signal: string | null}>;
}

/** A program without a host around it; `onOutput` is called with what came so far. */
function run(script: string, onOutput: (pty: Pty, output: string) => void = () => {}): Run {
  let output = '';
  let exited: (exit: {code: number | null; signal: string | null}) => void = () => {};
  const exit = new Promise<{code: number | null; signal: string | null}>((resolve) => {
    exited = resolve;
  });
  const pty = new Pty(
    {
      terminal: 'ada',
      incarnation: 1,
      file: '/bin/sh',
      args: ['-c', script],
      env: {PATH: process.env.PATH ?? '', TERM: 'vt220'},
      cwd: folder,
      cols: 80,
      rows: 24,
    },
    {
      onData: (chunk) => {
        output += Buffer.from(chunk).toString('latin1');
        onOutput(pty, output);
      },
      onExit: exited,
    },
  );
  return {pty, output: () => output, exit};
}

test('the program gets its environment and size, and no other', async () => {
  const {output, exit} = run('echo $TERM; stty size; tty');
  expect(await exit).toEqual({code: 0, signal: null});
  expect(output()).toMatch(/^vt220\r\n24 80\r\n\/dev\/pts\/\d+\r\n$/);
});

test('the end of the output is not lost when the program ends while it is not read', async () => {
  const {output, exit} = run('head -c 8000 /dev/zero | tr "\\0" x; printf END', (pty) => pty.pause());
  await exit;
  expect(output()).toBe(`${'x'.repeat(8_000)}END`);
});

test('input arrives whole and in order, however slowly it is read', async () => {
  const file = join(folder, 'input');
  const pieces = Array.from({length: 200}, (_, index) => `${index} ${'x'.repeat(index * 20)}\n`);
  const whole = pieces.join('');
  const {pty, exit} = run(`stty raw -echo; printf R; sleep 0.2; head -c ${whole.length} > ${file}`, (_pty, output) => {
    if (output === 'R') for (const piece of pieces) void pty.write(Buffer.from(piece));
  });
  await exit;
  expect(readFileSync(file, 'utf8')).toBe(whole);
});

test('after the end nothing is written, resized or signalled any more', async () => {
  const {pty, exit} = run('exit 3');
  expect(await exit).toEqual({code: 3, signal: null});
  await expect(pty.write(Buffer.from('x'))).rejects.toThrow('has ended');
  expect(() => pty.resize(100, 30)).not.toThrow();
  expect(pty.signal('SIGTERM')).toBe(false);
});

test('when the descriptor is free for others, the writer has let go of it', async () => {
  const before = openSync('/dev/null', 'r');
  closeSync(before);
  let written: Promise<void> | undefined;
  const {pty, exit} = run('stty raw -echo; printf R; exec sleep 1000', (_pty, output) => {
    if (output !== 'R') return;
    // More than the pty takes: the writer has something to write for as long as it lives.
    written = pty.write(Buffer.alloc(200_000, 'S'));
    written.catch(() => {});
    pty.signal('SIGKILL');
  });
  const heir = join(folder, 'heir');
  await exit;
  const unused = openSync(heir, 'w+');
  expect(unused).toBe(before);
  // The writer has given up, and tries no more.
  await expect(written).rejects.toThrow();
  const heard = Buffer.alloc(100);
  expect(readSync(unused, heard, 0, 100, 0)).toBe(0);
  closeSync(unused);
});

test('a signal reaches the whole process group', async () => {
  const {pty, output, exit} = run('(trap "" HUP; exec sleep 1000) & echo $!; wait', (_pty, text) => {
    if (text.endsWith('\n')) pty.signal('SIGKILL');
  });
  expect(await exit).toEqual({code: null, signal: 'SIGKILL'});
  await isGone(Number(output()));
});

test('programs do not inherit the ptys of others', async () => {
  await using host = await TestHost.start();
  using client = await host.connect();
  await client.spawn('ada', 'exec cat');
  await client.watch('bob');
  await client.spawn('bob', 'ls -l /proc/self/fd; exec cat');
  await client.shows('bob', '/dev/pts/');
  expect(client.shown('bob')).not.toContain('ptmx');
});

test('a big input to a program that does not read stops nobody, and is refused in the end', async () => {
  await using host = await TestHost.start();
  using client = await host.connect();
  await client.spawn('deaf', 'stty raw -echo; echo deaf; exec sleep 1000');
  await client.spawn('ada', 'exec cat');
  await client.watch('ada', 'deaf');
  await client.shows('deaf', 'deaf');
  const written = client.client.request('write', {terminal: 'deaf', text: 'x'.repeat(800_000)});
  written.catch(() => {});
  await expect(client.client.request('write', {terminal: 'deaf', text: 'x'.repeat(800_000)})).rejects.toThrow('does not read');
  client.type('ada', 'alive\r');
  await client.shows('ada', 'alive\nalive');
  await client.client.request('signal', {terminal: 'deaf', signal: 'SIGKILL'});
  await expect(written).rejects.toThrow('has ended');
});

test('input for one terminal never reaches another, though its descriptor does', async () => {
  await using host = await TestHost.start();
  using client = await host.connect();
  for (let round = 0; round < 25; round++) {
    const victim = `victim-${round}`;
    const heir = `heir-${round}`;
    await client.spawn(victim, 'stty raw -echo; exec sleep 1000');
    for (let piece = 0; piece < 20; piece++) client.type(victim, 'SECRET'.repeat(1_000));
    // Its end and the heir's start come while the writer is at work.
    const killed = client.client.request('signal', {terminal: victim, signal: 'SIGKILL'});
    await client.spawn(heir, 'exec cat');
    await killed;
    for (let piece = 0; piece < 5; piece++) client.type(victim, 'SECRET'.repeat(1_000));
    await client.exits(victim);
    await client.client.request('write', {terminal: heir, text: 'mine\r'});
    await client.client.request('signal', {terminal: heir, signal: 'SIGHUP'});
    await client.exits(heir);
    expect(await client.text(heir)).not.toContain('SECRET');
  }
});

test('what left the process group is ended by a sweep, and nothing else is', async () => {
  await using host = await TestHost.start();
  await using other = await TestHost.start();
  using client = await host.connect();
  using otherClient = await other.connect();
  const stray = async (of: TestClient, id: string): Promise<number> => {
    await of.watch(id);
    await of.spawn(id, '(setsid sleep 54321 & echo "stray $!"); exec cat');
    await of.shows(id, 'stray');
    return Number(/stray (\d+)/.exec(of.shown(id))?.[1]);
  };
  const [ada, bob, elsewhere] = [await stray(client, 'ada'), await stray(client, 'bob'), await stray(otherClient, 'ada')];
  await client.client.request('signal', {terminal: 'ada', signal: 'SIGKILL', sweep: true});
  await client.exits('ada');
  await isGone(ada);
  expect([bob, elsewhere].map(startTimeOf)).not.toContain(null);
  // Also of a host that is no more.
  await otherClient.client.request('signal', {terminal: 'ada', signal: 'SIGKILL'});
  await otherClient.exits('ada');
  await otherClient.client.request('remove', {terminal: 'ada'});
  await otherClient.client.request('signal', {terminal: 'ada', signal: 'SIGKILL', sweep: true});
  await isGone(elsewhere);
  expect(startTimeOf(bob)).not.toBeNull();
});

test('what a program started with an environment of its own is ended with it', async () => {
  await using host = await TestHost.start();
  using client = await host.connect();
  await client.watch('ada');
  await client.spawn('ada', 'env -i setsid sleep 54322 & echo "stray $!"; exec cat');
  await client.shows('ada', 'stray');
  const stray = Number(/stray (\d+)/.exec(client.shown('ada'))?.[1]);
  await client.client.request('signal', {terminal: 'ada', signal: 'SIGTERM'});
  await client.exits('ada');
  await client.client.request('signal', {terminal: 'ada', signal: 'SIGKILL', sweep: true});
  await isGone(stray);
});
