import {type Command, type Event, emptyTeam, evolve, outstanding, type Team} from '../../src/core/index.ts';
import {JournalError} from '../../src/journal/journal.ts';
import {type Outcome, TeamStore} from '../../src/journal/team-store.ts';
import type {Wanted} from './commands.ts';
import {Disk, DiskJournal, type Fault, Killed} from './disk.ts';
import {Oracle} from './oracle/oracle.ts';
import {SimulatedTime} from './time.ts';
import {must, Violation} from './violation.ts';

/** A process that has the team's state hot and writes the journal: the supervisor, or another that took its place too early. */
export interface Writer {
  readonly journal: DiskJournal;
  readonly store: TeamStore;
}

/** A command whose answer may have got lost. */
export interface Call {
  readonly command: Command;
}

/** Commands that may be given once more. */
const MOST_REMEMBERED = 200;
/** Events. */
const COMPARED_EACH_TIME = 400;

/** One simulated machine: its time, its disk, its processes, and the oracle that watches them. */
export class Machine {
  readonly time = new SimulatedTime();
  readonly oracle = new Oracle();
  readonly disk: Disk;
  readonly writers: Writer[] = [];
  /** Given, and not yet arrived anywhere. */
  readonly late: Call[] = [];
  readonly past: Call[] = [];
  /** What the record says, folded one event at a time and never through a snapshot. */
  readonly replayed: Team = emptyTeam();
  /** How often each thing happened: a fault that never comes proves nothing. */
  readonly counts = new Map<string, number>();
  /** What team time is counted from in this boot. */
  #boot = {number: 0, at: 0, monotonic: 0};
  /** What a listener or a follower threw where nobody could catch it. */
  #failure: unknown = null;
  #calls = 0;
  #processes = 0;
  #checks = 0;

  constructor(forgetful: boolean) {
    this.disk = new Disk((events) => this.#written(events), forgetful);
  }

  count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  /** `id`: that of another command. */
  wants(wanted: Wanted, id = `command-${++this.#calls}`): Call {
    const call = {command: {id, ...wanted}};
    this.oracle.wanted(call.command);
    this.past.push(call);
    if (this.past.length > MOST_REMEMBERED) this.past.shift();
    return call;
  }

  /** A process begins: it folds the journal from the last snapshot on. */
  open(): Writer {
    const journal = new DiskJournal(this.disk, `process ${++this.#processes}`);
    this.#countFromHere();
    const writer = {journal, store: new TeamStore(journal, this.time.clockOfProcess())};
    this.check(writer);
    this.#nothingIsForgotten(writer.store.team);
    return writer;
  }

  /** Once in a boot. What the wall clock shows later must not matter to any process. */
  #countFromHere(): void {
    if (this.#boot.number === this.time.boots) return;
    const last = this.disk.events[this.disk.committed - 1];
    const off = last ? Math.max(0, this.time.wall() - last.wall) : 0;
    this.#boot = {number: this.time.boots, at: last ? last.at + off : this.time.wall(), monotonic: this.time.monotonic};
  }

  /** What every process has to take for the time. */
  get #teamTime(): number {
    return Math.floor(this.#boot.at + this.time.monotonic - this.#boot.monotonic);
  }

  /** The supervisor, mostly. One is started where none is left. */
  writer(which: number): Writer {
    const known = this.writers[which % Math.max(1, this.writers.length)];
    if (known) return known;
    const opened = this.open();
    this.writers.push(opened);
    return opened;
  }

  /** Commands that reach one process in the same turn. */
  async deliver(writer: Writer, calls: readonly Call[]): Promise<void> {
    const answers = await Promise.allSettled(calls.map(({command}) => writer.store.execute(command)));
    this.raise();
    answers.forEach((answer, index) => {
      const call = calls[index];
      if (call) this.#answered(writer, call, answer);
    });
    if (writer.journal.dead) this.#bury(writer);
  }

  /** A process that lives for one command, as the command line without a supervisor. */
  async once(calls: readonly Call[], fault: Fault | null): Promise<void> {
    const writer = this.open();
    writer.journal.fault = fault;
    const answers = calls.map(({command}) => writer.store.execute(command));
    // Closing commits at once, which is what lets it happen in the middle of another process' append.
    void writer.store.close().catch((error) => this.#fail(error));
    const settled = await Promise.allSettled(answers);
    settled.forEach((answer, index) => {
      const call = calls[index];
      if (call) this.#answered(writer, call, answer);
    });
  }

  /** Every process is gone, and the machine is off for as long. */
  reboot(milliseconds: number): void {
    for (const writer of [...this.writers]) this.kill(writer);
    this.time.reboot(milliseconds);
  }

  kill(writer: Writer): void {
    writer.journal.kill();
    this.#bury(writer);
  }

  async end(writer: Writer): Promise<void> {
    await writer.store.close();
    writer.journal.dead = true;
    this.#bury(writer);
  }

  takeIn(): void {
    for (const follower of this.disk.followers) follower();
  }

  /** The state of a process that has taken in everything, against the oracle and against the record. */
  check({store}: Writer): void {
    must(this.disk.committed >= this.oracle.position, 'no acknowledged command is lost', () => {
      return `${this.oracle.position - this.disk.committed} events are gone`;
    });
    if (store.team.position !== this.oracle.position) return;
    this.oracle.compare(store.team);
    // Writing out two large teams takes longer than all the rest: an old team's are compared less often.
    if (this.#checks++ % (1 + Math.floor(store.team.position / COMPARED_EACH_TIME)) !== 0) return;
    must(JSON.stringify(store.team) === JSON.stringify(this.replayed), 'the state is what the record says', () => {
      const parts = Object.keys(this.replayed) as (keyof Team)[];
      const different = parts.filter((part) => JSON.stringify(store.team[part]) !== JSON.stringify(this.replayed[part]));
      return different.length > 0 ? `its ${different.join(', ')} differ` : 'its parts are in another order';
    });
  }

  /** A supervisor that begins anew finds all that is to be done in the state alone. */
  #nothingIsForgotten(team: Team): void {
    const todo = outstanding(team);
    for (const session of Object.values(team.sessions)) {
      if (session.life !== 'running' || !this.oracle.messages.isUndeliveredTo(session.id)) continue;
      const delivers = todo.some((effect) => effect.type === 'deliver' && effect.session === session.id);
      must(delivers, 'no message is lost', () => `${session.id} has mail that nobody delivers after a restart`);
    }
    const wait = this.oracle.waits.needsSomebody();
    const granted = wait === null || todo.some(({type}) => type === 'claim.grantWaiting');
    must(granted, 'nobody in the line is forgotten', () => `${wait} can have an end that nobody gives it after a restart`);
  }

  #answered(writer: Writer, {command}: Call, answer: PromiseSettledResult<Outcome>): void {
    if (answer.status === 'fulfilled') {
      this.count('answered');
      this.oracle.answered(command, answer.value.verdict, answer.value.events, this.disk);
      return;
    }
    if (answer.reason instanceof Killed || answer.reason instanceof JournalError) {
      this.count('not answered');
      return;
    }
    if (answer.reason instanceof Violation) throw answer.reason;
    throw new Violation('no command fails', `${command.body.type} on ${writer.journal.name}: ${(answer.reason as Error).stack}`);
  }

  #bury(writer: Writer): void {
    const index = this.writers.indexOf(writer);
    if (index >= 0) this.writers.splice(index, 1);
  }

  #written(events: readonly Event[]): void {
    try {
      this.oracle.written(events, this.#teamTime);
    } catch (error) {
      this.#fail(error);
      return;
    }
    for (const event of events) evolve(this.replayed, event);
  }

  /** What went wrong where nobody could catch it. */
  raise(): void {
    if (this.#failure) throw this.#failure;
  }

  #fail(error: unknown): void {
    this.#failure ??= error;
  }
}
