// Bundles the programs into dist/: one file to read at start instead of hundreds is what makes a command quick.
import {existsSync, renameSync, rmSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Each program and where it starts. */
const programs = {
  index: 'src/index.ts',
  cli: 'src/cli/main.ts',
  supervisor: 'src/gateway/supervisor-main.ts',
  'terminal-host': 'src/terminal/main.ts',
  'load-config': 'src/config/load-main.ts',
  'bell-hook': 'src/agents/claude-code/hook-main.ts',
  'demo-agent': 'src/agents/demo/main.ts',
};

async function buildAll(outdir) {
  const entryPoints = Object.fromEntries(Object.entries(programs).filter(([, file]) => existsSync(`${root}${file}`)));
  await build({
    absWorkingDir: root,
    entryPoints,
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    sourcemap: 'linked',
    sourcesContent: false,
    minifySyntax: true,
    define: {'process.env.NODE_ENV': '"production"'},
    // Native, or wanted only by Ink's development mode.
    external: ['node-pty', 'react-devtools-core'],
    // Bundled CommonJS packages call require for Node's own modules.
    banner: {js: "import {createRequire as __createRequire} from 'node:module'; const require = __createRequire(import.meta.url);"},
    logLevel: 'warning',
  });
}

// Built beside and then put in place: a program that starts meanwhile finds the old ones or the new ones, whole.
const fresh = `${root}dist-${process.pid}`;
await buildAll(fresh);
rmSync(`${root}dist`, {recursive: true, force: true});
renameSync(fresh, `${root}dist`);
