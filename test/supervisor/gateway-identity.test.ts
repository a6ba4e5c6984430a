import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {loadGatewayIdentity, saveGatewayIdentity} from '../../src/supervisor/gateway-identity.ts';

let file: string;
beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), 'harmony-tokens-')), 'gateway.json');
});
afterEach(() => rmSync(join(file, '..'), {recursive: true, force: true}));

const key = 'ab'.repeat(32);

test('what was saved is what is loaded', () => {
  saveGatewayIdentity(file, {port: 4711, key});
  expect(loadGatewayIdentity(file)).toEqual({identity: {port: 4711, key}, problem: null});
});

test('a first start has a key of its own and no problem', () => {
  const {identity, problem} = loadGatewayIdentity(file);
  expect(problem).toBeNull();
  expect(identity).toEqual({port: 0, key: expect.stringMatching(/^[0-9a-f]{64}$/)});
});

test.each([1e9, -5, 80.5, '4711', null])('a port that is none (%s) is not bound, and the key stays', (port) => {
  writeFileSync(file, JSON.stringify({port, key}));
  const {identity, problem} = loadGatewayIdentity(file);
  expect(identity).toEqual({port: 0, key});
  expect(problem).toContain('port');
});

test.each(['{', '', 'null', '[]', '{"port": 1}', '{"port": 4711, "key": "short"}'])(
  'a damaged file (%s) gives a new key, and that is said',
  (content) => {
    writeFileSync(file, content);
    const {identity, problem} = loadGatewayIdentity(file);
    expect(identity.key).toMatch(/^[0-9a-f]{64}$/);
    expect(problem).toContain('damaged');
  },
);
