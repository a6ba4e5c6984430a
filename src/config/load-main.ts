/**
 * `node dist/load-config.js FILE`: evaluates a configuration in a process of its own and reports it as one line of JSON on descriptor 3. A
 * configuration is a program: here it can print, throw, exit or run forever without harm to whoever asked.
 */
import {writeFileSync} from 'node:fs';
import {registerHooks} from 'node:module';
import {dirname} from 'node:path';
import process from 'node:process';
import {pathToFileURL} from 'node:url';
import {installed} from '../installation.ts';
import type {ConfigReport} from './evaluate.ts';
import {findUnwritable} from './unwritable.ts';

const REPORT = 3;

const report = (value: ConfigReport): void => writeFileSync(REPORT, `${JSON.stringify(value)}\n`);

const file = process.argv[2] ?? '';
const ownFiles = pathToFileURL(`${dirname(file)}/`).href;

registerHooks({
  // The configuration imports `harmonycode`, which need not be installed in the project.
  resolve: (specifier, context, next) =>
    specifier === 'harmonycode' ? {url: pathToFileURL(installed('dist/index.js')).href, shortCircuit: true} : next(specifier, context),
  // A TypeScript file is a module whatever the project's package.json says of its own files.
  load: (url, context, next) =>
    url.startsWith(ownFiles) && url.endsWith('.ts') && !url.includes('/node_modules/')
      ? next(url, {...context, format: 'module-typescript'})
      : next(url, context),
});

try {
  const module = (await import(pathToFileURL(file).href)) as {default?: unknown};
  const config = await module.default;
  const unwritable = findUnwritable(config);
  if (!('default' in module)) report({kind: 'no-default'});
  else if (unwritable) report({kind: 'unwritable', ...unwritable});
  else report({kind: 'config', config});
  // What the configuration left open (a timer, a server) must not keep this process.
  process.exit();
} catch (error) {
  const failure: NodeJS.ErrnoException = error instanceof Error ? error : new Error(String(error));
  const {name, message, stack = '', code = null} = failure;
  report({kind: 'failed', name, message, stack, code});
  // Node itself knows the line of a syntax error and prints it, but only of an error that nobody caught.
  throw error;
}
