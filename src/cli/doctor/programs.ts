import {execFile} from 'node:child_process';
import process from 'node:process';
import {promisify} from 'node:util';
import type {ResolvedConfig} from '../../config/team-config.ts';
import {installed} from '../../installation.ts';
import {agentClients} from '../clients.ts';
import {type Check, fail, ok, warn} from './check.ts';

const run = promisify(execFile);
/** A program that does not tell its version within this time is not in order. Milliseconds. */
const LONGEST = 10_000;

/** Node, git, npm, the pseudo-terminals, the agent clients, these as the configuration names them. */
export async function checkPrograms(
  environment: Readonly<Record<string, string | undefined>>,
  clients: ResolvedConfig['clients'],
): Promise<Check[]> {
  return Promise.all([
    Promise.resolve(ok('node', `${process.versions.node} (SQLite ${process.versions.sqlite ?? '?'})`)),
    checkVersion('git', 'Install git: what sessions change cannot be told apart without it.'),
    checkVersion('npm', 'Install npm (it comes with Node) if the project needs it.'),
    checkPseudoTerminals(),
    ...agentClients.map(async ({id, detect}) => {
      const found = await detect({...environment, ...clients[id]?.env}, clients[id] ?? {});
      if (!found.found) return warn(id, found.reason, found.remedy);
      const detail = [found.version, found.file].filter(Boolean).join(', ');
      return found.warnings.length === 0 ? ok(id, detail) : warn(id, detail, found.warnings.join(' '));
    }),
  ]);
}

async function checkVersion(program: string, remedy: string): Promise<Check> {
  try {
    const {stdout} = await run(program, ['--version'], {timeout: LONGEST});
    return ok(program, stdout.trim().split('\n')[0] ?? '');
  } catch {
    return warn(program, 'not found, or it does not answer', remedy);
  }
}

/** In a process of its own: a native module that does not fit this Node ends the process that loads it. */
async function checkPseudoTerminals(): Promise<Check> {
  const script =
    "const {spawn} = await import('node-pty'); spawn('/bin/sh', ['-c', 'exit 0'], {}).onExit(({exitCode}) => process.exit(exitCode));";
  try {
    await run(process.execPath, ['--input-type=module', '--eval', script], {cwd: installed('.'), timeout: LONGEST});
    return ok('pseudo-terminals', 'a program can be started in one');
  } catch (error) {
    const reason =
      error instanceof Error ? (error.message.split('\n').find((line) => line.startsWith('Error')) ?? 'it did not start') : String(error);
    return fail(
      'pseudo-terminals',
      reason,
      'Reinstall Harmony on this machine; where there is no prebuilt binary, it needs python3, make and a C++ compiler.',
    );
  }
}
