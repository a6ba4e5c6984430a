import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {connect} from 'node:net';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import type {PaneGrid} from '../../src/client/pane-grid.ts';
import {BareTerminal, differences, gridCells} from './bare-terminal.ts';
import {fixture} from './test-client.ts';
import {TestHost} from './test-host.ts';

test('keys reach the program and its answer reaches the client, as cells', async () => {
  await using host = await TestHost.start();
  using client = await host.connect();
  await client.spawn('ada', 'exec cat');
  await client.watch('ada');
  client.type('ada', 'hello\r');
  await client.shows('ada', 'hello\nhello');
});

const programs: readonly [name: string, script: string, shows: string][] = [
  ['a page of colours, emoji and links', fixture('colours-and-emoji.sh'), 'END'],
  ['a program on the alternate screen', `${fixture('full-screen.sh')} quit`, 'TOP'],
  ['coloured files', 'ls -la --color=always /usr/bin | head -40; echo END', 'END'],
  ...[1, 2, 3].map(
    (seed) => [`a program without sense (${seed})`, `"$NODE" ${fixture('random-screen.ts')} ${seed} 3000`, 'THE-END'] as const,
  ),
].map(([name, script, shows]) => [name, script, shows]);

test.each(programs)('%s: what a client shows is what the program wrote, cell by cell', async (_name, script, shows) => {
  await using host = await TestHost.start();
  using client = await host.connect();
  await client.watch('ada');
  await client.spawn('ada', script);
  await client.exits('ada');
  await client.shows('ada', shows);
  const bare = new BareTerminal(80, 24);
  await host.server.host.find('ada')?.flushLog();
  await bare.feed(readFileSync(join(host.output, 'ada.log')));
  await client.until(() => client.grids.get('ada')?.exited === true, 'the last frame is there');
  expect(differences(bare.cells(), gridCells(client.grids.get('ada') as PaneGrid), 80)).toEqual([]);
});

test('a client that comes later, or comes back after a crash, gets the whole screen', async () => {
  await using host = await TestHost.start();
  const first = await host.connect();
  await first.spawn('ada', `${fixture('colours-and-emoji.sh')}; exec cat`);
  await first.watch('ada');
  await first.shows('ada', 'END');
  const before = gridCells(first.grids.get('ada') as PaneGrid);
  first[Symbol.dispose]();
  using second = await host.connect();
  await second.watch('ada');
  await second.shows('ada', 'END');
  expect(differences(before, gridCells(second.grids.get('ada') as PaneGrid), 80)).toEqual([]);
  const {graphemes, extended} = second.grids.get('ada') as PaneGrid;
  expect([...graphemes.values()]).toContain('👩‍💻');
  expect([...extended.values()]).toContainEqual({underlineStyle: 0, underlineColor: 0, link: 'https://example.org'});
});

test('exit code and signal are told, the last screen stays until it is removed', async () => {
  await using host = await TestHost.start();
  using client = await host.connect();
  await client.spawn('ada', 'echo goodbye; exit 7');
  expect((await client.exits('ada')).exit).toEqual({code: 7, signal: null});
  expect(await client.text('ada')).toBe('goodbye');
  await client.spawn('bob', 'kill -TERM $$');
  expect((await client.exits('bob')).exit).toEqual({code: null, signal: 'SIGTERM'});
  await client.client.request('remove', {terminal: 'ada'});
  await expect(client.text('ada')).rejects.toThrow('There is no terminal "ada"');
  expect((await client.client.request('list', {})).terminals.map(({terminal}) => terminal)).toEqual(['bob']);
});

test('what cannot be started is refused with a reason', async () => {
  await using host = await TestHost.start();
  using client = await host.connect();
  await expect(client.spawn('ada', '', {file: '/no/such/program'})).rejects.toThrow('/no/such/program is not there');
  const file = join(host.folder, 'notes.txt');
  writeFileSync(file, 'not a program', {mode: 0o644});
  await expect(client.spawn('ada', '', {file})).rejects.toThrow(`chmod +x ${file}`);
  await expect(client.spawn('ada', '', {file: '/tmp'})).rejects.toThrow('/tmp is not a program');
  await expect(client.spawn('ada', '', {cwd: '/no/such/folder'})).rejects.toThrow('/no/such/folder does not exist');
  await expect(client.spawn('ada', '', {cols: 1})).rejects.toThrow('1 × 24 is not possible');
  await expect(client.spawn('ada', '', {rows: 1_001})).rejects.toThrow('80 × 1001 is not possible');
  await expect(client.spawn('../ada', '')).rejects.toThrow('"../ada" is no name');
  await expect(client.spawn('ada', '', {env: {A: 'b\0c'}})).rejects.toThrow('A in the environment of ada holds a NUL');
  await expect(client.text('ada')).rejects.toThrow('no terminal "ada"');
});

test('the next incarnation takes the place of the ended one and keeps its history', async () => {
  await using host = await TestHost.start();
  using client = await host.connect();
  await client.spawn('ada', 'printf "\\033[?1049h\\033[31mfirst life, on the alternate screen"; exit 1');
  await client.exits('ada');
  await client.spawn('ada', 'echo second life; exit 1', {incarnation: 2});
  await client.exits('ada', 2);
  await client.spawn('ada', 'echo third life; exec cat', {incarnation: 3});
  await client.watch('ada');
  await client.shows('ada', 'third life');
  expect(client.shown('ada')).toBe('third life');
  expect(await client.text('ada', 100)).toContain('second life');
  await expect(client.spawn('ada', 'exec cat', {incarnation: 4})).rejects.toThrow('runs already');
});

test('a terminal that is watched before it is there is shown when it comes, in the size of the view', async () => {
  await using host = await TestHost.start();
  using client = await host.connect();
  await client.client.request('watch', {panes: [{terminal: 'ada', cols: 100, rows: 30, scrolled: 0, focused: true}]});
  await client.spawn('ada', 'while :; do stty size; read line; done');
  await client.until(() => client.grids.get('ada')?.cols === 100, 'it has the size of the view');
  client.type('ada', '\r');
  await client.shows('ada', '30 100');
  await client.client.request('signal', {terminal: 'ada', signal: 'SIGKILL'});
  await client.exits('ada');
  await client.client.request('remove', {terminal: 'ada'});
  await client.spawn('ada', 'echo another one; exec cat', {incarnation: 2});
  await client.shows('ada', 'another one');
});

test('a view that is scrolled back stays where it is while new lines come', async () => {
  await using host = await TestHost.start();
  using client = await host.connect();
  await client.spawn('ada', 'seq 1 200; exec cat');
  await client.watch('ada');
  await client.shows('ada', '200');
  await client.client.request('watch', {panes: [{terminal: 'ada', cols: 80, rows: 24, scrolled: 100, focused: true}]});
  await client.shows('ada', '\n100\n');
  const before = client.shown('ada');
  client.type('ada', 'more\r');
  await client.until(() => (client.grids.get('ada')?.scrolled ?? 0) > 100, 'the view is further up');
  expect(client.shown('ada')).toBe(before);
});

test('a resize reaches the program and every client', async () => {
  await using host = await TestHost.start();
  using client = await host.connect();
  using other = await host.connect();
  await client.spawn('ada', 'trap "stty size" WINCH; echo ready; while :; do read line; done');
  await client.watch('ada');
  await other.watch('ada');
  await client.shows('ada', 'ready');
  await client.client.request('watch', {panes: [{terminal: 'ada', cols: 100, rows: 30, scrolled: 0, focused: true}]});
  await client.until(() => client.grids.get('ada')?.cols === 100, 'the resize is there');
  client.type('ada', '\r');
  await client.shows('ada', '30 100');
  await other.shows('ada', '30 100');
  expect(other.grids.get('ada')).toMatchObject({cols: 100, rows: 30});
  await client.client.request('resize', {terminal: 'ada', cols: 60, rows: 20});
  client.type('ada', '\r');
  await other.shows('ada', '20 60');
  await expect(client.client.request('resize', {terminal: 'ada', cols: 0, rows: 20})).rejects.toThrow('0 × 20 is not possible');
});

test('title, bell, notices and quiet are told', async () => {
  await using host = await TestHost.start();
  using client = await host.connect();
  await client.spawn('ada', `printf '\\033]0;working\\007\\007\\033]9;look here\\007\\033]777;notify;Title;body\\007'; exec cat`);
  await client.until(() => client.notifications.some(({type}) => type === 'settled'), 'it settles');
  const [spawned, ...rest] = client.notifications;
  expect(spawned?.type).toBe('spawned');
  expect(rest).toEqual([
    {type: 'title', terminal: 'ada', title: 'working'},
    {type: 'bell', terminal: 'ada'},
    {type: 'notice', terminal: 'ada', text: 'look here'},
    {type: 'notice', terminal: 'ada', text: 'Title: body'},
    {type: 'settled', terminal: 'ada'},
  ]);
  expect((await client.client.request('list', {})).terminals[0]).toMatchObject({title: 'working', exit: null});
});

test('the answers of the terminal reach the program', async () => {
  await using host = await TestHost.start();
  using client = await host.connect();
  await client.watch('ada');
  await client.spawn('ada', `stty raw -echo; printf '\\033[>q\\033[6n'; dd bs=1 count=22 2>/dev/null | od -An -c; exec cat`);
  await client.shows('ada', 'P   >   |   h   a   r   m   o   n   y');
});

test('a snapshot has the screen as text, with styles, or with everything', async () => {
  await using host = await TestHost.start();
  using client = await host.connect();
  await client.spawn(
    'ada',
    `seq 1 40; printf '\\033]2;the title\\007\\033[1;31mred\\033[0m and \\033[48;5;123mblue  \\033[0m'; exec sleep 1000`,
  );
  await client.watch('ada');
  await client.shows('ada', 'red and blue');
  const snapshot = async (format: 'text' | 'ansi' | 'json', history?: number) =>
    (await client.client.request('snapshot', {terminal: 'ada', format, ...(history === undefined ? {} : {history})})).content;
  expect((await snapshot('text')).split('\n')).toEqual([...Array.from({length: 23}, (_, index) => String(18 + index)), 'red and blue']);
  expect((await snapshot('text', 5)).split('\n')[0]).toBe('13');
  expect((await snapshot('text', 10_000)).split('\n')[0]).toBe('1');
  expect((await snapshot('ansi')).split('\n').at(-1)).toBe('\u001b[0;1;31mred\u001b[0m and \u001b[0;48;5;123mblue  \u001b[0m');
  expect(JSON.parse(await snapshot('json', 2))).toMatchObject({
    cols: 80,
    rows: 24,
    cursor: {x: 14, y: 23, visible: true},
    title: 'the title',
    modes: {alternateScreen: false},
    lines: expect.arrayContaining(['16', '40', 'red and blue']),
  });
  await expect(snapshot('text', -1)).rejects.toThrow('-1 lines of history');
});

test('rubbish on the socket ends that connection and nothing else', async () => {
  await using host = await TestHost.start();
  using client = await host.connect();
  await client.spawn('ada', 'exec cat');
  for (const rubbish of [Buffer.from('GET / HTTP/1.1\r\n\r\n'.repeat(10)), Buffer.from([5, 0, 0, 0, 0, 0x6e, 0x75, 0x6c, 0x6c])]) {
    const socket = connect(host.socket);
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.on('error', () => {});
    socket.write(rubbish);
    await closed;
  }
  await expect(client.client.request('dance' as 'list', {})).rejects.toThrow('no request "dance"');
  await expect(client.client.request('watch', {} as never)).rejects.toThrow('missing');
  await client.watch('ada');
  client.type('nobody', 'keys for nobody');
  client.type('ada', 'alive\r');
  await client.shows('ada', 'alive\nalive');
  expect(host.log.join('\n')).toContain('Not the protocol of the terminal host.');
});

test('a host with running terminals ends only if it is forced to, and then takes everything with it', async () => {
  await using host = await TestHost.start();
  using client = await host.connect();
  const ended = new Promise<void>((resolve) => {
    host.server.onEnd = resolve;
  });
  const {pid} = await client.spawn('ada', 'trap "" HUP TERM; setsid sleep 54321 & echo ready; while :; do sleep 1000; done');
  await client.watch('ada');
  await client.shows('ada', 'ready');
  await expect(client.client.request('shutdown', {force: false})).rejects.toThrow('still run: ada');
  await client.client.request('shutdown', {force: true});
  await ended;
  expect(existsSync(`/proc/${pid}`)).toBe(false);
  expect(client.notifications.at(-1)).toMatchObject({type: 'exited', info: {terminal: 'ada', exit: {code: null, signal: 'SIGKILL'}}});
});
