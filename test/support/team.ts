import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';
import type {WaitState} from '../../src/protocol/control.ts';
import {Person} from '../e2e/person.ts';
import {type CommandResult, TestProject} from '../e2e/project.ts';
import {type ClaudeHome, installClaude, makeClaudeHome} from './claude.ts';
import {type Script, ScriptedMessagesApi} from './messages-api/server.ts';

export interface TeamMember {
  readonly prompt?: string;
  readonly permissionMode?: string;
  /** What its model says. */
  readonly turns?: Script['turns'];
}

/** How long a state may take to come on a machine with other things to do. */
const PATIENCE = '60s';

/** A team of real Claude Code sessions in a scratch project, run by the built `harmony`, with models that follow scripts. */
export class ClaudeTeam {
  readonly api: ScriptedMessagesApi;
  readonly project: TestProject;
  readonly #home: ClaudeHome;
  readonly #names: readonly string[];

  private constructor(names: readonly string[], api: ScriptedMessagesApi, project: TestProject, home: ClaudeHome) {
    this.#names = names;
    this.api = api;
    this.project = project;
    this.#home = home;
  }

  static async start(members: Readonly<Record<string, TeamMember>>): Promise<ClaudeTeam> {
    const claude = await installClaude();
    const api = await ScriptedMessagesApi.start();
    const project = new TestProject();
    const home = makeClaudeHome({api: api.url, projects: [project.folder]});
    Object.assign(project.env, home.environment);
    project.write('roles/builder.md', '---\nname: builder\ntier: 2\nclient: claude-code\n---\nBuild what you are asked to build.\n');
    const team = Object.entries(members).map(([name, {turns: _, ...member}]) => ({name, role: 'builder', ...member}));
    const config = {team, clients: {'claude-code': {command: [claude]}}};
    project.write(
      'harmony.config.ts',
      `import {defineConfig} from 'harmonycode';\n\nexport default defineConfig(${JSON.stringify(config, null, 2)});\n`,
    );
    for (const [session, {turns = []}] of Object.entries(members)) api.script({session, turns});
    const started = new ClaudeTeam(Object.keys(members), api, project, home);
    // Also after a test that ran out of time and will never get to its end.
    onTestFinished(async ({task}) => {
      if (task.result?.state === 'fail') await started.#explain();
      await started.#end();
    });
    await project.up();
    return started;
  }

  run(...args: readonly string[]): Promise<CommandResult> {
    return this.project.run(args);
  }

  /** Waits until the session is in the state. */
  async reaches(session: string, state: WaitState): Promise<void> {
    await this.project.ok('wait', session, '--until', state, '--timeout', PATIENCE);
  }

  /** Waits until the session's screen shows the words. */
  async shows(session: string, words: string): Promise<void> {
    const look = async () => (await this.project.ok('screen', session)).stdout.includes(words);
    await this.project.until(look, `${session} shows "${words}"`);
  }

  /** A person at a terminal who looks at the team. */
  attach(): Person {
    return new Person(this.project, ['attach']);
  }

  /** Processes of this machine that belong to the team, by what only they have in their environment or arguments. */
  processes(): string[] {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => {
        try {
          const [environment, command] = ['environ', 'cmdline'].map((file) => readFileSync(join('/proc', pid, file), 'utf8'));
          const belongs = environment?.includes(this.project.folder) || command?.includes(this.project.folder);
          return belongs ? [`${pid} ${command?.replaceAll('\0', ' ')}`] : [];
        } catch {
          // It ended meanwhile.
          return [];
        }
      });
  }

  /** What a failed test would want to know. */
  async #explain(): Promise<void> {
    const {stdout} = await this.run('status', '--json');
    const screens = await Promise.all(this.#names.map(async (name) => `--- ${name}\n${(await this.run('screen', name)).stdout}`));
    const log = readFileSync(join(this.project.folder, '.harmony/run/supervisor.log'), 'utf8');
    console.error(log, stdout, screens.join('\n'), this.api.failures);
  }

  async #end(): Promise<void> {
    await this.project[Symbol.asyncDispose]();
    await this.api[Symbol.asyncDispose]();
    this.#home[Symbol.dispose]();
  }
}
