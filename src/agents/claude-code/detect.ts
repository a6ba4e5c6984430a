import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import type {ClientSettings, Detection} from '../adapter.ts';
import {findProgram} from '../find-program.ts';
import {parseVersion, versionWarnings} from './versions.ts';

/** A native program of 380 MB: the first start on a cold disk takes seconds. */
const VERSION_TIMEOUT = 30_000;

/** `clients.claude-code.command` of the configuration, or `claude` on the PATH. */
export async function detectClaude(
  environment: Readonly<Record<string, string | undefined>>,
  settings: ClientSettings,
): Promise<Detection> {
  const [program = 'claude', ...args] = settings.command ?? [];
  const file = findProgram(program, environment.PATH);
  if (!file) {
    return {
      found: false,
      reason: `Claude Code ("${program}") is not there.`,
      remedy: "Install it (npm install -g @anthropic-ai/claude-code), or set clients: {'claude-code': {command: ['/path/to/claude']}}.",
    };
  }
  try {
    const env = {...environment, ...settings.env};
    const {stdout} = await promisify(execFile)(file, [...args, '--version'], {env, timeout: VERSION_TIMEOUT});
    const version = parseVersion(stdout);
    return {found: true, file, version, warnings: versionWarnings(version)};
  } catch (error) {
    return {
      found: false,
      reason: `${file} --version failed: ${error instanceof Error ? error.message.split('\n')[0] : error}`,
      remedy: `Run ${file} --version in a shell and repair what it says.`,
    };
  }
}
