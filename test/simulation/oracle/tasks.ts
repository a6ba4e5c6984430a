import type {Event, Task, Team} from '../../../src/core/index.ts';
import {must} from '../violation.ts';
import type {AttentionOracle} from './attention.ts';
import type {PhaseOracle} from './phases.ts';
import type {SessionOracle} from './sessions.ts';

type Known = {
  -readonly [K in 'id' | 'owner' | 'state' | 'attempts' | 'after' | 'phase' | 'acceptance' | 'reviewBy' | 'reviewer' | 'from']: Task[K];
} & {checking: boolean};

const isOver = ({state}: Known): boolean => state === 'done' || state === 'failed' || state === 'cancelled';
const isOwned = ({state}: Known): boolean => state === 'assigned' || state === 'accepted';

/** Every task, whose it is and what it waits for, by events alone. */
export class TaskOracle {
  readonly #sessions: SessionOracle;
  readonly #phases: PhaseOracle;
  readonly #attention: AttentionOracle;
  readonly #tasks = new Map<string, Known>();
  readonly #unfinished = new Set<string>();
  #most = Number.POSITIVE_INFINITY;

  constructor(sessions: SessionOracle, phases: PhaseOracle, attention: AttentionOracle) {
    this.#sessions = sessions;
    this.#phases = phases;
    this.#attention = attention;
  }

  giverOf(id: string): string | undefined {
    return this.#tasks.get(id)?.from;
  }

  /** `events`: all of the command. */
  take({body, actor}: Event, events: readonly Event[]): void {
    switch (body.type) {
      case 'team.configured':
        this.#most = body.policy.taskAttempts;
        break;
      case 'task.created':
        this.#create(body.task);
        break;
      case 'task.assigned': {
        const task = this.#known(body.task);
        if (body.owner === null) this.#lose(task, events);
        else this.#give(task, body.owner);
        break;
      }
      case 'task.accepted': {
        const task = this.#ownedBy(body.task, actor);
        must(task.state === 'assigned', 'a task is accepted once', () => `${task.id} was ${task.state}`);
        task.state = 'accepted';
        break;
      }
      case 'task.changed':
        Object.assign(this.#known(body.task), body.changes);
        must(!this.#waitsForItself(body.task), 'no task waits for itself', () => body.task);
        break;
      case 'task.finishRequested':
        this.#ownedBy(body.task, actor).checking = true;
        break;
      case 'task.checkFailed': {
        const task = this.#known(body.task);
        must(task.checking && isOwned(task), 'only what is checked fails its check', () => task.id);
        task.checking = false;
        break;
      }
      case 'task.reviewRequested': {
        const task = this.#known(body.task);
        if (task.state !== 'review') this.#hasPassed(task, actor);
        const apart = task.owner !== null && body.reviewer !== task.owner;
        must(apart, 'nobody reviews their own work', () => `${task.id} of ${task.owner} by ${body.reviewer}`);
        Object.assign(task, {state: 'review', reviewer: body.reviewer, checking: false});
        break;
      }
      case 'task.rejected': {
        const task = this.#known(body.task);
        must(this.#mayReview(task, actor), 'nobody reviews their own work', () => `${task.id} of ${task.owner} by ${actor}`);
        Object.assign(task, {state: 'accepted', reviewer: null});
        break;
      }
      case 'task.cancelled': {
        const task = this.#known(body.task);
        const open = task.state !== 'done' && task.state !== 'cancelled';
        must(open, 'a task ends once', () => `${task.id} was ${task.state} already`);
        must(
          actor === 'human' || actor === 'harmony' || actor === task.from,
          'only who gave a task cancels it',
          () => `${task.id} by ${actor}`,
        );
        this.#end(task, 'cancelled');
        break;
      }
      case 'task.finished':
        this.#finish(this.#known(body.task), body.outcome, actor);
        break;
    }
  }

  compare(team: Team): void {
    for (const id of this.#unfinished) {
      must(id in team.tasks, 'no task is lost', () => id);
      const task = this.#known(id);
      if (!isOwned(task) || task.owner === null) continue;
      const there = this.#sessions.isMember(task.owner) && !this.#sessions.hasGivenUp(task.owner);
      must(there, 'no task stays with one who is gone', () => `${id} of ${task.owner}`);
    }
    for (const {id, owner, state, attempts, reviewer} of Object.values(team.tasks)) {
      const known = this.#known(id);
      const same = known.state === state && known.attempts === attempts && known.reviewer === reviewer;
      must(same && (known.owner === owner || isOver(known)), 'the state has every task', () => {
        return `${id} is ${state} with ${owner}, and the record says ${known.state} with ${known.owner}`;
      });
    }
    for (const key of this.#attention.openKeys()) {
      if (!key.startsWith('task:')) continue;
      must(this.#known(key.slice(5)).state === 'failed', 'a person is asked about what failed alone', () => key);
    }
  }

  #create(task: Task): void {
    const {id, owner, state, attempts, after, phase, acceptance, reviewBy, reviewer, from} = task;
    must(!this.#tasks.has(id), 'an id is given once', () => id);
    const known = {
      id,
      owner: null,
      state: 'open',
      attempts: 0,
      after,
      phase,
      acceptance,
      reviewBy,
      reviewer,
      from,
      checking: false,
    } as const;
    this.#tasks.set(id, {...known});
    this.#unfinished.add(id);
    must((owner === null) === (state === 'open'), 'a task has one owner', () => `${id} is ${state} with ${owner}`);
    if (owner !== null) this.#give(this.#known(id), owner);
    must(this.#known(id).attempts === attempts, 'attempts are counted', () => `${id}: ${attempts}`);
  }

  #give(task: Known, owner: string): void {
    const free = task.state === 'open' && task.owner === null;
    must(free, 'a task has one owner', () => `${task.id}, ${task.state} with ${task.owner}, was given to ${owner}`);
    const before = task.after.filter((id) => !['done', 'cancelled'].includes(this.#known(id).state));
    must(before.length === 0, 'no task is given before those it waits for', () => `${task.id} before ${before}`);
    must(this.#phases.isReached(task.phase), 'no task is given before its phase', () => `${task.id} of ${task.phase}`);
    must(this.#sessions.isMember(owner) && !this.#sessions.hasGivenUp(owner), 'a task is given to one who is there', () => owner);
    Object.assign(task, {owner, state: 'assigned', attempts: task.attempts + 1});
  }

  #lose(task: Known, events: readonly Event[]): void {
    const again = task.state === 'failed';
    must(again || isOwned(task), 'only what somebody has is lost', () => `${task.id} was ${task.state}`);
    // A person's stop is no failure of the task's, and a person may want another attempt.
    const willing = events.some(({body}) => (body.type === 'session.exited' && body.expected) || body.type === 'session.removed');
    must(again || willing || task.attempts < this.#most, 'attempts are bounded', () => `${task.id} after ${task.attempts}`);
    Object.assign(task, {owner: null, state: 'open', reviewer: null, checking: false});
    this.#unfinished.add(task.id);
  }

  #finish(task: Known, outcome: 'done' | 'failed', actor: string): void {
    must(!isOver(task), 'a task ends once', () => `${task.id} was ${task.state} already`);
    const above = actor === 'human' || actor === 'harmony';
    const reviewed = task.state === 'review' && this.#mayReview(task, actor);
    const rejected = outcome === 'failed' && this.#mayReview(task, actor);
    must(
      above || reviewed || rejected || actor === task.owner,
      'a task has one owner',
      () => `${actor} finished ${task.id} of ${task.owner}`,
    );
    if (outcome === 'done' && actor !== 'human') {
      if (task.reviewBy !== null || task.state === 'review')
        must(reviewed, 'what has to be reviewed is not done before', () => `${task.id} by ${actor}`);
      else this.#hasPassed(task, actor);
    }
    this.#end(task, outcome);
  }

  #end(task: Known, state: 'done' | 'failed' | 'cancelled'): void {
    Object.assign(task, {state, reviewer: null, checking: false});
    this.#unfinished.delete(task.id);
  }

  /** Its owner is done, and its check has passed, if it has one. */
  #hasPassed(task: Known, actor: string): void {
    must(isOwned(task), 'only its owner is done with a task', () => `${task.id} was ${task.state}`);
    const passed = task.acceptance === null ? actor === task.owner : task.checking && actor === 'harmony';
    must(passed || (task.checking && actor === 'harmony'), 'done means that its check has passed', () => `${task.id} by ${actor}`);
  }

  #mayReview(task: Known, actor: string): boolean {
    return actor === 'human' || actor === 'harmony' || (actor !== task.owner && this.#sessions.roleOf(actor) === task.reviewBy);
  }

  #waitsForItself(id: string): boolean {
    const seen = new Set<string>();
    const next = [...this.#known(id).after];
    for (let one = next.pop(); one !== undefined; one = next.pop()) {
      if (one === id) return true;
      if (seen.has(one)) continue;
      seen.add(one);
      next.push(...this.#known(one).after);
    }
    return false;
  }

  #ownedBy(id: string, actor: string): Known {
    const task = this.#known(id);
    must(task.owner === actor && isOwned(task), 'a task has one owner', () => {
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
