import {type Wanted, wantSomething} from './commands.ts';
import type {Fault} from './disk.ts';
import type {Call, Machine} from './machine.ts';
import {type Random, totalWeight} from './random.ts';

interface Move {
  readonly name: string;
  readonly weight: number;
  readonly make: (machine: Machine, random: Random) => Promise<void> | void;
}

const FAULTS = ['killed before', 'torn', 'killed after', 'full', 'io', 'overtaken'] as const;
const MOST_LATE = 30;
const HOUR = 3_600_000;

const actorOf = ({actor}: Wanted): string => (actor.kind === 'session' ? actor.session : actor.kind);

const newCall = (machine: Machine, random: Random): Call => machine.wants(wantSomething(random, machine.replayed));

/** One of the past, given again with its id: its answer came, or got lost, or it has not even arrived yet. */
const again = (machine: Machine, random: Random): Call => random.pickOf(machine.past) ?? newCall(machine, random);

function several(machine: Machine, random: Random): Call[] {
  const calls = Array.from({length: 2 + random.below(5)}, () => newCall(machine, random));
  if (random.chance(0.4)) calls.push(random.chance(0.5) ? again(machine, random) : (calls[0] as Call));
  return calls;
}

/** The next append of the process goes wrong. */
async function deliverWith(fault: Fault, machine: Machine, random: Random): Promise<void> {
  machine.count(fault);
  const writer = machine.writer(random.below(2));
  const calls = random.chance(0.5) ? [newCall(machine, random)] : several(machine, random);
  const rivals: Promise<void>[] = [];
  writer.journal.fault = fault;
  writer.journal.overtake = () => rivals.push(machine.once([random.chance(0.2) ? (calls[0] as Call) : newCall(machine, random)], null));
  await machine.deliver(writer, calls);
  writer.journal.fault = null;
  await Promise.all(rivals);
  // Whoever lost an answer asks again, mostly: now, at whoever is there, or later.
  if (random.chance(0.7)) await machine.deliver(machine.writer(0), calls);
  else machine.late.push(...calls.slice(0, 2));
}

/** What can happen, and how often. */
const MOVES: readonly Move[] = [
  {
    name: 'a command',
    weight: 60,
    make: (machine, random) => machine.deliver(machine.writer(random.below(4) === 0 ? 1 : 0), [newCall(machine, random)]),
  },
  {name: 'a burst', weight: 5, make: (machine, random) => machine.deliver(machine.writer(0), several(machine, random))},
  {
    name: 'two processes at once',
    weight: 2,
    make: async (machine, random) => {
      const [one, other] = [machine.writer(0), machine.writer(1)];
      const calls = [newCall(machine, random), newCall(machine, random)] as const;
      if (one === other) await machine.deliver(one, calls);
      else await Promise.all([machine.deliver(one, [calls[0]]), machine.deliver(other, [calls[1]])]);
    },
  },
  {
    name: 'a command gets stuck',
    weight: 5,
    make: (machine, random) => {
      if (machine.late.length < MOST_LATE) machine.late.push(newCall(machine, random));
    },
  },
  {
    name: 'a late command',
    weight: 5,
    make: (machine, random) => {
      const call = machine.late.splice(random.below(machine.late.length), 1)[0] ?? newCall(machine, random);
      return machine.deliver(machine.writer(random.below(2)), [call]);
    },
  },
  {
    name: 'a repeated command',
    weight: 4,
    make: (machine, random) => machine.deliver(machine.writer(random.below(2)), [again(machine, random)]),
  },
  {
    name: 'the id of another',
    weight: 0.6,
    make: (machine, random) => {
      const first = newCall(machine, random);
      const wanted = wantSomething(random, machine.replayed);
      // The same id of the same actor would be the same command.
      const same = actorOf(first.command) === actorOf(wanted);
      return machine.deliver(machine.writer(0), [first, machine.wants(wanted, same ? undefined : first.command.id)]);
    },
  },
  {name: 'a command without a supervisor', weight: 0.6, make: (machine, random) => machine.once([newCall(machine, random)], null)},
  {
    name: 'it is killed',
    weight: 0.2,
    make: (machine, random) => machine.once([newCall(machine, random)], random.pick(['killed before', 'torn', 'killed after'])),
  },
  ...FAULTS.map((fault): Move => ({name: fault, weight: 0.4, make: (machine, random) => deliverWith(fault, machine, random)})),
  {name: 'killed at rest', weight: 0.3, make: (machine, random) => machine.kill(machine.writer(random.below(2)))},
  {name: 'ended', weight: 0.3, make: (machine, random) => machine.end(machine.writer(random.below(2)))},
  {
    name: 'a second process that writes',
    weight: 0.4,
    make: (machine) => {
      if (machine.writers.length < 2) machine.writers.push(machine.open());
    },
  },
  {name: 'followers look', weight: 4, make: (machine) => machine.takeIn()},
  {name: 'time', weight: 14, make: (machine, random) => machine.time.pass(random.below(4_000) / 2)},
  {name: 'a pause', weight: 1, make: (machine, random) => machine.time.pass(random.pick([15_000, 61_000, 120_000, 2 * HOUR]))},
  {
    name: 'the wall clock is set',
    weight: 0.5,
    make: (machine, random) => {
      machine.time.offset += random.pick([-24 * HOUR, -HOUR, -1_000, -1, 1, 1_000, HOUR]);
    },
  },
  {
    name: 'the machine is switched off and on',
    weight: 0.1,
    make: (machine, random) => machine.reboot(random.pick([-HOUR, 0, 30_000, 24 * HOUR])),
  },
  {
    name: 'all states are compared',
    weight: 0.5,
    make: (machine) => {
      for (const writer of machine.writers) machine.check(writer);
    },
  },
];
const TOTAL = totalWeight(MOVES);

export async function makeMove(machine: Machine, random: Random): Promise<string> {
  const move = random.weighted(MOVES, TOTAL);
  machine.count(move.name);
  await move.make(machine, random);
  machine.raise();
  return move.name;
}
