import {execFileSync, spawn} from 'node:child_process';
import {mkdtempSync, realpathSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

/** Deletes the folder when its standard input ends, whichever way the process at the other end went. */
const SWEEPER = `
  process.stdin.resume().on('end', () => require('node:fs').rmSync(process.argv[1], {recursive: true, force: true, maxRetries: 10, retryDelay: 500}));
`;

/**
 * Tests that start real programs start the built ones. Whatever they make lies below one folder, and a team ends when its project is deleted: so
 * nothing is left, even of a run that was killed.
 */
export function setup(): () => void {
  execFileSync(process.execPath, [fileURLToPath(new URL('../scripts/build.js', import.meta.url))], {stdio: 'inherit'});
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'harmony-test-'));
  process.env.TMPDIR = folder;
  const sweeper = spawn(process.execPath, ['-e', SWEEPER, folder], {detached: true, stdio: ['pipe', 'ignore', 'ignore'], cwd: '/'});
  sweeper.unref();
  return () => void sweeper.stdin.end();
}
