import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type Multiplexer, SIZE} from './multiplexer.ts';
import {OuterTerminal} from './outer-terminal.ts';

/** tmux with a server of its own and no configuration of the user's. */
export const tmux: Multiplexer = {
  name: 'tmux',
  async start(programs) {
    const folder = mkdtempSync(join(tmpdir(), 'harmony-bench-tmux-'));
    const socket = join(folder, 'socket');
    const configuration = join(folder, 'tmux.conf');
    writeFileSync(
      configuration,
      'set -g status on\nset -g status-interval 15\nset -g default-terminal tmux-256color\nset -g escape-time 0\n',
    );
    const env = {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      TERM: 'xterm-256color',
      COLORTERM: 'truecolor',
      LANG: 'C.UTF-8',
      SHELL: '/bin/sh',
    };
    const run = (...args: string[]): string => execFileSync('tmux', ['-S', socket, '-f', configuration, ...args], {env, encoding: 'utf8'});
    const [first = 'cat', ...others] = programs;
    run('new-session', '-d', '-x', String(SIZE.cols), '-y', String(SIZE.rows), '-s', 'bench', first);
    for (const program of others) {
      run('split-window', '-t', 'bench', program);
      run('select-layout', '-t', 'bench', 'tiled');
    }
    run('select-pane', '-t', 'bench.0');
    const server = Number(run('display-message', '-p', '#{pid}'));
    const terminal = new OuterTerminal('tmux', ['-S', socket, '-f', configuration, 'attach', '-t', 'bench'], {cwd: folder, env, ...SIZE});
    await terminal.until('\u001b[');
    await terminal.settled();
    return {
      terminal,
      pids: () => [server, terminal.pid],
      async [Symbol.asyncDispose]() {
        run('kill-server');
        terminal[Symbol.dispose]();
        rmSync(folder, {recursive: true, force: true});
      },
    };
  },
};
