import {mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {execa, type Options} from 'execa';
import type {Board, BoardSession} from '../../src/core/index.ts';
import {isAlive, startTimeOf} from '../../src/platform/process-identity.ts';

export const harmonyProgram = fileURLToPath(new URL('../../bin/harmony.js', import.meta.url));

export interface Member {
  readonly name: string;
  /** Shell command line. */
  readonly run: string;
  readonly role?: string;
  readonly count?: number;
}

export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Of stdout, when the command was given `--json`. */
  // biome-ignore lint/suspicious/noExplicitAny: the shape is what the test asserts.
  readonly json: any;
}

/** A project folder with a home of its own, and `harmony` to run in it. Disposing ends what is left of its team. */
export class TestProject implements AsyncDisposable {
  readonly folder: string;
  readonly home: string;
  readonly env: Record<string, string>;

  constructor(members: readonly Member[] = [], settings: object = {}) {
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'harmony-e2e-')));
    this.folder = join(root, 'project');
    this.home = join(root, 'home');
    mkdirSync(this.folder);
    mkdirSync(this.home);
    this.env = {
      PATH: process.env.PATH ?? '',
      HOME: this.home,
      XDG_STATE_HOME: join(this.home, 'state'),
      TERM: 'xterm-256color',
      COLORTERM: 'truecolor',
      LANG: 'C.UTF-8',
      SHELL: '/bin/sh',
    };
    if (members.length > 0) this.configure(members, settings);
  }

  configure(members: readonly Member[], settings: object = {}): void {
    for (const role of new Set(members.map((member) => member.role ?? 'worker'))) {
      this.write(`roles/${role}.md`, `---\nname: ${role}\ntier: 2\nclient: command\n---\nWork.\n`);
    }
    const team = members.map(({name, run, role = 'worker', count}) => ({
      name,
      role,
      client: 'command',
      command: ['/bin/sh', '-c', run],
      ...(count === undefined ? {} : {count}),
    }));
    this.write(
      'harmony.config.ts',
      `import {defineConfig} from 'harmonycode';\n\nexport default defineConfig(${JSON.stringify({team, ...settings}, null, 2)});\n`,
    );
  }

  write(path: string, content: string): void {
    mkdirSync(dirname(join(this.folder, path)), {recursive: true});
    writeFileSync(join(this.folder, path), content);
  }

  async run(args: readonly string[], options: Options & {env?: Record<string, string>} = {}): Promise<CommandResult> {
    const {exitCode, stdout, stderr} = await execa(process.execPath, [harmonyProgram, ...args], {
      cwd: this.folder,
      reject: false,
      extendEnv: false,
      stdin: 'ignore',
      ...options,
      env: {...this.env, ...options.env},
    });
    const text = String(stdout);
    return {
      exitCode: exitCode ?? -1,
      stdout: text,
      stderr: String(stderr),
      get json() {
        return JSON.parse(text);
      },
    };
  }

  /** Runs a command that has to succeed. */
  async ok(...args: readonly string[]): Promise<CommandResult> {
    const result = await this.run(args);
    if (result.exitCode !== 0) throw new Error(`harmony ${args.join(' ')}: exit ${result.exitCode}\n${result.stdout}\n${result.stderr}`);
    return result;
  }

  async up(): Promise<void> {
    await this.ok('up', '--no-attach', '--trust');
  }

  async board(): Promise<Board> {
    return (await this.ok('status', '--json')).json;
  }

  async session(name: string): Promise<BoardSession> {
    const found = (await this.board()).sessions.find((session) => session.id === name);
    if (!found) throw new Error(`no session ${name}`);
    return found;
  }

  /** Polls the command line, as a script would. */
  async until<T>(look: () => Promise<T | null | undefined | false>, what: string, limit = 20_000): Promise<T> {
    const giveUp = performance.now() + limit;
    for (;;) {
      const value = await look();
      if (value) return value;
      if (performance.now() > giveUp) throw new Error(`gave up waiting until ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** The environment of a shell that joined (or of a session). */
  async join(name: string, ...more: readonly string[]): Promise<Record<string, string>> {
    return (await this.ok('join', '--name', name, '--json', ...more)).json.environment;
  }

  async supervisorPid(): Promise<number> {
    return (await this.ok('ps', '--json')).json.supervisor.pid;
  }

  async hostPid(): Promise<number> {
    return (await this.ok('ps', '--json')).json.terminalHost.pid;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.run(['down', '--force']);
    rmSync(dirname(this.folder), {recursive: true, force: true});
  }
}

/** Kills exactly this process and returns when it is gone. */
export async function killAndWait(pid: number, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  const startTime = startTimeOf(pid);
  if (startTime === null) return;
  process.kill(pid, signal);
  while (isAlive({pid, startTime})) await new Promise((resolve) => setTimeout(resolve, 20));
}
