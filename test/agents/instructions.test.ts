import {expect, test} from 'vitest';
import {instructionsFor} from '../../src/agents/instructions.ts';

const role = {name: 'backend', tier: 2, expertise: ['http', 'storage'], delegatesTo: [], paths: [], instructions: 'Write the server.'};

test('a session reads who it is, who else is here, and what its role says', () => {
  const page = instructionsFor({
    session: 'ada',
    role,
    members: [
      {id: 'ada', role},
      {id: 'bob', role: {...role, name: 'tester', tier: 3, expertise: []}},
    ],
  });
  expect(page).toContain('# You are ada');
  expect(page).toContain('Your name is ada, your role is backend, your tier is 2');
  expect(page).toContain('- bob (tester, tier 3)\n');
  expect(page).not.toContain('- ada');
  expect(page).toMatch(/## Your role: backend\n\nWrite the server\.\n$/);
});

test('only a role that may delegate is told how, and to whom', () => {
  const told = (delegatesTo: readonly string[]) => instructionsFor({session: 'ada', role: {...role, delegatesTo}, members: []});
  expect(told([])).not.toContain('## Delegating');
  expect(told(['backend', 'tester'])).toContain('sessions of these roles: backend, tester');
  expect(told(['*'])).toContain('anybody in the team');
});

test('the paths of a role are named', () => {
  expect(instructionsFor({session: 'ada', role: {...role, paths: ['src/api/**']}, members: []})).toContain('Your role works in src/api/**');
});

test('it stays a page: 4,500 characters without the role’s own text', () => {
  const members = Array.from({length: 13}, (_, index) => ({id: `session-${index}`, role}));
  expect(instructionsFor({session: 'ada', role: {...role, delegatesTo: ['*']}, members}).length).toBeLessThan(4_500);
});
