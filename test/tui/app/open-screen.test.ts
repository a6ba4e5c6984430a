import {expect, test, vi} from 'vitest';
import {emptyBoard, largeBoard, NOW, question, session, smallBoard} from './support/boards.ts';
import {FakeControl} from './support/fake-control.ts';
import {rounds} from './support/fake-surface.ts';
import {FakeTerminals} from './support/fake-terminals.ts';
import {openOn, shows} from './support/open.ts';
import {large, middle, small} from './support/states.ts';

test('opens on what needs the person first, with every live pane in its place', async () => {
  await using screen = await openOn(smallBoard);
  const {surface, terminals} = screen;
  expect(surface.text).toMatch(/▌3 ◐ bob/);
  await vi.waitFor(() => expect(surface.panes.map(({terminal}) => terminal)).toEqual(['orchestrator', 'ada', 'bob']));
  expect(surface.panes.filter(({focused}) => focused).map(({terminal}) => terminal)).toEqual(['bob']);
  expect(terminals.watched.at(-1)).toEqual(
    surface.panes.map(({terminal, width, height, focused}) => ({terminal, cols: width, rows: height, scrolled: 0, focused})),
  );
});

test('moves, types into a session and comes out again', async () => {
  await using screen = await openOn(smallBoard);
  const {surface, terminals} = screen;
  await shows(surface, 'Starting…');
  await vi.waitFor(() => expect(surface.panes).toHaveLength(3));
  await surface.press('j', 'enter');
  expect(surface.mode).toEqual({kind: 'typing', terminal: 'ada'});
  expect(surface.text).toContain('Ctrl+Q back to Harmony');
  expect(surface.text).not.toContain('q leave');
  surface.handlers.onPaneInput('ada', Buffer.from('hello'));
  expect(terminals.typed).toEqual([['ada', 'hello']]);
  surface.handlers.onLeaveTyping();
  await rounds();
  expect(surface.mode).toEqual({kind: 'command'});
  expect(surface.text).toContain('q leave');
});

test('a session that ends while somebody types keeps the keys', async () => {
  await using screen = await openOn(smallBoard);
  const {surface, control, terminals} = screen;
  await vi.waitFor(() => expect(surface.panes).toHaveLength(3));
  await surface.press('enter');
  terminals.update('bob', {exited: true});
  control.push({
    ...smallBoard,
    position: 43,
    sessions: smallBoard.sessions.map((one) => (one.id === 'bob' ? session('bob', 'failed') : one)),
  });
  await shows(surface, '✕ bob');
  expect(surface.mode).toEqual({kind: 'typing', terminal: 'bob'});
});

test('answers a permission from the queue', async () => {
  await using screen = await openOn(smallBoard);
  const {surface, control} = screen;
  await surface.press('g', 'G', 'w', 'space');
  expect(surface.text).toContain('Runs the tests of the API');
  expect(surface.overlays).toHaveLength(1);
  await surface.press('y');
  expect(control.commands.map(({body}) => body)).toEqual([{type: 'attention.answer', attention: 'A-1', choice: 'allow', text: null}]);
  expect(surface.text).toContain('on its way');
  control.answer(null);
  await shows(surface, 'Answered: Allow once.');
  expect(surface.overlays).toHaveLength(1);
  await surface.press('j');
  expect(surface.overlays).toEqual([]);
});

test('words go with an answer', async () => {
  await using screen = await openOn(smallBoard);
  const {surface, control} = screen;
  await surface.press('space', 't');
  await surface.write('use make');
  expect(surface.cursor).not.toBeNull();
  await surface.press('enter', 'n');
  expect(control.commands.at(-1)?.body).toEqual({type: 'attention.answer', attention: 'A-1', choice: 'deny', text: 'use make'});
});

test('own words are the answer to a question', async () => {
  const asked = question('A-1', 'bob', {kind: 'question', choices: [{id: 'Red', label: 'Red'}]});
  await using screen = await openOn({...smallBoard, attention: [asked]});
  const {surface, control} = screen;
  await surface.press('space', 'y');
  expect(control.commands).toEqual([]);
  await surface.press('t');
  await surface.write('blue');
  await surface.press('enter');
  expect(control.commands.at(-1)?.body).toEqual({type: 'attention.answer', attention: 'A-1', choice: 'other', text: 'blue'});
});

test('says who was first when somebody else has answered', async () => {
  await using screen = await openOn(smallBoard);
  const {surface, control} = screen;
  await surface.press('space', '3');
  control.refuse({code: 'conflict', message: 'cli has answered A-1 already: Deny.'});
  await shows(surface, 'cli has answered A-1 already: Deny.');
});

test('a question that is settled elsewhere does not make room for another one', async () => {
  await using screen = await openOn(smallBoard);
  const {surface, control} = screen;
  await surface.press('space');
  control.push({...smallBoard, position: 43, attention: [question('A-9', 'bob', {title: 'Bash rm -rf /'})]});
  await shows(surface, 'It was settled elsewhere');
  await surface.press('y', '1');
  expect(control.commands).toEqual([]);
  expect(surface.text).toContain('Bash npm test');
});

test('writes a message of several lines', async () => {
  await using screen = await openOn(smallBoard);
  const {surface, control} = screen;
  await surface.press('m');
  await surface.write('first');
  await surface.press('enter');
  await surface.paste('second\nthird');
  await surface.press('ctrl+s');
  expect(control.commands.map(({body}) => body)).toEqual([
    {
      type: 'message.send',
      to: 'bob',
      subject: 'first',
      body: 'first\nsecond\nthird',
      priority: 'normal',
      needsReply: false,
      replyTo: null,
    },
  ]);
  control.refuse({code: 'full', message: 'The inbox of bob is full.', remedy: 'Wait until bob has read.'});
  await shows(surface, /✕ The inbox of bob is full\. Wait until bob has read\./);
  await surface.press('ctrl+s');
  control.answer({});
  await shows(surface, 'Sent to bob.');
});

test('a message that was not sent is a draft for the next time', async () => {
  await using screen = await openOn(smallBoard);
  const {surface} = screen;
  await surface.press('m');
  await surface.write('half a thought');
  await surface.press('escape');
  expect(surface.text).not.toContain('half a thought');
  await surface.press('m');
  expect(surface.text).toContain('half a thought');
});

test('delegates a task', async () => {
  await using screen = await openOn(smallBoard);
  const {surface, control} = screen;
  await surface.press('2', 'd');
  await surface.write('Pages');
  await surface.press('tab');
  await surface.write('with paging');
  await surface.press('tab');
  await surface.write('npm test');
  await surface.press('ctrl+s');
  expect(control.commands.at(-1)?.body).toEqual({
    type: 'task.delegate',
    to: 'ada',
    title: 'Pages',
    body: 'with paging',
    acceptance: 'npm test',
  });
});

test('stops a session only after it was confirmed', async () => {
  await using screen = await openOn(smallBoard);
  const {surface, control} = screen;
  await surface.press('2', 'x', '5');
  expect(surface.text).toContain('Stop ada?');
  await surface.press('n');
  expect(control.commands).toEqual([]);
  await surface.press('x', '5', 'y');
  expect(control.commands.map(({body}) => body)).toEqual([{type: 'session.stop', session: 'ada'}]);
});

test('takes a claim away only after it was confirmed', async () => {
  await using screen = await openOn(smallBoard);
  const {surface, control} = screen;
  await surface.press('c', 'enter');
  expect(surface.text).toContain('Take C-3 away from ada?');
  await surface.press('y');
  expect(control.commands.map(({body}) => body)).toEqual([{type: 'release', claims: ['C-3'], force: true}]);
});

test('finds an action in the palette', async () => {
  await using screen = await openOn(smallBoard);
  const {surface} = screen;
  await surface.press('ctrl+k');
  await surface.write('board');
  await surface.press('enter');
  expect(surface.text).toContain('Waits for you');
  expect(surface.panes).toEqual([]);
});

test('shows why something cannot be done', async () => {
  await using screen = await openOn(emptyBoard);
  await screen.surface.press('enter');
  expect(screen.surface.text).toContain('No session is selected.');
});

test('reads the messages to the person, and replies', async () => {
  await using screen = await openOn(smallBoard);
  const {surface, control} = screen;
  await surface.press('i');
  control.answer({
    messages: [
      {
        id: 'M-7',
        from: 'ada',
        authority: 'peer',
        subject: 'Which port?',
        body: '3000 or 8080?',
        priority: 'normal',
        needsReply: true,
        replyTo: null,
        sentAt: NOW,
        state: 'queued',
      },
    ],
  });
  await shows(surface, '3000 or 8080?');
  await surface.press('r');
  await surface.write('8080');
  await surface.press('ctrl+s');
  expect(control.commands.at(-1)?.body).toMatchObject({to: 'ada', subject: 'Re: Which port?', body: '8080', replyTo: 'M-7'});
});

test('a lost supervisor is said calmly, and found again', async () => {
  await using screen = await openOn(smallBoard);
  const {surface, control, next} = screen;
  control.close();
  await shows(surface, 'the supervisor is away, sessions go on');
  expect(surface.text).toContain('bob');
  next.control = new FakeControl({...smallBoard, team: 'renamed', position: 50});
  await shows(surface, 'renamed');
  expect(surface.text).not.toContain('is away');
});

test('a command that was on its way is sent again under its id', async () => {
  await using screen = await openOn(smallBoard);
  const {surface, control, next} = screen;
  const other = new FakeControl(smallBoard);
  await surface.press('2', 'x', '3');
  expect(control.commands).toHaveLength(1);
  next.control = other;
  control.close();
  await vi.waitFor(() => expect(other.commands).toEqual(control.commands), {timeout: 10_000});
  other.answer({});
  await shows(surface, 'ada is paused.');
});

test('a lost terminal host is found again, and shows the same panes', async () => {
  await using screen = await openOn(smallBoard);
  const {surface, terminals, next} = screen;
  await vi.waitFor(() => expect(terminals.watched.at(-1)).toHaveLength(3));
  const other = new FakeTerminals(['ada', 'bob', 'orchestrator']);
  terminals.close();
  await shows(surface, 'the terminal host is away');
  next.terminals = other;
  await vi.waitFor(() => expect(other.watched.at(-1)).toEqual(terminals.watched.at(-1)), {timeout: 10_000});
  await vi.waitFor(() => expect(surface.text).not.toContain('is away'));
});

test('leaves with q, and gives the terminal back', async () => {
  const screen = await openOn(smallBoard);
  await screen.surface.press('q');
  await expect(screen.over).resolves.toBe('left');
  expect(screen.surface.disposed).toBe(1);
  expect(screen.control.disposed).toBe(true);
  expect(screen.terminals.disposed).toBe(true);
});

test('ends the team after it was confirmed', async () => {
  const {surface, control, over} = await openOn(smallBoard);
  await surface.press('Q');
  expect(surface.text).toContain('End the team?');
  await surface.press('y');
  expect(control.open.map(({method}) => method)).toEqual(['down']);
  await shows(surface, 'ending the team');
  control.close();
  await expect(over).resolves.toBe('down');
});

test('when supervisor and host are both gone for good, the team has ended', async () => {
  const {control, terminals, over, tries} = await openOn(smallBoard);
  control.close();
  terminals.close();
  await expect(over).resolves.toBe('down');
  expect(tries.control).toBeGreaterThanOrEqual(3);
});

test('the same board again draws nothing', async () => {
  let time = 0;
  // More passes between two boards than the shortest pause between two pictures.
  const now = (): number => {
    time += 250;
    return time;
  };
  await using screen = await openOn(smallBoard, middle, now);
  const {surface, control} = screen;
  await vi.waitFor(() => expect(surface.panes).toHaveLength(3));
  const {length} = surface.frames;
  for (let position = 43; position < 63; position++) control.push({...smallBoard, position});
  await rounds();
  expect(surface.frames).toHaveLength(length);
  control.push({...smallBoard, position: 63, team: 'other'});
  await rounds();
  expect(surface.frames).toHaveLength(length + 1);
});

test('many boards at once become few pictures, the last one included', async () => {
  await using screen = await openOn(smallBoard);
  const {surface, control} = screen;
  const {length} = surface.frames;
  for (let round = 0; round < 200; round++) control.push({...smallBoard, position: 50 + round, team: `team-${round}`});
  await shows(surface, 'team-199');
  expect(surface.frames.length - length).toBeLessThan(5);
});

test('too small a terminal says so, and the screen comes back when it grows', async () => {
  await using screen = await openOn(smallBoard);
  const {surface} = screen;
  for (const size of [
    {columns: 20, rows: 5},
    {columns: 1, rows: 1},
  ]) {
    await surface.resizeTo(size);
    expect(surface.panes).toEqual([]);
  }
  await surface.resizeTo({columns: 39, rows: 10});
  expect(surface.text).toContain('too small: 40x10 at least');
  await surface.resizeTo(small);
  expect(surface.text).toContain('bob');
  await vi.waitFor(() => expect(surface.panes.length).toBeGreaterThan(0));
});

test('calls a person who looks elsewhere, once for each thing', async () => {
  await using screen = await openOn(smallBoard);
  const {surface, control} = screen;
  const asks = {
    ...smallBoard,
    position: 50,
    attention: [...smallBoard.attention, question('A-2', 'ada', {title: 'Which\u001b[31m port?'})],
  };
  control.push(asks);
  expect(surface.bells).toEqual(['bell']);
  surface.handlers.onFocus(false);
  control.push({...asks, attention: [...asks.attention, question('A-3', 'ada', {title: 'Which\u001b[31m host?'})]});
  expect(surface.bells).toEqual(['bell', 'bell', 'ada: Which host?']);
  surface.handlers.onFocus(true);
  control.push({...asks, attention: [question('A-4', 'ada')]});
  expect(surface.bells).toHaveLength(3);
});

test('scrolls a pane and goes back to the live screen when somebody types', async () => {
  await using screen = await openOn(smallBoard);
  const {surface, terminals} = screen;
  await vi.waitFor(() => expect(surface.panes).toHaveLength(3));
  terminals.update('bob', {scrollback: 500});
  await surface.press('pageup');
  const scrolled = terminals.watched.at(-1)?.find(({terminal}) => terminal === 'bob')?.scrolled ?? 0;
  expect(scrolled).toBeGreaterThan(10);
  expect(surface.text).toContain(`↑ ${scrolled} lines back`);
  await surface.press('enter');
  expect(terminals.watched.at(-1)?.find(({terminal}) => terminal === 'bob')?.scrolled).toBe(0);
});

test('follows a view that the host keeps in its place while lines come in', async () => {
  await using screen = await openOn(smallBoard);
  const {surface, terminals} = screen;
  await vi.waitFor(() => expect(surface.panes).toHaveLength(3));
  terminals.update('bob', {scrollback: 500});
  await surface.press('pageup');
  const {length} = terminals.watched;
  terminals.update('bob', {scrollback: 520, scrolled: 54});
  await shows(surface, '↑ 54 lines back');
  expect(terminals.watched).toHaveLength(length);
  await surface.press('z');
  expect(terminals.watched.at(-1)?.[0]).toMatchObject({terminal: 'bob', scrolled: 54});
});

test('the reasons in the look at a session are as live as the board', async () => {
  await using screen = await openOn({...smallBoard, attention: []});
  const {surface, control} = screen;
  await surface.press('space');
  const explains = (fact: string): void => {
    const asked = control.open[0]?.params as {session: string} | undefined;
    control.answer({session: asked?.session, state: 'waiting', lines: [{fact, evidence: ''}]});
  };
  explains('It runs.');
  await shows(surface, 'It runs.');
  control.push({...smallBoard, position: 43, attention: []});
  explains('It has ended.');
  await shows(surface, 'It has ended.');
});

test('a page of the help is what is in sight, but for a line', async () => {
  await using screen = await openOn(smallBoard, {columns: 110, rows: 26});
  const {surface} = screen;
  await surface.press('?');
  const [, last] = /1–(\d+) of \d+/.exec(surface.text) ?? [];
  await surface.press('pagedown');
  expect(surface.text).toContain(` ${last}–`);
});

test('a key that has nothing to do says so, and not as a failure', async () => {
  await using screen = await openOn({...smallBoard, attention: []});
  await screen.surface.press('w');
  expect(screen.surface.text).toContain(' · Nothing waits for you.');
});

test('a large team is on the screen at once', async () => {
  await using screen = await openOn(largeBoard, large);
  await vi.waitFor(() => expect(screen.surface.panes).toHaveLength(10));
  expect(screen.surface.text).toContain('Sessions 13');
});
