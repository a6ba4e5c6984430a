/** The terminal host's program: `node dist/terminal-host.js --project DIR`, started detached by the supervisor; outlives it. */
import {mkdirSync, realpathSync} from 'node:fs';
import process from 'node:process';
import {parseArgs} from 'node:util';
import {takeProcessLock} from '../platform/process-lock.ts';
import {projectFiles} from '../protocol/layout.ts';
import {HostServer} from './host-server.ts';

/** Without terminals and without a client for this long, it is over. Milliseconds. */
const UNNEEDED = 60_000;

const log = (line: string): void => {
  process.stderr.write(`${new Date().toISOString()} ${line}\n`);
};

async function run(): Promise<void> {
  const {values} = parseArgs({options: {project: {type: 'string'}}});
  const project = realpathSync(values.project ?? process.cwd());
  const files = projectFiles(project);
  mkdirSync(files.run, {recursive: true, mode: 0o700});
  const lock = takeProcessLock(files.hostLock);
  if (!lock) {
    log('another terminal host has this project');
    return;
  }
  // Whatever happens here, the sessions must not end with it.
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGPIPE'] as const) process.on(signal, () => {});
  process.on('uncaughtException', (error) => log(`uncaught: ${error.stack ?? error}`));
  process.on('unhandledRejection', (error) => log(`unhandled: ${error instanceof Error ? error.stack : error}`));
  const server = new HostServer(project, log);
  const end = (): void => {
    server[Symbol.dispose]();
    lock[Symbol.dispose]();
    process.exit();
  };
  let timer: NodeJS.Timeout | null = null;
  const endWhenUnneeded = (): void => {
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => {
      if (!server.needed) end();
    }, UNNEEDED);
  };
  server.onEnd = end;
  server.onUnneeded = endWhenUnneeded;
  process.on('SIGTERM', end);
  await server.listen(files.terminals);
  endWhenUnneeded();
  log(`listening, pid ${process.pid}`);
}

run().catch((error: unknown) => {
  log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
});
