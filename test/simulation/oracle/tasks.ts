import type {Event, Task, Team} from '../../../src/core/index.ts';
import {must} from '../violation.ts';

interface Known {
  owner: string | null;
  state: Task['state'];
}

/** Every task and whose it is, by events alone. */
export class TaskOracle {
  readonly #tasks = new Map<string, Known>();
  readonly #unfinished = new Set<string>();

  wasCreated(id: string): boolean {
    return this.#tasks.has(id);
  }

  take({body, actor}: Event): void {
    switch (body.type) {
      case 'task.created': {
        const {id, owner, state} = body.task;
        must(!this.#tasks.has(id), 'an id is given once', () => id);
        must((owner === null) === (state === 'open'), 'a task has one owner', () => `${id} is ${state} with ${owner}`);
        this.#tasks.set(id, {owner, state});
        this.#unfinished.add(id);
        break;
      }
      case 'task.assigned': {
        const task = this.#known(body.task);
        must(body.owner === null || task.owner === null || task.owner === body.owner, 'a task has one owner', () => {
          return `${body.task} of ${task.owner} was given to ${body.owner}`;
        });
        task.owner = body.owner;
        task.state = body.owner === null ? 'open' : 'assigned';
        this.#unfinished.add(body.task);
        break;
      }
      case 'task.accepted':
        this.#unfinishedOf(body.task, actor).state = 'accepted';
        break;
      case 'task.finishRequested':
        this.#unfinishedOf(body.task, actor);
        break;
      case 'task.finished': {
        const task = this.#known(body.task);
        must(task.state !== 'done' && task.state !== 'failed', 'a task ends once', () => `${body.task} was ${task.state} already`);
        const above = actor === 'human' || actor === 'harmony';
        must(above || actor === task.owner, 'a task has one owner', () => `${actor} finished ${body.task} of ${task.owner}`);
        task.state = body.outcome;
        this.#unfinished.delete(body.task);
        break;
      }
    }
  }

  compare(team: Team): void {
    for (const id of this.#unfinished) must(id in team.tasks, 'no task is lost', () => id);
    for (const {id, owner, state} of Object.values(team.tasks)) {
      const known = this.#known(id);
      const same = known.state === state && (known.owner === owner || state === 'done' || state === 'failed');
      must(
        same,
        'the state has every task',
        () => `${id} is ${state} with ${owner}, and the record says ${known.state} with ${known.owner}`,
      );
    }
  }

  #unfinishedOf(id: string, actor: string): Known {
    const task = this.#known(id);
    must(task.owner === actor && task.state !== 'done' && task.state !== 'failed', 'a task has one owner', () => {
      return `${actor} works on ${id}, which is ${task.state} with ${task.owner}`;
    });
    return task;
  }

  #known(id: string): Known {
    const task = this.#tasks.get(id);
    must(task !== undefined, 'only what was created is worked on', () => id);
    return task;
  }
}
