import {fileURLToPath} from 'node:url';
import {execa, type Options} from 'execa';

export const harmonyProgram = fileURLToPath(new URL('../../bin/harmony.js', import.meta.url));

export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  // biome-ignore lint/suspicious/noExplicitAny: the shape is what the test asserts.
  readonly json: any;
}

/** Nothing of the user's own: no home, no session. */
export const environmentOf = (home: string): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  HOME: home,
  TERM: 'xterm-256color',
  LANG: 'C.UTF-8',
});

/** Runs the real program in a folder. */
export async function harmony(
  folder: string,
  args: readonly string[],
  {env = {}, input}: {env?: Record<string, string>; input?: string | Uint8Array} = {},
): Promise<Ended> {
  const options: Options = {
    cwd: folder,
    reject: false,
    extendEnv: false,
    env: {...environmentOf(folder), ...env},
    stripFinalNewline: false,
  };
  const {exitCode, stdout, stderr} = await execa(process.execPath, [harmonyProgram, ...args], {
    ...options,
    ...(input === undefined ? {stdin: 'ignore'} : {input}),
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
