import {expect, test} from 'vitest';
import {Turnstile} from '../../src/gateway/turnstile.ts';

test('so many at a time, in the order they came; what fails makes room too', async () => {
  const turnstile = new Turnstile(2);
  const begun: number[] = [];
  const works = [0, 1, 2, 3, 4].map(() => Promise.withResolvers<void>());
  const passed = works.map(({promise}, index) =>
    turnstile.pass(() => {
      begun.push(index);
      return promise;
    }),
  );
  expect(begun).toEqual([0, 1]);
  works[1]?.reject(new Error('refused'));
  await expect(passed[1]).rejects.toThrow('refused');
  // Whoever comes now is behind those who wait.
  const late = turnstile.pass(async () => void begun.push(9));
  for (const index of [0, 2, 3, 4]) {
    works[index]?.resolve();
    await passed[index];
  }
  await late;
  expect(begun).toEqual([0, 1, 2, 3, 4, 9]);
});
