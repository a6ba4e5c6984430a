import {renameSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {watchConfig} from '../../src/config/watch.ts';
import {TestFolder} from './folder.ts';

/** Counts calls, and waits for the next one. */
function changes() {
  let count = 0;
  let wake = (): void => {};
  return {
    changed: () => {
      count++;
      wake();
    },
    async next(): Promise<void> {
      const before = count;
      while (count === before) await new Promise<void>((resolve) => (wake = resolve));
    },
    get count() {
      return count;
    },
  };
}

test('a configuration that is written, replaced or made, and roles that come and go, are told', async () => {
  using folder = new TestFolder({'harmony.config.ts': 'export default {};\n', 'src/deep/file.ts': ''});
  const seen = changes();
  using _watching = watchConfig(folder.path, seen.changed);
  const config = join(folder.path, 'harmony.config.ts');
  const step = async (act: () => void): Promise<void> => {
    const told = seen.next();
    act();
    await told;
  };
  // Whether the watcher is there already or not: what changed since the call is told.
  await step(() => writeFileSync(config, 'export default {a: 1};\n'));
  await step(() => {
    writeFileSync(`${config}.tmp`, 'export default {b: 22};\n');
    renameSync(`${config}.tmp`, config);
  });
  await step(() => folder.write('roles/new.md', 'Work.'));
  await step(() => folder.write('roles/new.md', 'Work more.'));
  await step(() => rmSync(join(folder.path, 'roles/new.md')));
  const before = seen.count;
  // Other files of the project are not its business; the role after them shows that they were passed over.
  folder.write('src/deep/file.ts', 'x');
  folder.write('package.json', '{}');
  await step(() => folder.write('roles/last.md', 'Work.'));
  expect(seen.count).toBe(before + 1);
});
