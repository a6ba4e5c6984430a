import {BEGINNING} from './commands.ts';
import {Machine} from './machine.ts';
import {makeMove} from './moves.ts';
import {Random} from './random.ts';
import {must, Violation} from './violation.ts';

/** Ten minutes would do for a wait; but the time of a process stands still until it is as late as what others wrote after the clock was set. */
const MONTH = 30 * 86_400_000;
/** Each gives one wait its end; sessions of a simulation have fewer. */
const MOST_TURNS = 100;

export interface TeamRun {
  readonly seed: number;
  /** Which of the seed's teams. */
  readonly team: number;
  /** The steps to make, by their numbers: each has dice of its own. */
  readonly steps: readonly number[];
  /** A disk that says that it has written before it has. */
  readonly forgetfulDisk?: boolean;
  /** Told of every step before it is made. */
  readonly onStep?: (line: string) => void;
}

export interface TeamResult {
  /** Of all events in their order. */
  readonly digest: number;
  readonly events: number;
  readonly counts: ReadonlyMap<string, number>;
  readonly failure: {readonly step: number; readonly invariant: string; readonly message: string} | null;
}

/** The life of one team, from its configuration through everything that happens to it. */
export async function runTeam({seed, team, steps, forgetfulDisk = false, onStep}: TeamRun): Promise<TeamResult> {
  const machine = new Machine(forgetfulDisk);
  let at = 0;
  let failure: TeamResult['failure'] = null;
  try {
    await machine.deliver(
      machine.writer(0),
      BEGINNING.map((wanted) => machine.wants(wanted)),
    );
    for (const step of steps) {
      at = step;
      const before = machine.oracle.position;
      const move = await makeMove(machine, new Random(seed, team, step));
      onStep?.(`step ${step}: ${move}${describe(machine, before)}`);
    }
    for (const writer of machine.writers) {
      writer.store.now();
      machine.takeIn();
      machine.check(writer);
    }
    machine.check(machine.open());
    await nobodyWaitsForEver(machine);
  } catch (error) {
    onStep?.(`step ${at} breaks it`);
    const invariant = error instanceof Violation ? error.invariant : 'nothing throws';
    failure = {step: at, invariant, message: error instanceof Violation ? error.message : `${(error as Error).stack}`};
  }
  return {digest: machine.oracle.digest, events: machine.oracle.position, counts: machine.counts, failure};
}

/** When nobody does anything any more but the supervisor, everybody in the line comes to their turn or to the end of their time. */
async function nobodyWaitsForEver(machine: Machine): Promise<void> {
  for (const passes of [0, MONTH]) {
    machine.time.pass(passes);
    for (let turn = 0; turn < MOST_TURNS && (turn === 0 || machine.oracle.waits.needsSomebody() !== null); turn++) {
      const calls = (['time.pass', 'claim.grantWaiting'] as const).map((type) =>
        machine.wants({actor: {kind: 'supervisor'}, body: {type}}),
      );
      await machine.deliver(machine.writer(0), calls);
    }
    const waits = machine.oracle.waits.needsSomebody();
    must(waits === null, 'whose turn has come is granted', () => `${waits} after ${MOST_TURNS} tries`);
  }
  must(machine.oracle.waits.size === 0, 'no wait is without end', () => `${machine.oracle.waits.size} are left`);
}

function describe(machine: Machine, before: number): string {
  const events = machine.disk.events.slice(before, machine.disk.committed);
  return events.map(({position, actor, body}) => `\n    ${position} ${actor}: ${JSON.stringify(body)}`).join('');
}
