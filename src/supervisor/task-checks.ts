import {cleanEnvironment} from '../agents/environment.ts';
import type {CommandBody, TaskId, Team, Verdict} from '../core/index.ts';
import {runAcceptance} from './acceptance.ts';

interface TaskCheckHost {
  readonly project: string;
  readonly team: Team;
  execute(body: CommandBody): Promise<Verdict>;
}

/** Runs the acceptance checks of tasks that say they are done: a session cannot mark its own work. */
export class TaskChecks implements Disposable {
  readonly #host: TaskCheckHost;
  readonly #running = new Map<TaskId, AbortController>();

  constructor(host: TaskCheckHost) {
    this.#host = host;
  }

  async run(id: TaskId): Promise<void> {
    const task = this.#host.team.tasks[id];
    if (!task?.acceptance || this.#running.has(id)) return;
    const abort = new AbortController();
    this.#running.set(id, abort);
    try {
      const checked = await runAcceptance(task.acceptance, this.#host.project, cleanEnvironment(process.env), abort.signal);
      if (abort.signal.aborted) return;
      await this.#host.execute({type: 'task.finish', task: id, outcome: 'done', summary: task.checking?.summary ?? '', checked});
    } finally {
      this.#running.delete(id);
    }
  }

  [Symbol.dispose](): void {
    for (const abort of this.#running.values()) abort.abort();
  }
}
