/** `npm run torture [-- --seconds 60] [--kills 50] [--faults N]`: real processes, killed and stopped at random; then faults at every system call. */
import {parseArgs} from 'node:util';
import {attack, pythonIsThere} from './attack.ts';
import {faultAtEverySystemCall, straceIsThere} from './system-calls.ts';

const {values} = parseArgs({
  options: {
    seconds: {type: 'string', default: '60'},
    /** A second. */
    kills: {type: 'string', default: '50'},
    /** For each command; all when it is left out. */
    faults: {type: 'string'},
  },
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);
let broken = 0;

function must(what: string, found: readonly string[]): void {
  broken += found.length;
  say(
    `  ${what}: ${found.length}${found
      .slice(0, 5)
      .map((one) => `\n    ${one}`)
      .join('')}`,
  );
}

const inWords = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([what, count]) => `${count} ${what}`)
    .join(', ');

async function attackProcesses(): Promise<void> {
  const {counts, judgement, journal, events, naive} = await attack(Number(values.seconds), Number(values.kills));
  say(
    `${values.seconds} s: ${inWords(counts)}; ${judgement.grants} grants, ${judgement.checks} checks of fences, ${judgement.writes} writes, ${events} events`,
  );
  must('double holders', judgement.doubleHolders);
  must('writes with an old fence', judgement.oldFences);
  must('lost acknowledged commands', journal.lost);
  must('commands applied twice', journal.twice);
  must('gaps in the journal, fences that do not grow', journal.broken);
  must('refusals and errors that have no reason', judgement.unexpected);
  say(
    `  a stopped holder slept through its lease, and then wanted to write: ${judgement.lateChecksRefused} stopped by the check, ${judgement.lateWritesStopped} by the file's fence, ${judgement.lateWritesLetThrough} with nobody after it`,
  );
  say(`the same on a claim that is read and then written: ${inWords(naive.counts)}; ${naive.judgement.grants} grants`);
  say(`  double holders: ${naive.judgement.doubleHolders.length}`);
  if (naive.judgement.doubleHolders.length === 0) {
    say('  The attack does not bite: it says nothing about the other one.');
    broken++;
  }
}

async function breakSystemCalls(): Promise<void> {
  const most = values.faults === undefined ? Number.POSITIVE_INFINITY : Number(values.faults);
  for await (const result of faultAtEverySystemCall(most)) {
    const {command, calls, faults, answered, doneUnanswered, notDone} = result;
    say(
      `${command}: ${calls} system calls, ${faults} faults: ${answered} answered, ${doneUnanswered} done and not answered, ${notDone} not done`,
    );
    must('inconsistent afterwards', result.broken);
  }
}

/** A part that cannot run has not been passed. */
async function run(part: () => Promise<void>, isThere: boolean, program: string): Promise<void> {
  if (isThere) return part();
  say(`NOT RUN: ${program} is not on the PATH.`);
  broken++;
}

await run(attackProcesses, pythonIsThere(), 'python3');
await run(breakSystemCalls, straceIsThere(), 'strace');
say(broken === 0 ? 'Nothing broke.' : `BROKEN: ${broken}`);
process.exitCode = broken === 0 ? 0 : 1;
