import {accessSync, constants, statSync} from 'node:fs';
import process from 'node:process';

/** Throws with the reason when the program cannot be started there: a pty by itself would only say "exit 1". */
export function requireProgram(file: string, cwd: string): void {
  const program = statSync(file, {throwIfNoEntry: false});
  if (!program) throw new Error(`The program ${file} is not there. Install it, or correct its path.`);
  if (!program.isFile()) throw new Error(`${file} is not a program.`);
  try {
    accessSync(file, constants.X_OK);
  } catch (cause) {
    throw new Error(`The program ${file} is not executable. Allow it: chmod +x ${file}`, {cause});
  }
  if (!statSync(cwd, {throwIfNoEntry: false})?.isDirectory()) throw new Error(`The working folder ${cwd} does not exist.`);
}

let usesMusl: boolean | null = null;

/** On musl node-pty's binary loads, and then crashes the whole process at the first start of a program. */
export function refuseMusl(): void {
  usesMusl ??= process.platform === 'linux' && !reportedGlibc();
  if (usesMusl) {
    throw new Error('This Linux uses musl, for which node-pty has no working binary. Use a distribution with glibc.');
  }
}

function reportedGlibc(): string | undefined {
  // Otherwise the report looks up the names of network peers, which takes seconds.
  Object.assign(process.report, {excludeNetwork: true});
  return (process.report.getReport() as {header: {glibcVersionRuntime?: string}}).header.glibcVersionRuntime;
}
