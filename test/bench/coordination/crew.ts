import {type ChildProcess, fork} from 'node:child_process';
import {fileURLToPath} from 'node:url';

/** How long a member may take, also on a busy machine. Milliseconds. */
const PATIENCE = 180_000;

/** Several processes of one program that begin their work at the same moment. */
export class Crew<Result> implements Disposable {
  readonly #members: readonly ChildProcess[];

  private constructor(members: readonly ChildProcess[]) {
    this.#members = members;
  }

  /** Returns when every one of them is ready. `program` lies in `programs/`. */
  static async start<Result>(program: string, jobs: readonly object[]): Promise<Crew<Result>> {
    const file = fileURLToPath(new URL(`programs/${program}`, import.meta.url));
    const crew = new Crew<Result>(jobs.map((job) => fork(file, [JSON.stringify(job)])));
    try {
      await crew.#answers();
      return crew;
    } catch (error) {
      crew[Symbol.dispose]();
      throw error;
    }
  }

  /** What they have to say when all are done, in the order of the jobs. */
  async work(): Promise<Result[]> {
    const answers = this.#answers();
    for (const member of this.#members) member.send('go');
    return (await answers) as Result[];
  }

  [Symbol.dispose](): void {
    for (const member of this.#members) member.kill('SIGKILL');
  }

  /** The next message of each. */
  #answers(): Promise<unknown[]> {
    return Promise.all(
      this.#members.map(
        (member) =>
          new Promise((resolve, reject) => {
            const late = setTimeout(() => reject(new Error(`A process said nothing for ${PATIENCE} ms.`)), PATIENCE);
            const ended = (code: number | null): void => {
              clearTimeout(late);
              reject(new Error(`A process ended with ${code} before it was done.`));
            };
            member.once('exit', ended);
            member.once('message', (message) => {
              clearTimeout(late);
              member.off('exit', ended);
              resolve(message);
            });
          }),
      ),
    );
  }
}
