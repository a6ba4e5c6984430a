// `node scripts/run.js FILE.ts ARGUMENT…`: runs a tool that is written in TypeScript and uses packages which Node by itself cannot take apart
// (CommonJS without names, JSX), by bundling it first.
import {rmSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {build} from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const [file, ...args] = process.argv.slice(2);
// In scripts/, so that the paths which a tool makes from its own place are the same.
const bundle = join(root, 'scripts', `.${process.pid}.mjs`);
await build({
  entryPoints: [file],
  outfile: bundle,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  external: ['node-pty', 'esbuild'],
  banner: {js: "import {createRequire as __createRequire} from 'node:module'; const require = __createRequire(import.meta.url);"},
});
process.argv = [process.argv[0], file, ...args];
process.on('exit', () => rmSync(bundle, {force: true}));
await import(pathToFileURL(bundle).href);
