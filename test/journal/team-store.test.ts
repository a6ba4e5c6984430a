import {describe, expect, test} from 'vitest';
import type {Actor, Claim, Command, CommandBody, Event, SessionSpec} from '../../src/core/index.ts';
import {FileJournal} from '../../src/journal/file/file-journal.ts';
import {type Journal, JournalError} from '../../src/journal/journal.ts';
import {MemoryJournal} from '../../src/journal/memory.ts';
import {TeamStore} from '../../src/journal/team-store.ts';
import {temporaryFolder} from './folder.ts';

const human: Actor = {kind: 'human'};
const session = (id: string, incarnation = 1): Actor => ({kind: 'session', session: id, incarnation});
const spec = (id: string): SessionSpec => ({
  id,
  role: 'worker',
  tier: 2,
  client: 'command',
  expertise: [],
  delegatesTo: [],
  paths: [],
  origin: 'joined',
});

let ids = 0;
const command = (actor: Actor, body: CommandBody, id = `command-${++ids}`): Command => ({id, actor, body});
const join = (id: string): Command => command(human, {type: 'session.join', spec: spec(id), process: null});
const claim = (id: string, resource: string): Command =>
  command(session(id), {type: 'claim', resources: [resource], mode: 'exclusive', reason: ''});

/** Time that a test moves. */
class HandClock {
  wallNow = 1_000_000;
  monotonicNow = 50;
  wall = (): number => this.wallNow;
  monotonic = (): number => this.monotonicNow;
}

/** A journal whose disk can be full, and that counts its transactions. */
class FragileJournal extends MemoryJournal {
  full = false;
  appends = 0;
  override append(...args: Parameters<Journal['append']>): boolean {
    if (this.full) throw new JournalError('full', 'The disk is full.', 'Free some space.');
    this.appends++;
    return super.append(...args);
  }
}

async function open(journal: Journal = new MemoryJournal(), clock = new HandClock()): Promise<TeamStore> {
  const store = new TeamStore(journal, clock);
  await store.execute(join('ada'));
  await store.execute(join('bob'));
  return store;
}

test('a command is decided, kept and folded, and its events are told once', async () => {
  const journal = new MemoryJournal();
  const store = await open(journal);
  const told: Event[] = [];
  store.onEvents((events) => told.push(...events));
  const {verdict, events} = await store.execute(claim('ada', 'src/**'));
  expect(verdict).toMatchObject({ok: true, value: {claim: {id: 'C-1', holder: 'ada'}}});
  expect(journal.read(journal.position() - 1, 1)).toEqual(events);
  expect(told).toEqual(events);
  expect(Object.keys(store.team.claims)).toEqual(['C-1']);
});

test('commands that come together share a transaction, and each sees what those before it do', async () => {
  const journal = new FragileJournal();
  const store = await open(journal);
  const before = journal.appends;
  const verdicts = await Promise.all([
    store.execute(claim('ada', 'a.ts')),
    store.execute(claim('bob', 'a.ts')),
    store.execute(claim('bob', 'b.ts')),
  ]);
  expect(verdicts.map(({verdict}) => verdict.ok)).toEqual([true, false, true]);
  expect(journal.appends - before).toBe(1);
  expect(Object.values(store.team.claims).map(({holder, fence}) => [holder, fence])).toEqual([
    ['ada', 1],
    ['bob', 2],
  ]);
});

test('a burst is decided in turns: answers leave, and others come in, before the end of it', async () => {
  const store = await open();
  const begin = store.team.position;
  const burst = Array.from({length: 1_000}, (_, index) => store.execute(claim('ada', `file-${index}.ts`)));
  await burst[0];
  expect(store.team.position - begin).toBeLessThan(1_000);
  await Promise.all(burst);
  expect(store.team.position - begin).toBe(1_000);
});

test('single commands and bursts, one after the other, come to what the record says', async () => {
  const journal = new MemoryJournal();
  const store = await open(journal);
  for (let round = 0; round < 5; round++) {
    await Promise.all(['ada', 'bob'].map((id) => store.execute(claim(id, `${round}-${id}`))));
    await store.execute(command(session('ada'), {type: 'release', resources: [`${round}-ada`]}));
    const [mine, theirs] = await Promise.all([store.execute(claim('bob', `${round}-ada`)), store.execute(claim('ada', `${round}-ada`))]);
    expect([mine.verdict.ok, theirs.verdict.ok]).toEqual([true, false]);
  }
  expect(store.team).toEqual(new TeamStore(journal, new HandClock()).team);
});

test('what changes nothing writes nothing', async () => {
  const journal = new FragileJournal();
  const store = await open(journal);
  const before = journal.appends;
  await store.execute(command({kind: 'supervisor'}, {type: 'time.pass'}));
  expect(journal.appends).toBe(before);
});

test('a retry gets the verdict of the first time and does nothing again, at once, later, and in another process', async () => {
  const journal = new MemoryJournal();
  const store = await open(journal);
  const wanted = claim('ada', 'a.ts');
  const [first, second] = await Promise.all([store.execute(wanted), store.execute(wanted)]);
  const third = await store.execute(wanted);
  const fourth = await new TeamStore(journal, new HandClock()).execute(wanted);
  expect([second.verdict, third.verdict, fourth.verdict]).toEqual([first.verdict, first.verdict, first.verdict]);
  expect([second.events, third.events, fourth.events]).toEqual([[], [], []]);
  expect(Object.keys(store.team.claims)).toEqual(['C-1']);
  const refused = claim('bob', 'a.ts');
  const no = await store.execute(refused);
  await store.execute(command(session('ada'), {type: 'release', all: true}));
  expect((await store.execute(refused)).verdict).toEqual(no.verdict);
});

test('an id belongs to who gave it: another one’s command of the same id is decided by itself', async () => {
  const store = await open();
  const adas = {...claim('ada', 'a.ts'), id: 'the same'};
  const bobs = {...claim('bob', 'b.ts'), id: 'the same'};
  await Promise.all([store.execute(adas), store.execute(bobs)]);
  for (const each of [adas, bobs]) expect((await store.execute(each)).events).toEqual([]);
  expect(Object.values(store.team.claims).map(({holder}) => holder)).toEqual(['ada', 'bob']);
});

test.each([
  ['an empty id', ''],
  ['an id of 201 characters', 'x'.repeat(201)],
])('%s is refused, and nothing is written', async (_what, id) => {
  const journal = new FragileJournal();
  const store = await open(journal);
  const before = journal.appends;
  const {verdict} = await store.execute({...claim('ada', 'a.ts'), id});
  expect(verdict).toMatchObject({ok: false, refusal: {code: 'invalid', message: expect.stringMatching(/1 to 200 characters/)}});
  expect(journal.appends).toBe(before);
  expect((await store.execute({...claim('ada', 'a.ts'), id: 'x'.repeat(200)})).verdict.ok).toBe(true);
});

test('a full disk refuses the command, changes nothing, and the next one succeeds when there is room', async () => {
  const journal = new FragileJournal();
  const store = await open(journal);
  const before = structuredClone(store.team);
  journal.full = true;
  const told: Event[] = [];
  store.onEvents((events) => told.push(...events));
  const wanted = claim('ada', 'a.ts');
  const answers = await Promise.allSettled([store.execute(wanted), store.execute(claim('bob', 'b.ts'))]);
  for (const answer of answers) expect(answer).toMatchObject({status: 'rejected', reason: {name: 'JournalError', kind: 'full'}});
  expect(store.team).toEqual(before);
  expect(told).toEqual([]);
  journal.full = false;
  // Not even the ids and fences that were given up leave a gap or come twice.
  expect((await store.execute(wanted)).verdict).toMatchObject({ok: true, value: {claim: {id: 'C-1', fence: 1}}});
  expect((await store.execute(claim('bob', 'b.ts'))).verdict).toMatchObject({ok: true, value: {claim: {id: 'C-2', fence: 2}}});
});

test('a listener that throws keeps nobody from the answer or from the events', async () => {
  const store = await open();
  const told: Event[] = [];
  // The test runner would take it for a fault of the test.
  const listeners = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException');
  const thrown = new Promise<unknown>((resolve) => process.once('uncaughtException', resolve));
  store.onEvents(() => {
    throw new Error('a fault of the board');
  });
  store.onEvents((events) => told.push(...events));
  expect((await store.execute(claim('ada', 'a.ts'))).verdict.ok).toBe(true);
  expect(told).toHaveLength(1);
  expect(await thrown).toMatchObject({message: 'a fault of the board'});
  for (const listener of listeners) process.on('uncaughtException', listener);
});

describe('two processes on one journal', () => {
  test('what the one claims, the other sees before it decides; its listeners are told even if it decides nothing', async () => {
    using folder = temporaryFolder();
    const [one, two] = [
      new TeamStore(new FileJournal(folder.file), new HandClock()),
      new TeamStore(new FileJournal(folder.file), new HandClock()),
    ];
    await one.execute(join('ada'));
    await one.execute(join('bob'));
    const told = new Promise<readonly Event[]>((resolve) => two.onEvents(resolve));
    await one.execute(claim('ada', 'src'));
    expect((await told).at(-1)?.position).toBe(one.team.position);
    expect((await two.execute(claim('bob', 'src/a.ts'))).verdict).toMatchObject({ok: false, refusal: {code: 'conflict'}});
    expect((await one.execute(claim('bob', 'docs'))).verdict).toMatchObject({ok: true, value: {claim: {fence: 2}}});
    await one.close();
    await two.close();
  });

  test('who is too late decides again: both cannot get the same', async () => {
    const journal = new MemoryJournal();
    const late = await open(journal);
    // The other one commits between this one's decision and its append.
    const other = new TeamStore(journal, new HandClock());
    const append = journal.append.bind(journal);
    let overtaken: Promise<unknown> | null = null;
    journal.append = (expected, events, commands) => {
      if (overtaken === null && commands.some(({id}) => id === 'late')) {
        overtaken = Promise.resolve();
        const first = other.team;
        expect(first.position).toBe(expected);
        const event = {at: 1, wall: 1, command: 'other', actor: 'bob', body: {type: 'claim.granted', claim: bobsClaim}} as const;
        append(expected, [event], []);
      }
      return append(expected, events, commands);
    };
    const {verdict} = await late.execute({...claim('ada', 'src/**'), id: 'late'});
    expect(verdict).toMatchObject({ok: false, refusal: {details: {conflict: {holder: 'bob'}}}});
    expect(late.team.claims).toEqual({'C-1': bobsClaim});
  });
});

const bobsClaim: Claim = {
  id: 'C-1',
  holder: 'bob',
  incarnation: 1,
  resources: [{kind: 'path', pattern: 'src/a.ts'}],
  mode: 'exclusive',
  reason: '',
  fence: 1,
  grantedAt: 1,
  ttl: 1e6,
  expiresAt: 1e9,
  automatic: false,
};

test('a journal that was replaced by an older one while the team runs is an error, and no endless try', async () => {
  const store = await open(new MemoryJournal());
  const older = new MemoryJournal();
  const journal = new MemoryJournal();
  journal.read = older.read.bind(older);
  journal.append = older.append.bind(older);
  const fresh = new TeamStore(journal, new HandClock());
  fresh.team.position = store.team.position;
  await expect(fresh.execute(join('eve'))).rejects.toMatchObject({kind: 'corrupt', message: expect.stringContaining('replaced')});
});

test('a start from a snapshot comes to the same team as folding everything', async () => {
  const journal = new MemoryJournal();
  const store = await open(journal);
  for (let index = 0; index < 20; index++) await store.execute(claim('ada', `file-${index}.ts`));
  await store.close();
  expect(journal.latestSnapshot(3)?.position).toBe(journal.position());
  await new TeamStore(journal, new HandClock()).execute(command(session('ada'), {type: 'release', resources: ['file-3.ts']}));
  const fromSnapshot = new TeamStore(journal, new HandClock());
  journal.latestSnapshot = () => null;
  const fromNothing = new TeamStore(journal, new HandClock());
  expect(fromSnapshot.team).toEqual(fromNothing.team);
  // And its claims are known to those that are decided next.
  expect((await fromSnapshot.execute(claim('bob', 'file-4.ts'))).verdict.ok).toBe(false);
  expect((await fromSnapshot.execute(claim('bob', 'file-3.ts'))).verdict.ok).toBe(true);
});

test('after its end nothing is taken any more', async () => {
  const store = await open();
  const last = store.execute(claim('ada', 'a.ts'));
  await store.close();
  expect((await last).verdict.ok).toBe(true);
  await expect(store.execute(claim('ada', 'b.ts'))).rejects.toMatchObject({kind: 'closed'});
});

describe('team time', () => {
  test('goes on by the monotonic clock, whatever happens to the wall clock', async () => {
    const clock = new HandClock();
    const store = await open(new MemoryJournal(), clock);
    const begin = store.now();
    clock.wallNow += 3_600_000;
    clock.monotonicNow += 10;
    expect(store.now()).toBe(begin + 10);
    clock.wallNow -= 7_200_000;
    expect(store.now()).toBe(begin + 10);
  });

  test('begins at the wall clock, but never before the last event, its own or another process’s', async () => {
    const journal = new MemoryJournal();
    const clock = new HandClock();
    const store = await open(journal, clock);
    clock.monotonicNow += 5_000;
    await store.execute(claim('ada', 'a.ts'));
    const last = store.now();
    const behind = new HandClock();
    behind.wallNow = 10;
    expect(new TeamStore(journal, behind).now()).toBe(last);
    const ahead = new HandClock();
    ahead.wallNow = last + 9;
    const other = new TeamStore(journal, ahead);
    expect(other.now()).toBe(last + 9);
    await other.execute(claim('bob', 'b.ts'));
    await store.execute(claim('ada', 'c.ts'));
    expect(store.now()).toBe(last + 9);
  });
});
