import {connect} from 'node:net';
import {expect, test} from 'vitest';
import {PaneGrid} from '../../src/client/pane-grid.ts';
import {startTimeOf} from '../../src/platform/process-identity.ts';
import {CELL_WORDS} from '../../src/protocol/cells.ts';
import type {HostedTerminal} from '../../src/terminal/terminal.ts';
import {fixture, gridText, TestHost} from './hosted.ts';

/** What the emulator itself holds, to compare a client's copy with. */
function ownCells(terminal: HostedTerminal): Uint32Array {
  const {emulator} = terminal;
  const size = emulator.cols * CELL_WORDS;
  const cells = new Uint32Array(emulator.rows * size);
  for (let row = 0; row < emulator.rows; row++) emulator.readRow(emulator.scrollback + row, cells.subarray(row * size, (row + 1) * size));
  return cells;
}

const same = (a: Uint32Array | undefined, b: Uint32Array): boolean => a?.length === b.length && a.every((word, index) => word === b[index]);

test('keys reach the program and its answer reaches the client, as cells', async () => {
  await using host = await TestHost.start();
  await host.spawn('ada', 'exec cat');
  await host.watch('ada');
  host.type('ada', 'hello\r');
  await host.shows('ada', 'hello\nhello');
});

test.each(['colours-and-emoji.sh', 'full-screen.sh'])(
  '%s: a client that got differences has the same cells as the emulator',
  async (name) => {
    await using host = await TestHost.start();
    await host.spawn('ada', `${fixture(name)}; exec cat`);
    await host.watch('ada');
    await host.shows('ada', name.startsWith('full') ? 'TOP' : 'END');
    host.type('ada', 'x\r');
    await host.shows('ada', 'x');
    const terminal = host.server.host.find('ada') as HostedTerminal;
    await host.until(() => same(host.grids.get('ada')?.cells, ownCells(terminal)), 'the cells are equal');
    const grid = host.grids.get('ada') as PaneGrid;
    expect(grid.cursor).toEqual(terminal.emulator.cursor);
    expect(grid.modes).toEqual(terminal.emulator.modes);
    if (name.startsWith('full')) {
      expect(grid.modes).toMatchObject({
        applicationCursor: true,
        bracketedPaste: true,
        focusEvents: true,
        mouse: 'drag',
        mouseEncoding: 'sgr',
        alternateScreen: true,
      });
      expect(grid.cursor.style).toBe(2);
    } else {
      expect(gridText(grid)).toContain('日本語 ✅ 🚀 👩‍💻 👍🏽 ⚠️ 1️⃣ e\u0301');
      expect([...grid.extended.values()]).toContainEqual({underlineStyle: 0, underlineColor: 0, link: 'https://example.org'});
      expect([...grid.extended.values()]).toContainEqual({underlineStyle: 3, underlineColor: 0x2000009, link: ''});
    }
  },
);

test('a client that comes later, or comes back, gets the whole screen', async () => {
  await using host = await TestHost.start();
  await host.spawn('ada', `${fixture('colours-and-emoji.sh')}; exec cat`);
  await host.watch('ada');
  await host.shows('ada', 'END');
  using other = await host.connect();
  const grid = new PaneGrid();
  const whole = new Promise<void>((resolve) => {
    other.onUpdate((update) => {
      grid.apply(update);
      resolve();
    });
  });
  await other.request('watch', {panes: [{terminal: 'ada', cols: 80, rows: 24, scrolled: 0, focused: false}]});
  await whole;
  expect(gridText(grid)).toBe(gridText(host.grids.get('ada')));
});

test('exit code and signal are told, the last screen stays', async () => {
  await using host = await TestHost.start();
  await host.spawn('ada', 'echo goodbye; exit 7');
  expect((await host.exits('ada')).exit).toEqual({code: 7, signal: null});
  expect(await host.text('ada')).toBe('goodbye');
  await host.spawn('bob', 'kill -TERM $$');
  expect((await host.exits('bob')).exit).toEqual({code: null, signal: 'SIGTERM'});
});

test('a program that is not there is refused with a reason', async () => {
  await using host = await TestHost.start();
  await expect(host.spawn('ada', '', {file: '/no/such/program'})).rejects.toThrow('/no/such/program is not there');
  await expect(host.spawn('ada', '', {cwd: '/no/such/folder'})).rejects.toThrow('/no/such/folder does not exist');
  await expect(host.spawn('ada', 'exec cat', {cols: 1})).rejects.toThrow('1 × 24 is not possible');
  await expect(host.client.request('snapshot', {terminal: 'ada', format: 'text'})).rejects.toThrow('no terminal "ada"');
});

test('the next incarnation takes the place of the ended one and keeps its history', async () => {
  await using host = await TestHost.start();
  await host.spawn('ada', 'printf "\\033[?1049h\\033[31mfirst life, on the alternate screen"; exit 1');
  await host.exits('ada');
  await host.spawn('ada', 'echo second life; exit 1', {incarnation: 2});
  await host.until(() => host.notifications.filter(({type}) => type === 'exited').length === 2, 'both have ended');
  await host.spawn('ada', 'echo third life; exec cat', {incarnation: 3});
  await host.watch('ada');
  await host.shows('ada', 'third life');
  expect(gridText(host.grids.get('ada'))).toBe('third life');
  expect(await host.text('ada', 100)).toContain('second life');
  await expect(host.spawn('ada', 'exec cat', {incarnation: 4})).rejects.toThrow('runs already');
});

test('a view that is scrolled back stays where it is while new lines come', async () => {
  await using host = await TestHost.start();
  await host.spawn('ada', 'seq 1 200; exec cat');
  await host.watch('ada');
  await host.shows('ada', '200');
  await host.client.request('watch', {panes: [{terminal: 'ada', cols: 80, rows: 24, scrolled: 100, focused: true}]});
  await host.shows('ada', '\n100\n');
  const before = gridText(host.grids.get('ada'));
  host.type('ada', 'more\r');
  await host.until(() => (host.grids.get('ada')?.scrolled ?? 0) > 100, 'the view is further up');
  expect(gridText(host.grids.get('ada'))).toBe(before);
});

test('a resize reaches the program and every client', async () => {
  await using host = await TestHost.start();
  await host.spawn('ada', 'trap "stty size" WINCH; echo ready; while :; do read line; done');
  await host.watch('ada');
  await host.shows('ada', 'ready');
  await host.client.request('watch', {panes: [{terminal: 'ada', cols: 100, rows: 30, scrolled: 0, focused: true}]});
  host.type('ada', '\r');
  await host.shows('ada', '30 100');
  expect(host.grids.get('ada')).toMatchObject({cols: 100, rows: 30});
});

test('title, bell and notices are told; the clipboard is not handed on', async () => {
  await using host = await TestHost.start();
  await host.spawn(
    'ada',
    `printf '\\033]0;working\\007\\007\\033]9;look here\\007\\033]777;notify;Title;body\\007\\033]9;4;1;50\\007\\033]52;c;aGk=\\007'; exec cat`,
  );
  await host.until(() => host.notifications.filter(({type}) => type === 'notice').length === 2, 'both notices came');
  expect(host.notifications).toContainEqual({type: 'title', terminal: 'ada', title: 'working'});
  expect(host.notifications).toContainEqual({type: 'bell', terminal: 'ada'});
  expect(host.notifications).toContainEqual({type: 'notice', terminal: 'ada', text: 'look here'});
  expect(host.notifications).toContainEqual({type: 'notice', terminal: 'ada', text: 'Title: body'});
  await host.until(() => host.notifications.some(({type}) => type === 'settled'), 'it settles');
});

test('questions of a program to its terminal are answered', async () => {
  await using host = await TestHost.start();
  // Twelve characters are the beginning of the answer to XTVERSION.
  await host.spawn('ada', `stty raw -echo; printf '\\033[>q'; head -c 12 | od -An -c | tr -d ' \\n'`);
  await host.exits('ada');
  expect(await host.text('ada')).toBe('033P>|harmony');
});

test('a big input to a program that does not read stops nobody, and is refused in the end', async () => {
  await using host = await TestHost.start();
  await host.spawn('deaf', 'stty raw -echo; echo deaf; exec sleep 1000');
  await host.spawn('ada', 'exec cat');
  await host.watch('ada', 'deaf');
  await host.shows('deaf', 'deaf');
  const written = host.client.request('write', {terminal: 'deaf', text: 'x'.repeat(800_000)});
  written.catch(() => {});
  await expect(host.client.request('write', {terminal: 'deaf', text: 'x'.repeat(800_000)})).rejects.toThrow('does not read');
  host.type('ada', 'alive\r');
  await host.shows('ada', 'alive\nalive');
  await host.client.request('signal', {terminal: 'deaf', signal: 'SIGKILL'});
  await expect(written).rejects.toThrow('has ended');
});

test('input for one terminal never reaches the next one that gets its descriptor', async () => {
  await using host = await TestHost.start();
  for (let round = 0; round < 25; round++) {
    const victim = `victim-${round}`;
    const heir = `heir-${round}`;
    await host.spawn(victim, 'stty raw -echo; exec sleep 1000');
    host.client.request('write', {terminal: victim, text: 'SECRET'.repeat(20_000)}).catch(() => {});
    await host.client.request('signal', {terminal: victim, signal: 'SIGKILL'});
    await host.spawn(heir, 'exec cat');
    await host.exits(victim);
    await host.client.request('write', {terminal: heir, text: 'mine\r'});
    await host.client.request('signal', {terminal: heir, signal: 'SIGHUP'});
    await host.exits(heir);
    expect(await host.text(heir)).not.toContain('SECRET');
  }
});

test('the tail of short-lived programs is complete, also while others flood', async () => {
  await using host = await TestHost.start();
  for (let flood = 0; flood < 4; flood++) await host.spawn(`flood-${flood}`, 'exec yes a line of a flood');
  for (let run = 0; run < 20; run++) {
    const id = `short-${run}`;
    await host.spawn(id, `seq 1 3000; echo THE-END`);
    await host.exits(id);
    expect(await host.text(id)).toMatch(/2999\n3000\nTHE-END$/);
  }
});

test('keys are answered while other terminals flood', async () => {
  await using host = await TestHost.start();
  for (let flood = 0; flood < 6; flood++) await host.spawn(`flood-${flood}`, 'exec yes a line of a flood');
  await host.spawn('ada', 'exec cat');
  await host.watch('ada', ...Array.from({length: 6}, (_, flood) => `flood-${flood}`));
  for (const word of ['one', 'two', 'three']) {
    host.type('ada', `${word}\r`);
    await host.shows('ada', `${word}\n${word}`);
  }
});

test('what left the process group is ended by a sweep, and nothing else is', async () => {
  await using host = await TestHost.start();
  await host.spawn('ada', 'setsid sleep 543210 & echo "stray $!"; exec cat');
  await host.spawn('bob', 'setsid sleep 543211 & echo "stray $!"; exec cat');
  await host.watch('ada', 'bob');
  await host.shows('ada', 'stray');
  await host.shows('bob', 'stray');
  const stray = (id: string): number => Number(/stray (\d+)/.exec(gridText(host.grids.get(id)))?.[1]);
  await host.client.request('signal', {terminal: 'ada', signal: 'SIGKILL', sweep: true});
  await host.exits('ada');
  expect(startTimeOf(stray('ada'))).toBeNull();
  expect(startTimeOf(stray('bob'))).not.toBeNull();
  await host.client.request('signal', {terminal: 'bob', signal: 'SIGKILL', sweep: true});
});

test('rubbish on the socket ends that connection and nothing else', async () => {
  await using host = await TestHost.start();
  await host.spawn('ada', 'exec cat');
  const socket = connect(host.socket);
  const closed = new Promise((resolve) => socket.on('close', resolve));
  socket.on('error', () => {});
  socket.write(Buffer.from('GET / HTTP/1.1\r\n\r\n'.repeat(10)));
  await closed;
  await host.watch('ada');
  host.type('ada', 'alive\r');
  await host.shows('ada', 'alive\nalive');
});

test('programs do not inherit the ptys of others', async () => {
  await using host = await TestHost.start();
  await host.spawn('ada', 'exec cat');
  await host.spawn('bob', 'ls -l /proc/self/fd; exec cat');
  await host.watch('bob');
  await host.shows('bob', '/dev/pts/');
  expect(gridText(host.grids.get('bob'))).not.toContain('ptmx');
});
