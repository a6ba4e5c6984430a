import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {type Multiplexer, SIZE} from './multiplexer.ts';
import {OuterTerminal} from './outer-terminal.ts';
import {processesWith} from './processes.ts';

const program = fileURLToPath(new URL('../../../bin/harmony.js', import.meta.url));

/** Harmony with a team of plain commands, in a project and a home of its own. */
export const harmony: Multiplexer = {
  name: 'harmony',
  async start(programs) {
    const project = realpathSync(mkdtempSync(join(tmpdir(), 'harmony-bench-')));
    mkdirSync(join(project, 'roles'));
    writeFileSync(join(project, 'roles', 'worker.md'), '---\nname: worker\ntier: 2\nclient: command\n---\nWork.\n');
    const team = programs.map((command, index) => ({
      role: 'worker',
      name: `pane-${String(index + 1).padStart(2, '0')}`,
      client: 'command',
      command: ['/bin/sh', '-c', command],
    }));
    writeFileSync(join(project, 'harmony.config.mjs'), `export default ${JSON.stringify({team})};\n`);
    const env = {
      PATH: process.env.PATH ?? '',
      HOME: project,
      XDG_STATE_HOME: join(project, '.state'),
      TERM: 'xterm-256color',
      COLORTERM: 'truecolor',
      LANG: 'C.UTF-8',
      SHELL: '/bin/sh',
    };
    const run = (...args: string[]): string =>
      execFileSync(process.execPath, [program, ...args, '--project', project], {env, encoding: 'utf8', cwd: project});
    run('up', '--no-attach', '--trust');
    const terminal = new OuterTerminal(process.execPath, [program, 'attach', '--project', project], {cwd: project, env, ...SIZE});
    await terminal.until('\u001b[');
    await terminal.settled();
    // Into the first pane: from here on keys belong to its program.
    terminal.type('1');
    await terminal.settled(300);
    terminal.type('\r');
    await terminal.settled(300);
    return {
      terminal,
      pids: () => [
        ...processesWith('supervisor.js', project),
        ...processesWith('terminal-host.js', project),
        ...processesWith('harmony.js attach', project),
      ],
      async [Symbol.asyncDispose]() {
        run('down');
        terminal[Symbol.dispose]();
        rmSync(project, {recursive: true, force: true});
      },
    };
  },
};
