#!/usr/bin/env node
// Plain JavaScript that any Node can read: it looks at the version before anything newer is imported.
import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

// SQLite 3.51.3 is the first without a corruption bug of its write-ahead log; these are the first Nodes that carry it.
const [major, minor, patch] = process.versions.node.split('.').map(Number);
const supported = (major === 22 && (minor > 22 || (minor === 22 && patch >= 3))) || (major === 24 && minor >= 15) || major > 24;

if (supported) {
  const program = new URL('../dist/cli.js', import.meta.url);
  if (existsSync(program)) {
    await import(program.href);
  } else {
    process.stderr.write('harmony: dist/ is missing: this is a checkout that was not built. Run: npm run build\n');
    process.exitCode = 1;
  }
} else {
  // A clone brings its own Node as a development dependency; an installation does not.
  const finder = new URL('../scripts/pinned-node.js', import.meta.url);
  const own = existsSync(finder) ? (await import(finder.href)).pinnedNode() : null;
  if (own) {
    const run = spawn(own, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {stdio: 'inherit'});
    // Whoever ends this process means the other one, which may have something to clean up.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => run.kill(signal));
    run.on('exit', (code) => {
      process.exitCode = code ?? 1;
    });
    run.on('error', (error) => {
      process.stderr.write(`harmony: ${own} cannot be started: ${error.message}\nInstall it again: npm ci\n`);
      process.exitCode = 1;
    });
  } else {
    process.stderr.write(
      `harmony: Node ${process.versions.node} is too old. Harmony needs Node 24.15 or newer (or 22.22.3 or newer of 22).\n` +
        'Install one from https://nodejs.org, or with your version manager: nvm install 24\n',
    );
    process.exitCode = 1;
  }
}
