import {execFileSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';

/** Tests that start real programs start the built ones. */
export function setup(): void {
  execFileSync(process.execPath, [fileURLToPath(new URL('../scripts/build.js', import.meta.url))], {stdio: 'inherit'});
}
