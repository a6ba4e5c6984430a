import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, describe, expect, test} from 'vitest';
import {emptyTeam} from '../../src/core/index.ts';
import {FileJournal} from '../../src/journal/file/file-journal.ts';
import type {Journal, NewEvent} from '../../src/journal/journal.ts';
import {MemoryJournal} from '../../src/journal/memory.ts';

const cleanUp: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanUp.splice(0).reverse()) clean();
});

/** Two users of one record: two handles where there are such, as two processes would have. */
const engines: Readonly<Record<string, () => [Journal, Journal]>> = {
  memory: () => {
    const journal = new MemoryJournal();
    return [journal, journal];
  },
  file: () => {
    const folder = mkdtempSync(join(tmpdir(), 'harmony-journal-'));
    const file = join(folder, 'journal.db');
    const journals: [Journal, Journal] = [new FileJournal(file), new FileJournal(file)];
    cleanUp.push(() => {
      for (const journal of journals) journal.close();
      rmSync(folder, {recursive: true});
    });
    return journals;
  },
};

const event = (command: string, session = 'ada'): NewEvent => ({
  at: 5,
  wall: 7,
  command,
  actor: 'human',
  body: {type: 'session.startRequested', session},
});
const accepted = (id: string, value: unknown = null) => ({actor: 'human', id, verdict: {ok: true, value} as const});

describe.each(Object.entries(engines))('the journal on %s', (_engine, open) => {
  test('an empty one is at position 0', () => {
    const [journal] = open();
    expect([journal.position(), journal.read(0, 10), journal.verdictOf('human', 'x'), journal.latestSnapshot(1)]).toEqual([
      0,
      [],
      null,
      null,
    ]);
  });

  test('events get positions without gaps, in the order they were appended', () => {
    const [journal, other] = open();
    expect(journal.append(0, [event('a'), event('a', 'bob')], [accepted('a')])).toBe(true);
    expect(other.append(2, [event('b')], [accepted('b')])).toBe(true);
    expect(journal.read(0, 10).map(({position, command}) => [position, command])).toEqual([
      [1, 'a'],
      [2, 'a'],
      [3, 'b'],
    ]);
    expect(journal.read(1, 1)).toEqual([{...event('a', 'bob'), position: 2}]);
    expect(other.position()).toBe(3);
  });

  test('who expects another position is told so, and nothing of it is written', () => {
    const [journal, other] = open();
    journal.append(0, [event('a')], [accepted('a')]);
    expect(other.append(0, [event('b')], [accepted('b')])).toBe(false);
    expect(other.append(2, [event('b')], [accepted('b')])).toBe(false);
    expect([journal.position(), journal.verdictOf('human', 'b')]).toEqual([1, null]);
  });

  test('a verdict is kept as it was first given, refusals too', () => {
    const [journal, other] = open();
    const refused = {
      actor: 'human',
      id: 'r',
      verdict: {ok: false, refusal: {code: 'conflict', message: 'held', remedy: 'wait', details: {by: 'ada'}}},
    } as const;
    journal.append(0, [event('a')], [accepted('a', {claim: 'C-1'}), refused]);
    journal.append(1, [event('a')], [accepted('a', {claim: 'C-2'})]);
    expect(other.verdictOf('human', 'a')).toEqual({ok: true, value: {claim: 'C-1'}});
    expect(other.verdictOf('human', 'r')).toEqual(refused.verdict);
  });

  test('the same id of another actor is another command', () => {
    const [journal, other] = open();
    journal.append(0, [event('a')], [accepted('a', 1)]);
    journal.append(1, [event('a', 'bob')], [{...accepted('a', 2), actor: 'bob'}]);
    const values = ['human', 'bob', 'eve'].map((actor) => other.verdictOf(actor, 'a'));
    expect(values).toEqual([{ok: true, value: 1}, {ok: true, value: 2}, null]);
  });

  test('what was appended cannot be changed through what was handed in or out', () => {
    const [journal] = open();
    const mine = {
      ...event('a'),
      body: {type: 'session.startRequested', session: 'ada'} as {type: 'session.startRequested'; session: string},
    };
    journal.append(0, [mine], []);
    mine.body.session = 'eve';
    Object.assign(journal.read(0, 1)[0]?.body ?? {}, {session: 'eve'});
    expect(journal.read(0, 1)[0]?.body).toEqual({type: 'session.startRequested', session: 'ada'});
  });

  test('the newest snapshot of the wanted format is given back, and no other', () => {
    const [journal, other] = open();
    for (const position of [1, 2]) journal.saveSnapshot({position, format: 3, team: {...emptyTeam(), position}});
    expect(other.latestSnapshot(3)).toEqual({position: 2, format: 3, team: {...emptyTeam(), position: 2}});
    expect(other.latestSnapshot(4)).toBeNull();
  });

  test('whoever asks first says what a boot counts from, and all others are told the same', () => {
    const [journal, other] = open();
    expect(journal.anchor('boot 1', () => ({at: 5, monotonic: 0.25}))).toEqual({at: 5, monotonic: 0.25});
    expect(other.anchor('boot 1', () => ({at: 9, monotonic: 1}))).toEqual({at: 5, monotonic: 0.25});
    expect(other.anchor('boot 2', () => ({at: 9, monotonic: 1}))).toEqual({at: 9, monotonic: 1});
  });

  test('who follows is told of what another appended, until it stops following', async () => {
    const [journal, other] = open();
    let told = 0;
    const appended = new Promise<void>((resolve) => {
      const following = other.follow(() => {
        told++;
        following[Symbol.dispose]();
        resolve();
      });
    });
    journal.append(0, [event('a')], []);
    await appended;
    journal.append(1, [event('b')], []);
    await new Promise<void>((resolve) => {
      other.follow(resolve);
      journal.append(2, [event('c')], []);
    });
    expect(told).toBe(1);
  });
});
