import {mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {ProjectPaths} from '../../src/coordination/project-paths.ts';
import {type CommandBody, emptyTeam} from '../../src/core/index.ts';
import {spec} from '../core/test-team.ts';

/** A project with links to a file, to a folder, to nothing, in a circle, and out of it. */
function project() {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'harmony-paths-')));
  const folder = join(root, 'project');
  mkdirSync(join(folder, 'src/api'), {recursive: true});
  mkdirSync(join(folder, 'src/[id]'));
  writeFileSync(join(folder, 'src/a.ts'), '');
  const links: readonly (readonly [string, string])[] = [
    ['src/a.ts', 'file'],
    ['src', 'folder'],
    ['src/later.ts', 'dangling'],
    ['dangling', 'twice'],
    ['circle', 'circle'],
    ['..', 'out'],
    ['.', 'self'],
    ['/nowhere/at/all', 'away'],
    ['src/[id]', 'odd'],
    ['src/api', '[x]'],
  ];
  for (const [target, name] of links) symlinkSync(target, join(folder, name));
  return {folder, [Symbol.dispose]: () => rmSync(root, {recursive: true, force: true})};
}

const claimOf = (paths: ProjectPaths, ...resources: string[]): readonly string[] | string => {
  const body = paths.inCommand({type: 'claim', resources, mode: 'exclusive', reason: ''});
  return typeof body === 'string' ? body : (body as CommandBody & {type: 'claim'}).resources;
};

test.each([
  ['file', 'src/a.ts'],
  ['folder/a.ts', 'src/a.ts'],
  ['folder/new/x.ts', 'src/new/x.ts'],
  ['dangling', 'src/later.ts'],
  ['twice', 'src/later.ts'],
  ['self/self/src/a.ts', 'src/a.ts'],
  ['circle', 'circle'],
  ['odd/x', 'src/[id]/x'],
  ['src/../src/a.ts', 'src/a.ts'],
  ['e\u0301', 'é'],
  ['out/x', null],
  ['away', null],
  ['self', null],
  ['../x', null],
] as const)('the file %s is %s for an edit', (path, name) => {
  using there = project();
  expect(new ProjectPaths(there.folder).nameOf(path)).toBe(name);
});

test.each([
  [['file'], ['src/a.ts']],
  [['folder/**'], ['src/**']],
  [
    ['folder/*.ts', 'docs'],
    ['src/*.ts', 'docs'],
  ],
  [['dangling'], ['src/later.ts']],
  [['{folder,docs}/a.ts'], ['src/a.ts', 'docs/a.ts']],
  [['{src,docs}/a.ts'], ['{src,docs}/a.ts']],
  [['odd/x'], ['src/[[]id]/x']],
  [['[x]/b.ts'], ['[x]/b.ts', 'src/api/b.ts']],
  [['self'], ['**']],
  [['path:folder/a'], ['src/a']],
  [['service:folder'], ['service:folder']],
  [['../x'], ['../x']],
  [['a\u0000b'], ['a\u0000b']],
] as const)('what is claimed as %j is %j', (written, real) => {
  using there = project();
  expect(claimOf(new ProjectPaths(there.folder), ...written)).toEqual(real);
});

test('a claim through a link that leads out is told so', () => {
  using there = project();
  expect(claimOf(new ProjectPaths(there.folder), 'out/x')).toBe('out/x leads out of the project through a link');
});

test('where the file system knows no difference, letters are small in files, patterns, roles and rules, and things stay as they are', () => {
  using there = project();
  const paths = new ProjectPaths(there.folder, true);
  expect(paths.nameOf('README.md')).toBe('readme.md');
  expect(claimOf(paths, 'Docs/**/*.MD', 'service:Email')).toEqual(['docs/**/*.md', 'service:Email']);
  const rules = paths.inCommand({
    type: 'team.configure',
    name: 't',
    policy: {...emptyTeam().policy, enforcementByPath: [{glob: 'Docs/**', enforcement: 'warn'}]},
    sessions: [spec('ada', {paths: ['Src/**']})],
  });
  expect(rules).toMatchObject({policy: {enforcementByPath: [{glob: 'docs/**'}]}, sessions: [{paths: ['src/**']}]});
  expect(new ProjectPaths(there.folder).nameOf('README.md')).toBe('README.md');
});

test('the names in an edit, a release, a hand-over and a check are real ones, too; other commands are left alone', () => {
  using there = project();
  const paths = new ProjectPaths(there.folder);
  expect(paths.inCommand({type: 'edit', paths: ['file', '../x'], tool: 'Edit'})).toMatchObject({paths: ['src/a.ts', '../x']});
  for (const body of [
    {type: 'release', resources: ['file']},
    {type: 'claim.give', to: 'bob', resources: ['file']},
    {type: 'claim.check', fence: 1, resources: ['file']},
  ] as const)
    expect(paths.inCommand(body)).toMatchObject({resources: ['src/a.ts']});
  const other = {type: 'release', all: true} as const;
  expect(paths.inCommand(other)).toBe(other);
});
