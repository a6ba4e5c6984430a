import process from 'node:process';
import {createInterface} from 'node:readline/promises';
import {CommandError} from './errors.ts';
import {EXIT} from './exit-codes.ts';

/** Asks the person at the terminal. Only for commands that are interactive (`Context.interactive`). */
export async function ask(question: string): Promise<string> {
  using lines = createInterface({input: process.stdin, output: process.stdout});
  const left = new Promise<never>((_, reject) => {
    // Ctrl-C and Ctrl-D: nothing was answered.
    lines.once('close', () => reject(interrupted()));
  });
  return (await Promise.race([lines.question(question), left])).trim();
}

/** `yes` is what Enter alone means. */
export async function askYesNo(question: string, yes: boolean): Promise<boolean> {
  const answer = await ask(`${question} ${yes ? '[Y/n]' : '[y/N]'} `);
  return answer === '' ? yes : /^y(es)?$/i.test(answer);
}

const interrupted = (): CommandError =>
  new CommandError({code: 'interrupted', message: 'Interrupted.', remedy: '', exitCode: EXIT.interrupted});
