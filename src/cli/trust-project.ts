import {isTrusted, trustProject} from '../config/trust.ts';
import {askYesNo} from './ask.ts';
import type {Context} from './context.ts';
import {CommandError} from './errors.ts';
import {EXIT} from './exit-codes.ts';

/** Makes sure that a person trusts this folder before its configuration is run. Throws when nobody does. */
export async function requireTrust(context: Context, trust: boolean): Promise<void> {
  const {project, environment} = context;
  if (isTrusted(project, environment)) return;
  if (trust || (context.interactive && (await isAgreed(project)))) {
    trustProject(project, environment);
    return;
  }
  throw new CommandError({
    code: 'needs-person',
    message: `${project} is not trusted: its configuration is a program, and so are the commands in it.`,
    remedy: 'Look at harmony.config.ts and roles/, then: harmony up --trust',
    exitCode: EXIT.needsPerson,
  });
}

const isAgreed = (project: string): Promise<boolean> =>
  askYesNo(
    `${project} is new to Harmony.\nIts harmony.config.ts is a program that is run, and its sessions work in this folder. Do you trust it?`,
    false,
  );
