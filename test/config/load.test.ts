import {rmSync, symlinkSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {ConfigError} from '../../src/config/config-error.ts';
import {evaluateConfig} from '../../src/config/evaluate.ts';
import {loadConfig} from '../../src/config/load.ts';
import {TestFolder} from './folder.ts';

const ROLE = '---\ntier: 2\nclient: command\n---\nWork.\n';

const problemsOf = async (folder: TestFolder) => {
  const error = await loadConfig(folder.path).then(
    () => null,
    (reason) => reason,
  );
  if (!(error instanceof ConfigError)) throw new Error(`expected a ConfigError, got ${error}`);
  return error.problems;
};

const team = (members: string, rest = '') => ({
  'roles/worker.md': ROLE,
  'harmony.config.ts': `import {defineConfig} from 'harmonycode';\n\nexport default defineConfig({\n  team: [${members}],\n${rest}});\n`,
});

test('a typed configuration is loaded although the package is not installed there', async () => {
  using folder = new TestFolder({
    ...team(
      `{role: 'worker', name: 'api', count: 2 as number, command: ['cat'], prompt: 'Go.'}`,
      `  claims: {ttl: '4h', enforcementByPath: {'docs/**': 'warn'}},\n`,
    ),
  });
  const {resolved} = await loadConfig(folder.path);
  expect(resolved.members.map(({id, client, command, prompt, cwd, role}) => ({id, client, command, prompt, cwd, tier: role.tier}))).toEqual(
    [
      {id: 'api-1', client: 'command', command: ['cat'], prompt: 'Go.', cwd: folder.path, tier: 2},
      {id: 'api-2', client: 'command', command: ['cat'], prompt: 'Go.', cwd: folder.path, tier: 2},
    ],
  );
  expect(resolved.policy).toEqual({
    enforcement: 'deny',
    enforcementByPath: [{glob: 'docs/**', enforcement: 'warn'}],
    claimTtl: 4 * 3_600_000,
    automaticClaimTtl: 30 * 60_000,
    restartLimit: 3,
    restartWindow: 10 * 60_000,
    restartDelay: 1_000,
    inboxLimit: 200,
    replyWithin: 15 * 60_000,
    quietAfter: 2 * 60_000,
    taskAttempts: 3,
    taskSilence: 60 * 60_000,
    checks: {},
    phases: [],
    stuckAfter: 15 * 60_000,
    repetition: {action: 'show', after: 5},
    activityFor: 24 * 60 * 60_000,
  });
  expect(resolved.file).toBe(join(folder.path, 'harmony.config.ts'));
});

test('how long the journal keeps what it has is configured by age and by size', async () => {
  using usual = new TestFolder(team(`{role: 'worker', command: ['cat']}`));
  expect((await loadConfig(usual.path)).resolved.journal).toEqual({keep: 30 * 86_400_000, most: 256_000_000});
  using folder = new TestFolder(team(`{role: 'worker', command: ['cat']}`, `  journal: {keep: '7d', megabytes: 50, activity: '2h'},\n`));
  const {resolved} = await loadConfig(folder.path);
  expect([resolved.journal, resolved.policy.activityFor]).toEqual([{keep: 7 * 86_400_000, most: 50_000_000}, 2 * 3_600_000]);
  using wrong = new TestFolder(team(`{role: 'worker', command: ['cat']}`, `  journal: {keep: 'for ever', megabytes: 0},\n`));
  expect((await problemsOf(wrong)).map(({path}) => path)).toEqual([
    expect.stringMatching(/journal\.keep/),
    expect.stringMatching(/journal\.megabytes/),
  ]);
});

test('a configuration is a module whatever the package says, may import others, may await, and may print', async () => {
  using folder = new TestFolder({
    'package.json': '{"type": "commonjs"}',
    'team.ts': `export const team = [{role: 'worker', command: ['cat'] as const}];\n`,
    'roles/worker.md': ROLE,
    'harmony.config.ts': `import {team} from './team.ts';\nconsole.log('{"kind":"config","config":1}');\nconsole.error('noise');\nsetInterval(() => {}, 1000);\nexport default Promise.resolve({team});\n`,
  });
  expect((await loadConfig(folder.path)).resolved.members).toMatchObject([{id: 'worker'}]);
});

test.each(['harmony.config.js', 'harmony.config.mjs'])('%s is a configuration too', async (name) => {
  using folder = new TestFolder({'roles/worker.md': ROLE, [name]: `export default {team: [{role: 'worker', command: ['cat']}]};\n`});
  expect((await loadConfig(folder.path)).resolved.members).toHaveLength(1);
});

test('without a team it has a session for each role of the project, else of the built-in ones', async () => {
  using folder = new TestFolder({'harmony.config.ts': 'export default {};\n'});
  const builtIn = (await loadConfig(folder.path)).resolved.members.map((member) => member.id);
  expect(builtIn.sort()).toEqual(['architect', 'backend', 'docs', 'frontend', 'orchestrator', 'reviewer', 'tester']);
  folder.write('roles/painter.md', '---\ncount: 2\n---\nPaint.\n');
  expect((await loadConfig(folder.path)).resolved.members.map((member) => member.id)).toEqual(['painter-1', 'painter-2']);
});

test('a role file of the project takes the place of the built-in one', async () => {
  using folder = new TestFolder({
    'roles/backend.md': '---\ntier: 5\nexpertise: [birds]\n---\nOurs.\n',
    'harmony.config.ts': `export default {team: [{role: 'backend'}, {role: 'tester'}]};\n`,
  });
  const [backend, tester] = (await loadConfig(folder.path)).resolved.members;
  expect(backend?.role).toMatchObject({tier: 5, expertise: ['birds'], instructions: 'Ours.', source: 'roles/backend.md'});
  expect(tester?.role.instructions.length).toBeGreaterThan(200);
});

test('a syntax error is told with its line', async () => {
  using folder = new TestFolder({'harmony.config.ts': `export default {\n  name: 'x'\n  team: [],\n};\n`});
  expect(await problemsOf(folder)).toMatchObject([{path: 'harmony.config.ts:3', problem: expect.stringContaining('SyntaxError')}]);
});

test('a syntax error of plain JavaScript, and one in an imported file, too', async () => {
  using folder = new TestFolder({
    'lib/team.mjs': 'export const team = [\n  {a: 1}\n  {b: 2}\n];\n',
    'harmony.config.mjs': `import {team} from './lib/team.mjs';\nexport default {team};\n`,
  });
  expect(await problemsOf(folder)).toMatchObject([{path: 'lib/team.mjs:3', problem: expect.stringContaining('SyntaxError')}]);
});

test('what it throws is told with the line that threw it', async () => {
  using folder = new TestFolder({
    'harmony.config.ts': `console.error('at ${'/'}elsewhere.ts:9:9');\nfunction look(): never {\n  throw new Error('no such thing');\n}\nexport default look();\n`,
  });
  expect(await problemsOf(folder)).toMatchObject([{path: 'harmony.config.ts:3', problem: 'Error: no such thing'}]);
});

test('TypeScript that is more than types is explained', async () => {
  using folder = new TestFolder({'harmony.config.ts': 'enum Tier {one}\nexport default {};\n'});
  expect(await problemsOf(folder)).toMatchObject([{path: 'harmony.config.ts:1', remedy: expect.stringContaining('enum')}]);
});

test('a missing import is told by name', async () => {
  using folder = new TestFolder({'harmony.config.ts': `import {x} from 'no-such-package';\nexport default x;\n`});
  expect(await problemsOf(folder)).toMatchObject([
    {problem: expect.stringContaining('no-such-package'), remedy: expect.stringContaining('Install')},
  ]);
});

test('one that ends its process is told so', async () => {
  using folder = new TestFolder({'harmony.config.ts': `console.error('goodbye');\nprocess.exit(3);\n`});
  expect(await problemsOf(folder)).toMatchObject([{problem: expect.stringMatching(/exit code 3.*goodbye/)}]);
});

test('one that never finishes is ended at the limit', async () => {
  using folder = new TestFolder({'harmony.config.ts': 'for (;;);\n'});
  await expect(evaluateConfig(join(folder.path, 'harmony.config.ts'), 1_000)).rejects.toMatchObject({
    problems: [{path: 'harmony.config.ts', problem: 'it did not finish within 1 s.'}],
  });
});

test('what is not data is named by its key', async () => {
  using folder = new TestFolder({'harmony.config.ts': `export default {team: [{role: 'worker', prompt: () => 'x'}]};\n`});
  expect(await problemsOf(folder)).toMatchObject([{path: 'harmony.config.ts: team[0].prompt', problem: 'is a function.'}]);
  folder.write('harmony.config.ts', 'export const config = {};\n');
  expect(await problemsOf(folder)).toMatchObject([{problem: 'it has no default export.'}]);
});

test('unknown settings and wrong types are told all at once, with the nearest known one', async () => {
  using folder = new TestFolder({
    'harmony.config.ts': `export default {\n  clams: {},\n  team: [{role: 'backend', cuont: 2}],\n  claims: {ttl: 'soon', enforcement: 'maybe'},\n  name: 7,\n};\n`,
  });
  expect(await problemsOf(folder)).toEqual(
    expect.arrayContaining([
      {path: 'harmony.config.ts:2: clams', problem: 'there is no setting "clams".', remedy: 'Did you mean "claims"?'},
      {path: 'harmony.config.ts:3: team[0].cuont', problem: 'there is no setting "cuont".', remedy: 'Did you mean "count"?'},
      expect.objectContaining({
        path: 'harmony.config.ts:4: claims.ttl',
        problem: 'expected a duration such as 30s, 30m, 4h or 7d, found "soon".',
      }),
      expect.objectContaining({path: 'harmony.config.ts:4: claims.enforcement', problem: 'expected "deny", "warn", "off", found "maybe".'}),
      expect.objectContaining({path: 'harmony.config.ts:5: name', problem: 'expected text, found 7.'}),
    ]),
  );
});

test('an unknown role names the known ones and the nearest', async () => {
  using folder = new TestFolder(team(`{role: 'worker', command: ['cat']}, {role: 'bakend'}`));
  expect(await problemsOf(folder)).toEqual([
    {
      path: 'harmony.config.ts:4: team[1].role',
      problem: 'there is no role "bakend".',
      remedy: expect.stringMatching(/^Did you mean "backend"\? Known: worker, .*tester.*roles\/bakend\.md/),
    },
  ]);
});

test.each([
  ['the same name twice', `{role: 'worker', command: ['a']}, {role: 'worker', command: ['b']}`, 'two sessions are called "worker".'],
  ['a name that is none', `{role: 'worker', name: 'Ada!', command: ['a']}`, '"Ada!" is no name for a session.'],
  ['a name that is an address', `{role: 'worker', name: 'human', command: ['a']}`, '"human" is an address of its own.'],
  ['no command', `{role: 'worker'}`, 'a member with the client "command" needs a command.'],
  [
    'a command of another client',
    `{role: 'backend', command: ['a']}`,
    `a command is for the client "command"; this member's client is "claude-code".`,
  ],
  ['an unknown client', `{role: 'worker', client: 'clod', command: ['a']}`, 'there is no agent client "clod".'],
  ['a folder that is not there', `{role: 'worker', command: ['a'], cwd: 'nowhere'}`, 'there is no folder "nowhere".'],
  ['a folder outside', `{role: 'worker', command: ['a'], cwd: '../..'}`, '"../.." is not inside the project.'],
  ['too many', `{role: 'worker', command: ['a'], count: 51}`, 'expected at most 50, found 51.'],
  ['nobody', '', 'the team has no members.'],
])('%s is refused', async (_, members, problem) => {
  using folder = new TestFolder(team(members));
  expect((await problemsOf(folder)).map((found) => found.problem)).toContain(problem);
});

test.each([
  [
    'health: {quietAfter: "5m", stuckAfter: "5m"}',
    'harmony.config.ts:3: health.stuckAfter',
    'a session would be stuck before it is quiet.',
  ],
  ['health: {stuckAfter: "1m"}', 'harmony.config.ts:3: health.stuckAfter', 'a session would be stuck before it is quiet.'],
  ['repetition: {after: 2}', 'harmony.config.ts:3: repetition.after', 'expected at least 3, found 2.'],
  ['repetition: {action: "stop"}', 'harmony.config.ts:3: repetition.action', 'expected "show", "tell", "pause", "off", found "stop".'],
])('%s is refused', async (setting, path, problem) => {
  using folder = new TestFolder({
    'roles/worker.md': ROLE,
    'harmony.config.ts': `export default {\n  team: [{role: 'worker', command: ['cat']}],\n  ${setting},\n};\n`,
  });
  expect(await problemsOf(folder)).toMatchObject([{path, problem}]);
});

test('who lets sessions be quiet for long need not say when they are stuck', async () => {
  using folder = new TestFolder({
    'roles/worker.md': ROLE,
    'harmony.config.ts': `export default {team: [{role: 'worker', command: ['cat']}], health: {quietAfter: '20m'}};\n`,
  });
  expect((await loadConfig(folder.path)).resolved.policy).toMatchObject({quietAfter: 20 * 60_000, stuckAfter: 40 * 60_000});
});

test('problems of roles and of the configuration come together', async () => {
  using folder = new TestFolder({
    'harmony.config.ts': 'export default {nme: "x"};\n',
    'roles/a.md': '---\ntier: first\ndelegatesto: [b]\n---\n',
    'roles/b.md': '---\ntier: 1\n',
  });
  const problems = await problemsOf(folder);
  expect(problems.map(({path}) => path)).toEqual([
    'harmony.config.ts:1: nme',
    'roles/a.md:2: tier',
    'roles/a.md:3: delegatesto',
    'roles/b.md:1',
  ]);
  expect(problems[2]?.remedy).toBe('Did you mean "delegatesTo"?');
});

test('a project that is not there, has none, or has two configurations', async () => {
  using folder = new TestFolder();
  expect(await problemsOf(folder)).toMatchObject([{remedy: 'Make one: harmony init'}]);
  folder.write('harmony.config.ts', 'export default {};\n');
  folder.write('harmony.config.mjs', 'export default {};\n');
  expect(await problemsOf(folder)).toMatchObject([{problem: expect.stringContaining('several'), remedy: 'Keep one of them.'}]);
  await expect(loadConfig(join(folder.path, 'nowhere'))).rejects.toThrow('there is no such folder');
});

test('the project is known by its real path', async () => {
  using folder = new TestFolder(team(`{role: 'worker', command: ['cat']}`));
  const link = `${folder.path}-link`;
  symlinkSync(folder.path, link);
  try {
    expect((await loadConfig(link)).resolved.project).toBe(folder.path);
  } finally {
    rmSync(link);
  }
});

test('the configuration of this very project is a good example', async () => {
  const {resolved} = await loadConfig(fileURLToPath(new URL('../..', import.meta.url)));
  expect(resolved.members.map((member) => member.id)).toContain('lead');
});
