/** The terminal host's program: `node dist/terminal-host.js --project DIR`, started detached by the supervisor; outlives it. */
import {chmodSync, mkdirSync, realpathSync, rmSync} from 'node:fs';
import process from 'node:process';
import {parseArgs} from 'node:util';
import {projectFiles} from '../protocol/layout.ts';
import {becomeHost} from './become-host.ts';
import {endWhenUnneeded} from './end-when-unneeded.ts';
import {HostLog} from './host-log.ts';
import {HostServer} from './host-server.ts';

/** Without running programs and without a client for this long, it is over. Milliseconds. */
const UNNEEDED = 60_000;

async function run(): Promise<void> {
  const {values} = parseArgs({options: {project: {type: 'string'}}});
  const project = realpathSync(values.project ?? process.cwd());
  const files = projectFiles(project);
  mkdirSync(files.run, {recursive: true, mode: 0o700});
  chmodSync(files.run, 0o700);
  const log = new HostLog(files.hostLog);
  // Whatever happens here, the sessions must not end with it.
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGPIPE'] as const) process.on(signal, () => {});
  process.on('uncaughtException', (error) => log.line(`uncaught: ${error.stack ?? error}`));
  process.on('unhandledRejection', (error) => log.line(`unhandled: ${error instanceof Error ? error.stack : error}`));
  const lock = await becomeHost(files);
  if (!lock) {
    log.line('another terminal host serves this project already');
    return;
  }
  const server = new HostServer({project, output: files.output, log: (line) => log.line(line)});
  const end = (): void => {
    rmSync(files.terminals, {force: true});
    log.line('ended');
    lock[Symbol.dispose]();
    process.exit();
  };
  const endAll = (): void => void server[Symbol.asyncDispose]().finally(end);
  server.onEnd = end;
  process.on('SIGTERM', endAll);
  await server.listen(files.terminals);
  endWhenUnneeded(server, UNNEEDED, endAll);
  log.line(`listening, pid ${process.pid}`);
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : error}\n`);
  process.exit(1);
});
