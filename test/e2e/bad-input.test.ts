import {execFileSync} from 'node:child_process';
import {existsSync, mkdirSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {killAndWait, TestProject} from './project.ts';

const cat = {name: 'ada', run: 'exec cat'};

test('a configuration that does not load: the file, the place, the remedy, exit 1, nothing started', async () => {
  await using project = new TestProject([cat]);
  project.write('harmony.config.ts', 'export default {team: [};\n');
  const result = await project.run(['up', '--no-attach', '--trust']);
  expect(result.exitCode).toBe(1);
  expect(result.stderr).toContain('harmony.config.ts');
  expect(existsSync(join(project.folder, '.harmony', 'run', 'control.sock'))).toBe(false);
});

test('an unknown role names the ones that there are', async () => {
  await using project = new TestProject([cat]);
  project.write('harmony.config.ts', 'export default {team: [{role: "bakend"}]};\n');
  const result = await project.run(['up', '--no-attach', '--trust']);
  expect(result.exitCode).toBe(1);
  expect(result.stderr).toMatch(/bakend/);
  expect(result.stderr).toMatch(/backend/);
});

test('a client that is not installed: said before anything is started', async () => {
  await using project = new TestProject();
  project.write('harmony.config.ts', 'export default {team: [{role: "backend"}]};\n');
  const node = join(project.home, 'bin');
  mkdirSync(node);
  const result = await project.run(['up', '--no-attach', '--trust'], {env: {PATH: node}});
  expect(result.exitCode).toBe(1);
  expect(result.stderr).toMatch(/claude/);
  expect((await project.run(['status'])).exitCode).toBe(3);
});

test('an unknown project is not trusted by itself: its configuration is not run', async () => {
  await using project = new TestProject([cat]);
  project.write(
    'harmony.config.ts',
    `import {writeFileSync} from 'node:fs';\nwriteFileSync(${JSON.stringify(join(project.folder, 'ran'))}, '');\nexport default {};\n`,
  );
  const result = await project.run(['up', '--no-attach']);
  expect(result.exitCode).toBe(5);
  expect(result.stderr).toContain('--trust');
  expect(existsSync(join(project.folder, 'ran'))).toBe(false);
});

test('a corrupt journal is set aside, the team starts, and says so', async () => {
  await using project = new TestProject([cat]);
  await project.up();
  const bob = await project.join('bob');
  await project.run(['claim', 'src/**'], {env: bob});
  await project.ok('down');
  const run = join(project.folder, '.harmony', 'run');
  for (const name of readdirSync(run).filter((file) => /^journal\.db-/.test(file))) writeFileSync(join(run, name), '');
  writeFileSync(join(run, 'journal.db'), 'this is not a database, and never was one'.repeat(500));
  await project.up();
  const {supervisor} = (await project.ok('ps', '--json')).json;
  expect(supervisor.notices.join('\n')).toMatch(/journal/i);
  expect(await project.session('ada')).toMatchObject({alive: true});
  expect(readdirSync(run).some((name) => /corrupt|quarantine|damaged/i.test(name))).toBe(true);
});

test('a full disk refuses commands with a clear error, sessions go on, and it recovers', async (context) => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    context.skip('a small file system can be mounted by root on Linux only');
    return;
  }
  await using project = new TestProject([cat]);
  const run = join(project.folder, '.harmony', 'run');
  mkdirSync(run, {recursive: true});
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m,mode=700', 'tmpfs', run]);
  try {
    await project.up();
    const bob = await project.join('bob');
    const filler = join(run, 'filler');
    execFileSync('/bin/sh', ['-c', `cat /dev/zero > '${filler}' 2>/dev/null || true`]);
    const refused = await project.until(async () => {
      const result = await project.run(['send', 'ada', 'x'.repeat(60_000)], {env: bob});
      return result.exitCode !== 0 && result;
    }, 'a command is refused');
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toMatch(/full|space/i);
    await project.ok('type', 'ada', 'still here', '--enter');
    await project.until(async () => (await project.ok('screen', 'ada')).stdout.includes('still here'), 'ada goes on');
    execFileSync('rm', [filler]);
    expect((await project.run(['claim', 'a.ts', '--json'], {env: bob})).json.claim.holder).toBe('bob');
    await project.ok('down');
  } finally {
    const left = await project.run(['ps', '--json']);
    if (left.exitCode === 0) {
      await killAndWait(left.json.supervisor.pid);
      await killAndWait(left.json.terminalHost.pid);
    }
    execFileSync('umount', ['-l', run]);
  }
});

test.each([
  [['claim', '../outside.ts'], 2],
  [['claim', 'a.ts', '--for', 'soon'], 2],
  [['wait', 'ada', '--until', 'lunch'], 2],
  [['frobnicate'], 2],
  [['screen', 'nobody'], 3],
  [['send', 'nobody', 'hello'], 3],
  [['approve', 'ada'], 3],
] as const)('harmony %j: exit %i', async (args, exitCode) => {
  await using project = new TestProject([cat]);
  await project.up();
  const env = args[0] === 'claim' ? await project.join('bob') : {};
  const result = await project.run(args, {env});
  expect(result.exitCode).toBe(exitCode);
  expect(result.stderr.trim()).not.toBe('');
});

test('without a team: exit 3 and how to start one', async () => {
  await using project = new TestProject([cat]);
  const result = await project.run(['status']);
  expect(result.exitCode).toBe(3);
  expect(result.stderr).toContain('harmony up');
});
