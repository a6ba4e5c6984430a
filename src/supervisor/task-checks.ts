import {cleanEnvironment} from '../agents/environment.ts';
import {type CommandBody, checkToRun, type TaskId, type Team, type Verdict} from '../core/index.ts';
import {CheckRun} from './check-run.ts';

interface TaskCheckHost {
  readonly project: string;
  readonly team: Team;
  execute(body: CommandBody): Promise<Verdict>;
}

/** Runs the acceptance checks of tasks that say they are done: a session cannot mark its own work. */
export class TaskChecks implements Disposable {
  readonly #host: TaskCheckHost;
  readonly #running = new Map<TaskId, CheckRun>();

  constructor(host: TaskCheckHost) {
    this.#host = host;
  }

  async run(id: TaskId): Promise<void> {
    const task = this.#host.team.tasks[id];
    const command = task ? checkToRun(this.#host.team, task) : null;
    if (!task || command === null || this.#running.has(id)) return;
    using run = new CheckRun(command, this.#host.project, cleanEnvironment(process.env));
    this.#running.set(id, run);
    const checked = await run.result;
    // One that was ended says nothing about the work.
    if (this.#running.get(id) !== run) return;
    this.#running.delete(id);
    await this.#host.execute({type: 'task.finish', task: id, outcome: 'done', summary: task.checking?.summary ?? '', checked});
  }

  /** Ends the checks of tasks that do not wait for one any more: cancelled, or with another owner. */
  endUnneeded(): void {
    for (const [id, run] of this.#running) if (!this.#host.team.tasks[id]?.checking) this.#end(id, run);
  }

  [Symbol.dispose](): void {
    for (const [id, run] of this.#running) this.#end(id, run);
  }

  #end(id: TaskId, run: CheckRun): void {
    this.#running.delete(id);
    run[Symbol.dispose]();
  }
}
