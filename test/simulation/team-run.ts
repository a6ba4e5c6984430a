import {BEGINNING} from './commands.ts';
import {Machine} from './machine.ts';
import {makeMove} from './moves.ts';
import {Random} from './random.ts';
import {Violation} from './violation.ts';

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
  } catch (error) {
    onStep?.(`step ${at} breaks it`);
    const invariant = error instanceof Violation ? error.invariant : 'nothing throws';
    failure = {step: at, invariant, message: error instanceof Violation ? error.message : `${(error as Error).stack}`};
  }
  return {digest: machine.oracle.digest, events: machine.oracle.position, counts: machine.counts, failure};
}

function describe(machine: Machine, before: number): string {
  const events = machine.disk.events.slice(before, machine.disk.committed);
  return events.map(({position, actor, body}) => `\n    ${position} ${actor}: ${JSON.stringify(body)}`).join('');
}
