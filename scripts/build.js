// Bundles the programs into dist/: one file to read at start instead of hundreds is what makes a command quick.
import {existsSync, renameSync, rmSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Each program and where it starts. */
const programs = {
  index: 'src/index.ts',
  'all-commands': 'src/cli/all-commands.ts',
  supervisor: 'src/gateway/supervisor-main.ts',
  'terminal-host': 'src/terminal/main.ts',
  'journal-upkeep': 'src/journal/upkeep/upkeep-main.ts',
  'load-config': 'src/config/load-main.ts',
  'bell-hook': 'src/agents/claude-code/hook-main.ts',
  'demo-agent': 'src/agents/demo/main.ts',
};

const options = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  sourcemap: 'linked',
  sourcesContent: false,
  minifySyntax: true,
  define: {'process.env.NODE_ENV': '"production"'},
  // Native, or wanted only by Ink's development mode.
  external: ['node-pty', 'react-devtools-core'],
  logLevel: 'warning',
};

/**
 * `cli.js` is one small file with the commands that sessions give many times a minute: Node takes a millisecond for each further file. It reads the
 * rest, `all-commands.js`, when it is wanted.
 */
const oneSmallFile = {
  name: 'one-small-file',
  setup({onResolve}) {
    onResolve({filter: /\/all-commands\.ts$/}, () => ({path: './all-commands.js', external: true}));
  },
};

/** The module and the global are the same object, but importing the module makes everything that hangs on it, which takes milliseconds. */
const globalProcess = {
  name: 'global-process',
  setup({onResolve, onLoad}) {
    onResolve({filter: /^node:process$/}, () => ({path: 'process', namespace: 'global'}));
    onLoad({filter: /./, namespace: 'global'}, () => ({contents: 'export default globalThis.process;'}));
  },
};

/** Read by a command that finds no supervisor, whatever file the command itself is in. */
const journalApart = {
  name: 'journal-apart',
  setup({onResolve}) {
    onResolve({filter: /\/without-supervisor\.ts$/}, ({kind}) =>
      kind === 'dynamic-import' ? {path: './without-supervisor.js', external: true} : undefined,
    );
  },
};

async function buildAll(outdir) {
  const entryPoints = Object.fromEntries(Object.entries(programs).filter(([, file]) => existsSync(`${root}${file}`)));
  // Bundled CommonJS packages call require for Node's own modules.
  const banner = {js: "import {createRequire as __createRequire} from 'node:module'; const require = __createRequire(import.meta.url);"};
  await build({...options, outdir, entryPoints, splitting: true, banner, plugins: [journalApart]});
  await build({...options, outdir, entryPoints: {cli: 'src/cli/main.ts'}, plugins: [oneSmallFile, globalProcess, journalApart]});
  // One file, too, read by `cli.js` when no supervisor runs; compiling it takes as long as it is.
  await build({
    ...options,
    outdir,
    entryPoints: {'without-supervisor': 'src/coordination/without-supervisor.ts'},
    minify: true,
    plugins: [globalProcess],
  });
}

// Built beside and then put in place: a program that starts meanwhile finds the old ones or the new ones, whole.
const fresh = `${root}dist-${process.pid}`;
await buildAll(fresh);
rmSync(`${root}dist`, {recursive: true, force: true});
renameSync(fresh, `${root}dist`);
