/** The supervisor's program: `node dist/supervisor.js --project DIR`, started by `harmony up`, detached, its output in a log file. */
import {mkdirSync, realpathSync} from 'node:fs';
import {parseArgs} from 'node:util';
import {Disposables} from '../platform/disposables.ts';
import {LogFile} from '../platform/log-file.ts';
import {ProcessLock} from '../platform/process-lock.ts';
import {projectFiles} from '../protocol/layout.ts';
import {endTeam} from '../supervisor/end-team.ts';
import {Supervisor} from '../supervisor/supervisor.ts';
import {version} from '../version.ts';
import {ControlServer} from './control-server.ts';
import {HttpGateway} from './http-server.ts';
import {keepRunFolder} from './keep-run-folder.ts';

/** Until the project is known, the output of the process, which is the same file when `harmony up` started it. */
let log = (line: string): void => {
  process.stderr.write(`${new Date().toISOString()} ${line}\n`);
};

async function run(): Promise<void> {
  const {values} = parseArgs({options: {project: {type: 'string'}}});
  const project = realpathSync(values.project ?? process.cwd());
  const files = projectFiles(project);
  mkdirSync(files.run, {recursive: true, mode: 0o700});
  const file = new LogFile(files.supervisorLog);
  log = (line) => file.line(line);
  const lock = ProcessLock.take(files.supervisorLock);
  if (!lock) {
    // Two were started at once: the other one is the team's.
    log('another supervisor has this project');
    return;
  }
  // A person's Ctrl-C or a closing terminal ends the screen, never the team.
  process.on('SIGHUP', () => {});
  process.on('SIGINT', () => {});
  process.on('uncaughtException', (error) => log(`uncaught: ${error.stack ?? error}`));
  process.on('unhandledRejection', (error) => log(`unhandled: ${error instanceof Error ? error.stack : error}`));

  const owned = new Disposables();
  const supervisor = await Supervisor.open({project, version, log});
  const gateway = owned.add(new HttpGateway(supervisor));
  const end = async (): Promise<void> => {
    owned[Symbol.dispose]();
    await supervisor.close();
    lock[Symbol.dispose]();
    process.exitCode = 0;
    // Handles of libraries must not keep an ended supervisor alive.
    setImmediate(() => process.exit());
  };
  const endAll = async (progress: (text: string) => void): Promise<string[]> => {
    const ended = await endTeam(supervisor, progress);
    // After the answer has left.
    setTimeout(() => void end(), 50);
    return ended;
  };
  const control = owned.add(new ControlServer(supervisor, endAll));
  // Ends this process alone: the sessions go on in their host, and the next `up` finds them.
  process.on('SIGTERM', () => void end());
  const port = await gateway.listen(supervisor.lastPort);
  await supervisor.start(port);
  await control.listen();
  owned.add(
    keepRunFolder({
      supervisor,
      lock,
      control,
      onTakenOver: () => {
        log('another supervisor has taken this project: its lock had been deleted');
        void end();
      },
      onProjectGone: () => {
        log(`${project} is gone: ending the team`);
        void endAll(log);
      },
    }),
  );
  log(`up: ${supervisor.info().team}, pid ${process.pid}, ${supervisor.gatewayUrl}`);
}

run().catch((error: unknown) => {
  log(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  process.exitCode = 1;
  setImmediate(() => process.exit());
});
