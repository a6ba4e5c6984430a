// Plain JavaScript that any Node can read. Where the Node is that a clone brings along as a development dependency: `null` if there is none.
import {existsSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const folder = fileURLToPath(new URL('./node/', import.meta.url));

export function pinnedNode() {
  const {resolve} = createRequire(join(folder, 'package.json'));
  // The package for Apple's processors has a name of its own form.
  for (const name of [`node-${process.platform}-${process.arch}`, `node-bin-${process.platform}-${process.arch}`]) {
    try {
      const file = join(dirname(resolve(`${name}/package.json`)), 'bin', 'node');
      if (existsSync(file)) return file;
    } catch {
      // Not installed under this name.
    }
  }
  return null;
}
