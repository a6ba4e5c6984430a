import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {deedOf, type Finding, forget, NOTHING_DONE, type RepetitionMemory, remember, repetitionOf} from '../../../src/core/index.ts';

const AFTER = 5;
const MINUTE = 60_000;

/** Sessions at work: each deed a second after the one before. */
class Work {
  memory: RepetitionMemory = NOTHING_DONE;
  now = 1_000_000;
  readonly after: number;

  constructor(after = AFTER) {
    this.after = after;
  }

  /** A tool call, as hooks tell it. */
  call(what: string, id = 'ada'): this {
    return this.#take(id, {type: 'heartbeat', action: 'Bash', target: what, argumentsHash: `hash of ${what}`, source: 'hook'});
  }

  /** An edit of a file in which there is this. */
  edit(path: string, content: string | null, change: string, id = 'ada'): this {
    const seen = {argumentsHash: `hash of ${path} ${change}`, edits: path, contentHash: content};
    return this.#take(id, {type: 'heartbeat', action: 'Edit', target: path, ...seen, source: 'hook'});
  }

  says(action: string, target: string | null = null, id = 'ada'): this {
    return this.#take(id, {type: 'heartbeat', action, target, source: 'session'});
  }

  sends(to: string, body: string, id = 'ada'): this {
    return this.#take(id, {type: 'message.send', to, subject: '', body});
  }

  found(id = 'ada'): Finding | null {
    return repetitionOf(this.memory, id, this.after);
  }

  #take(id: string, body: Parameters<typeof deedOf>[1]): this {
    this.now += 1_000;
    const deed = deedOf(id, body, this.now);
    if (deed) this.memory = remember(this.memory, deed, this.after);
    return this;
  }
}

const times = (count: number, act: (index: number) => void): void => {
  for (let index = 0; index < count; index++) act(index);
};
/** Commands that a session might give, few enough to meet again. */
const command = fc.constantFrom('npm test', 'git status', 'cat a.ts', 'cat b.ts', 'ls', 'npm run build');

describe('the same calls', () => {
  test('are found when they were made so often, and not before', () => {
    fc.assert(
      fc.property(fc.integer({min: 3, max: 12}), command, (after, what) => {
        const work = new Work(after);
        times(after - 1, () => work.call(what));
        expect(work.found()).toBeNull();
        expect(work.call(what).found()).toEqual({kind: 'call', times: after, what: `Bash ${what}`});
        // As long as it goes on it is the same episode.
        times(20, () => work.call(what));
        expect(work.found()?.times).toBe(after);
        expect(work.call('something new').found()).toBeNull();
      }),
    );
  });

  test('are found in rounds of up to four, whatever was done before', () => {
    fc.assert(
      fc.property(fc.uniqueArray(command, {minLength: 1, maxLength: 4}), fc.array(command), (round, before) => {
        const work = new Work();
        for (const what of before) work.call(what);
        work.edit('x.ts', 'h0', 'begin');
        times(AFTER - 1, () => round.forEach((what) => void work.call(what)));
        expect(work.found()).toBeNull();
        for (const what of round) work.call(what);
        expect(work.found()?.kind).toBe('call');
      }),
    );
  });

  test('with another of the known ones among them are still the same episode', () => {
    const work = new Work().call('ls').call('cat a.ts');
    times(AFTER, () => work.call('npm test'));
    expect(work.found()).not.toBeNull();
    expect(work.call('ls').found()).not.toBeNull();
  });

  test('an edit that fails again and again is one of them, also with tests between', () => {
    const work = new Work();
    times(AFTER, () => work.edit('a.ts', 'h0', 'x → y').call('npm test'));
    expect(work.found()).toMatchObject({kind: 'call'});
  });

  test('long ago do not count', () => {
    const work = new Work();
    times(3 * AFTER, () => {
      work.call('gh run view');
      work.now += 16 * MINUTE;
    });
    expect(work.found()).toBeNull();
  });
});

describe('work is no repetition', () => {
  test('a test after each of any number of edits', () => {
    fc.assert(
      fc.property(fc.array(fc.array(command, {maxLength: AFTER - 1}), {maxLength: 40}), (loops) => {
        const work = new Work();
        for (const [index, calls] of loops.entries()) {
          work.edit('a.ts', `h${index}`, `change ${index}`);
          for (const what of calls) work.call(what);
          expect(work.found()).toBeNull();
        }
      }),
    );
  });

  test('reading any number of files, and looking at the state after each', () => {
    const work = new Work();
    times(300, (index) => {
      expect(work.call(`cat ${index}.ts`).call('git status').found()).toBeNull();
    });
  });

  test('reading five and more files once again', () => {
    const work = new Work();
    const files = Array.from({length: 12}, (_, index) => `cat ${index}.ts`);
    times(2, () => files.forEach((file) => void work.call(file)));
    expect(work.found()).toBeNull();
  });

  test('whatever it does, a session of which no call is made so often since the last change has not repeated a call', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof({weight: 4, arbitrary: command}, fc.constant(null)), {maxLength: 80}), (deeds) => {
        const work = new Work();
        const since = new Map<string, number>();
        let most = 0;
        for (const [index, what] of deeds.entries()) {
          if (what === null) {
            work.edit('a.ts', `h${index}`, 'on');
            since.clear();
          } else {
            work.call(what);
            since.set(what, (since.get(what) ?? 0) + 1);
            most = Math.max(most, since.get(what) ?? 0);
          }
          if (most < AFTER) expect(work.found()).toBeNull();
        }
      }),
    );
  });

  test('the same words to many, and several to the same one', () => {
    const work = new Work();
    times(50, (index) => work.sends(`worker-${index}`, 'The build is green.'));
    times(50, (index) => work.sends('bob', `Part ${index} is done.`));
    times(50, (index) => work.edit('a.ts', `h${index}`, 'on').sends('bob', 'Please look again.'));
    expect(work.found()).toBeNull();
    expect(work.found('bob')).toBeNull();
  });

  test('breaking the code in ever other ways and mending it', () => {
    const work = new Work();
    times(50, (index) => work.edit('a.ts', 'good', `break ${index}`).edit('a.ts', `broken ${index}`, 'mend'));
    expect(work.found()).toBeNull();
  });
});

describe('an edit and its revert', () => {
  const back = (work: Work, count: number): void =>
    times(count, (index) => work.edit('a.ts', index % 2 === 0 ? 'h0' : 'h1', `edit ${index}`).call(`test ${index}`));

  test('are found when the file went back so often, whatever is done beside it', () => {
    const work = new Work();
    // Twice it is new.
    back(work, AFTER + 1);
    expect(work.found()).toBeNull();
    work.edit('a.ts', AFTER % 2 === 0 ? 'h1' : 'h0', 'once more');
    expect(work.found()).toEqual({kind: 'revert', times: AFTER, what: 'a.ts'});
    expect(work.call('ls').found()).not.toBeNull();
  });

  test.each([
    ['the file is as it never was', (work: Work) => work.edit('a.ts', 'h9', 'on')],
    ['another file is changed', (work: Work) => work.edit('b.ts', 'h0', 'on')],
  ])('are over when %s', (_, act) => {
    const work = new Work();
    back(work, AFTER + 2);
    expect(work.found()?.kind).toBe('revert');
    expect(act(work).found()).toBeNull();
  });

  test('of a file that cannot be read are not known', () => {
    const work = new Work();
    times(50, (index) => work.edit('large.bin', null, `edit ${index}`));
    expect(work.found()).toBeNull();
  });
});

describe('words', () => {
  test('the same to the same one are found, and over with others', () => {
    const work = new Work();
    times(AFTER - 1, () => work.sends('bob', 'Is it done?').call(`look ${work.now}`));
    expect(work.found()).toBeNull();
    work.sends('bob', 'Is it done?');
    expect(work.found()).toEqual({kind: 'text', times: AFTER, what: 'to bob: Is it done?'});
    expect(work.sends('eve', 'Hello, eve, the API has changed.').found()).not.toBeNull();
    expect(work.sends('bob', 'I take T-4 instead.').found()).toBeNull();
  });

  test('two who thank each other are found, both; one sentence with something in it ends that', () => {
    const work = new Work();
    times(AFTER, (index) =>
      index % 2 === 0 ? work.sends('bob', `thanks${'!'.repeat(index)}`) : work.sends('ada', 'Got it, cheers.', 'bob'),
    );
    expect([work.found('ada'), work.found('bob')]).toEqual([
      {kind: 'pleasantries', times: AFTER, what: 'with bob'},
      {kind: 'pleasantries', times: AFTER, what: 'with ada'},
    ]);
    expect(work.found('eve')).toBeNull();
    work.sends('ada', 'The port is 4000 now.', 'bob');
    expect([work.found('ada'), work.found('bob')]).toEqual([null, null]);
  });

  test('one who thanks and is not answered is no exchange', () => {
    const work = new Work();
    times(AFTER + 2, (index) => work.sends('bob', `ok${'.'.repeat(index)}`));
    expect(work.found()).toBeNull();
  });
});

test('what a session says of itself counts where there are no hooks, and not beside them', () => {
  const shell = new Work();
  times(AFTER, () => shell.says('testing', 'src/api'));
  expect(shell.found()).toMatchObject({kind: 'call', what: 'testing src/api'});
  expect(shell.says('testing', 'src/db').found()).toBeNull();
  const hooked = new Work().call('ls');
  times(AFTER, () => hooked.says('testing', 'src/api'));
  expect(hooked.found()).toBeNull();
});

test('sessions do not count for each other, and one that begins anew has done nothing', () => {
  const work = new Work();
  times(AFTER, (index) => work.call('ls', index % 2 === 0 ? 'ada' : 'bob'));
  expect([work.found('ada'), work.found('bob')]).toEqual([null, null]);
  times(AFTER, () => work.call('ls'));
  work.memory = forget(work.memory, 'ada');
  expect(work.call('ls').found()).toBeNull();
});

test('a session called like a part of every object is one like the others', () => {
  const work = new Work();
  times(AFTER, () => work.call('ls', 'constructor').sends('constructor', 'Hello, you.', 'valueof'));
  expect(work.found('constructor')?.kind).toBe('call');
  expect(work.found('tostring')).toBeNull();
});
