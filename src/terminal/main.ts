/** The terminal host's program: `node dist/terminal-host.js --project DIR`, started detached by the supervisor; outlives it. */
import {chmodSync, mkdirSync, realpathSync} from 'node:fs';
import process from 'node:process';
import {parseArgs} from 'node:util';
import {LogFile} from '../platform/log-file.ts';
import {projectFiles} from '../protocol/layout.ts';
import {becomeHost} from './become-host.ts';
import {endWhenUnneeded} from './end-when-unneeded.ts';
import {HostServer} from './host-server.ts';
import {keepSocket} from './keep-socket.ts';

/** Without running programs and without a client for this long, it is over. Milliseconds. */
const UNNEEDED = 60_000;

async function run(): Promise<void> {
  const {values} = parseArgs({options: {project: {type: 'string'}}});
  const project = realpathSync(values.project ?? process.cwd());
  const files = projectFiles(project);
  mkdirSync(files.run, {recursive: true, mode: 0o700});
  chmodSync(files.run, 0o700);
  const log = new LogFile(files.hostLog);
  // Whatever happens here, the sessions must not end with it.
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGPIPE'] as const) process.on(signal, () => {});
  process.on('uncaughtException', (error) => log.line(`uncaught: ${error.stack ?? error}`));
  process.on('unhandledRejection', (error) => log.line(`unhandled: ${error instanceof Error ? error.stack : error}`));
  const lock = await becomeHost(files);
  if (!lock) {
    log.line('another terminal host serves this project already');
    return;
  }
  const server = new HostServer(files.terminals, {project, output: files.output, log: (line) => log.line(line)});
  const end = (): void => {
    log.line('ended');
    lock[Symbol.dispose]();
    process.exit();
  };
  const endAll = (): void => void server[Symbol.asyncDispose]().finally(end);
  server.onEnd = end;
  process.on('SIGTERM', endAll);
  await server.listen();
  keepSocket({project, files, lock, server, log: (line) => log.line(line), endAll});
  endWhenUnneeded(server, UNNEEDED, endAll);
  log.line(`listening, pid ${process.pid}`);
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : error}\n`);
  process.exit(1);
});
