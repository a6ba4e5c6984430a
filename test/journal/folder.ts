import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** A folder of its own for a journal, gone with the test. */
export function temporaryFolder(): Disposable & {readonly path: string; readonly file: string} {
  const path = mkdtempSync(join(tmpdir(), 'harmony-journal-'));
  return {path, file: join(path, 'journal.db'), [Symbol.dispose]: () => rmSync(path, {recursive: true, force: true})};
}
