import {expect, test} from 'vitest';
import {attack, pythonIsThere} from './attack.ts';
import {faultAtEverySystemCall, straceIsThere} from './system-calls.ts';

// Without python3 there is nothing that forks quickly enough; `npm run torture` says so plainly.
test.skipIf(process.platform !== 'linux' || !pythonIsThere())(
  'sixteen processes and their supervisor are killed and stopped at random, and nothing is held twice, written late, or lost',
  async () => {
    const {counts, judgement, journal, naive} = await attack(6, 40);
    expect(counts['workers killed']).toBeGreaterThan(0);
    expect(counts['supervisors killed']).toBeGreaterThan(0);
    expect(judgement.grants).toBeGreaterThan(0);
    expect(judgement).toMatchObject({doubleHolders: [], oldFences: [], unexpected: []});
    expect(journal).toEqual({lost: [], twice: [], broken: []});
    expect(naive.judgement.doubleHolders).not.toEqual([]);
  },
  180_000,
);

test.skipIf(process.platform !== 'linux' || !straceIsThere())(
  'a command that is killed or fails at a system call is done or not done, and never half',
  async () => {
    let faults = 0;
    for await (const result of faultAtEverySystemCall(3)) {
      expect(result).toMatchObject({broken: []});
      faults += result.faults;
    }
    expect(faults).toBeGreaterThan(0);
  },
  180_000,
);
