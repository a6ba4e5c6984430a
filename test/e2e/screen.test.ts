import {expect, test} from 'vitest';
import {Person} from './person.ts';
import {killAndWait, TestProject} from './project.ts';

const echoing = 'echo "pane of $HARMONY_SESSION"; exec cat';
const team = [
  {name: 'ada', run: echoing},
  {name: 'bob', run: echoing},
  {name: 'cyd', run: echoing},
];
const LEAVE_TYPING = '\u0011';

test('up shows live panes beside the board; keys reach the pane; q leaves and the team goes on', async () => {
  await using project = new TestProject(team);
  using person = new Person(project, ['up', '--trust']);
  for (const {name} of team) await person.sees(`pane of ${name}`);
  person.press('1');
  person.press('\r');
  person.press('hello from a person\r');
  await person.sees((screen) => (screen.match(/hello from a person/g) ?? []).length >= 2);
  person.press(LEAVE_TYPING);
  person.press('q');
  expect(await person.left()).toBe(0);
  expect(person.alternate).toBe(false);
  expect((await project.session('ada')).alive).toBe(true);
});

test('the screen killed -9 loses nothing: attach shows the same cells, colours of history included', async () => {
  await using project = new TestProject([{name: 'ada', run: `printf '\\033[31mred\\033[0m 日本 \\360\\237\\232\\200\\n'; ${echoing}`}]);
  await project.up();
  using first = new Person(project, ['attach']);
  await first.sees(/red 日本/);
  await first.sees('pane of ada');
  const before = await project.ok('screen', 'ada', '--ansi');
  await killAndWait(first.pid);
  using second = new Person(project, ['attach']);
  await second.sees('pane of ada');
  await second.sees(/red 日本/);
  expect((await project.ok('screen', 'ada', '--ansi')).stdout).toBe(before.stdout);
  expect((await project.session('ada')).incarnation).toBe(1);
});

test('it fits every size from 20x5 to 220x60 and recovers', async () => {
  await using project = new TestProject(team);
  await project.up();
  using person = new Person(project, ['attach'], {cols: 120, rows: 40});
  await person.sees('pane of ada');
  person.resize(20, 5);
  await person.sees(/small/);
  person.resize(80, 24);
  await person.sees('ada');
  person.resize(220, 60);
  await person.sees('pane of cyd');
  person.press('q');
  expect(await person.left()).toBe(0);
});

test('help lists the keys, the board shows the claims', async () => {
  await using project = new TestProject(team);
  await project.up();
  const guest = await project.join('dora');
  await project.run(['claim', 'src/api/**', '--why', 'the routes'], {env: guest});
  using person = new Person(project, ['attach']);
  await person.sees('pane of ada');
  person.press('?');
  await person.sees('Zoom the pane');
  person.press('\u001b');
  // An escape and a letter right behind it are Alt and the letter.
  await person.sees((screen) => !screen.includes('Zoom the pane'));
  person.press('b');
  await person.sees('src/api/**');
});

test('two screens at once show the same team', async () => {
  await using project = new TestProject(team);
  await project.up();
  using one = new Person(project, ['attach']);
  using two = new Person(project, ['attach'], {cols: 100, rows: 30});
  await one.sees('pane of ada');
  await two.sees('pane of ada');
  await project.ok('type', 'ada', 'seen by both', '--enter');
  await one.sees('seen by both');
  await two.sees('seen by both');
});

test('the supervisor killed under a screen: the panes go on, and the board comes back with the next one', async () => {
  await using project = new TestProject(team);
  await project.up();
  using person = new Person(project, ['attach']);
  await person.sees('pane of bob');
  person.press('2');
  person.press('\r');
  await killAndWait(await project.supervisorPid());
  person.press('typed without a supervisor\r');
  await person.sees('typed without a supervisor');
  await project.up();
  person.press(LEAVE_TYPING);
  await project.run(['claim', 'docs/**', '--why', 'x'], {env: await project.join('dora')});
  person.press('b');
  await person.sees('docs/**');
});
