import {readFileSync, statSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';

const file = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

test('what sessions call many times a minute is one small file that loads no library, and only the quick ones of Node’s modules', () => {
  const code = readFileSync(file, 'utf8');
  const imported = [...code.matchAll(/^import .*?from "([^"]+)";$/gm)].map(([, name]) => name);
  expect(new Set(imported)).toEqual(new Set(['node:fs', 'node:path', 'node:net', 'node:string_decoder']));
  // Sources are named in the bundle, one comment each.
  expect(code).toContain('// src/cli/commands/claim.ts');
  expect(code).not.toMatch(/^\s*\/\/ node_modules\//m);
  expect([...code.matchAll(/import\("([^"]+)"\)/g)].map(([, name]) => name)).toEqual(['./without-supervisor.js', './all-commands.js']);
  expect(statSync(file).size).toBeLessThan(150_000);
});
