import {mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';

/** A folder of its own with these files, gone when disposed of. */
export class TestFolder implements Disposable {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'harmony-config-')));

  constructor(files: Readonly<Record<string, string>> = {}) {
    for (const [path, content] of Object.entries(files)) this.write(path, content);
  }

  write(path: string, content: string): void {
    mkdirSync(dirname(join(this.path, path)), {recursive: true});
    writeFileSync(join(this.path, path), content);
  }

  [Symbol.dispose](): void {
    rmSync(this.path, {recursive: true, force: true});
  }
}
