import {execFile} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import process from 'node:process';
import {setTimeout as pause} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {ProcessLock} from '../../src/platform/process-lock.ts';

/** The version that the stories are proven with; another one by `CLAUDE_VERSION=2.1.197 npm run test:claude`. */
export const CLAUDE_VERSION = process.env.CLAUDE_VERSION ?? '2.1.329';

const cache = fileURLToPath(new URL('../../.cache/claude-code', import.meta.url));

const isMusl = (): boolean => {
  const {header} = process.report.getReport() as {header: {glibcVersionRuntime?: string}};
  return process.platform === 'linux' && !header.glibcVersionRuntime;
};

/**
 * Path of the pinned client, downloaded once into the cache. Only the package of this platform: it holds the program itself, where the
 * main package would fetch it by an install script.
 */
export async function installClaude(version = CLAUDE_VERSION): Promise<string> {
  const name = `claude-code-${process.platform}-${process.arch}${isMusl() ? '-musl' : ''}`;
  const folder = join(cache, version);
  const file = join(folder, 'node_modules', '@anthropic-ai', name, process.platform === 'win32' ? 'claude.exe' : 'claude');
  if (existsSync(file)) return file;
  mkdirSync(cache, {recursive: true});
  using _lock = await takeLock(join(cache, 'install.lock'));
  if (existsSync(file)) return file;
  const temporary = mkdtempSync(join(cache, 'install-'));
  try {
    writeFileSync(join(temporary, 'package.json'), '{"private": true}');
    const install = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', `@anthropic-ai/${name}@${version}`];
    await promisify(execFile)('npm', install, {cwd: temporary, timeout: 300_000});
    rmSync(folder, {recursive: true, force: true});
    renameSync(temporary, folder);
  } catch (cause) {
    rmSync(temporary, {recursive: true, force: true});
    throw new Error(
      `Claude Code ${version} could not be installed into ${dirname(folder)}. These tests run against the real client and need the npm registry once: check the network (npm ping), then run them again.`,
      {cause},
    );
  }
  return file;
}

async function takeLock(file: string): Promise<Disposable> {
  for (;;) {
    const lock = ProcessLock.take(file);
    if (lock) return lock;
    // Another test process downloads; the kernel's lock tells only those who ask.
    await pause(200);
  }
}

export interface ClaudeHome extends Disposable {
  readonly folder: string;
  /** The whole environment for the client: nothing of the user's own. */
  readonly environment: Readonly<Record<string, string>>;
}

/** A home folder of a user who has been through the first-run dialogs and trusts the projects, with the API at `api`. */
export function makeClaudeHome({api, projects}: {api: string; projects: readonly string[]}): ClaudeHome {
  const folder = mkdtempSync(join(tmpdir(), 'harmony-home-'));
  const config = join(folder, '.claude');
  mkdirSync(config);
  mkdirSync(join(folder, 'tmp'));
  const trusted = Object.fromEntries(
    projects.map((project) => [project, {hasTrustDialogAccepted: true, hasCompletedProjectOnboarding: true}]),
  );
  writeFileSync(join(config, '.claude.json'), JSON.stringify({hasCompletedOnboarding: true, theme: 'dark', projects: trusted}));
  return {
    folder,
    environment: {
      HOME: folder,
      // The client leaves sockets and folders behind.
      TMPDIR: join(folder, 'tmp'),
      CLAUDE_CONFIG_DIR: config,
      PATH: process.env.PATH ?? '',
      LANG: 'C.UTF-8',
      TERM: 'xterm-256color',
      ANTHROPIC_BASE_URL: api,
      ANTHROPIC_AUTH_TOKEN: 'scripted',
      DISABLE_TELEMETRY: '1',
      DISABLE_ERROR_REPORTING: '1',
      DISABLE_AUTOUPDATER: '1',
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    },
    [Symbol.dispose]: () => rmSync(folder, {recursive: true, force: true, maxRetries: 5}),
  };
}
