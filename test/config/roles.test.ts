import {expect, test} from 'vitest';
import {ConfigError} from '../../src/config/config-error.ts';
import {parseRole} from '../../src/config/role-file.ts';
import {builtInRoles, loadRoles} from '../../src/config/roles.ts';
import {TestFolder} from './folder.ts';

const problemsOf = (content: string, name = 'backend') => {
  try {
    parseRole(content, name, `roles/${name}.md`);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
  }
  return [];
};

test('front matter and instructions become a role', () => {
  const content =
    '\uFEFF---\r\nname: backend\r\ntier: 2\r\nexpertise: [databases, "http: apis"]\r\npaths:\r\n  - src/**\r\nmodel: opus\r\n---\r\n\r\nWork.\r\n\r\n---\r\nMore.\r\n';
  expect(parseRole(content, 'backend', 'roles/backend.md')).toEqual({
    name: 'backend',
    tier: 2,
    expertise: ['databases', 'http: apis'],
    delegatesTo: [],
    paths: ['src/**'],
    client: 'claude-code',
    model: 'opus',
    permissionMode: null,
    count: 1,
    instructions: 'Work.\n\n---\nMore.',
    source: 'roles/backend.md',
  });
});

test('a role may be instructions alone', () => {
  expect(parseRole('Just work.\n', 'worker', 'roles/worker.md')).toMatchObject({tier: 3, instructions: 'Just work.'});
});

test.each([
  ['a wrong type', '---\ntier: 2\ncount: many\n---\n', 'roles/backend.md:3: count', 'expected a number, found "many".'],
  ['an unknown key', '---\n\nmodle: opus\n---\n', 'roles/backend.md:3: modle', 'there is no setting "modle".'],
  ['broken YAML', '---\ntier: 2\nexpertise: [a, b\n---\n', /roles\/backend\.md:\d+/, /not YAML/],
  ['front matter that is a list', '---\n- a\n---\n', 'roles/backend.md:2', 'expected an object, found a list.'],
  ['another name', '---\nname: frontend\n---\n', 'roles/backend.md', 'it calls itself "frontend", but the file is backend.md.'],
  ['no end', '---\ntier: 2\n', 'roles/backend.md:1', 'the front matter that begins here has no end.'],
])('%s is told with its place', (_, content, path, problem) => {
  const [found] = problemsOf(content);
  expect(found?.path).toMatch(path);
  expect(found?.problem).toMatch(problem);
});

test('instructions that would cost more than they tell are refused', () => {
  expect(problemsOf('x'.repeat(40_000))[0]?.problem).toContain('40000 characters');
});

test('a README beside the roles is no role; a file with a bad name is told', () => {
  using folder = new TestFolder({'roles/README.md': '# Roles', 'roles/Back End.md': 'x', 'roles/notes.txt': 'x'});
  expect(() => loadRoles(folder.path)).toThrow('"Back End" is no name for a role.');
});

test('the built-in roles are whole: one decides, the others do not delegate above themselves', () => {
  const roles = builtInRoles();
  expect(roles.map((role) => role.name)).toEqual(['architect', 'backend', 'docs', 'frontend', 'orchestrator', 'reviewer', 'tester']);
  expect(roles.filter((role) => role.tier === 1).map((role) => role.name)).toEqual(['orchestrator']);
  for (const role of roles) {
    expect(role.expertise.length).toBeGreaterThan(0);
    expect(role.instructions.length).toBeGreaterThan(600);
    expect(role.instructions.length).toBeLessThan(4_000);
  }
});
