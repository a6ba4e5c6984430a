import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {generatedDocs} from '../../scripts/docs.ts';

test.each(generatedDocs())('%s is fresh (else: node scripts/docs.ts)', (path, content) => {
  expect(readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8')).toBe(content);
});
