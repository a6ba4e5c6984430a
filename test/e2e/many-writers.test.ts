import {expect, test} from 'vitest';
import type {Event} from '../../src/core/index.ts';
import {FileJournal} from '../../src/journal/file/file-journal.ts';
import {projectFiles} from '../../src/protocol/layout.ts';
import {type CommandResult, killAndWait, TestProject} from './project.ts';

/** So many processes at a time. */
const WRITERS = 16;
/** 160 processes; on a busy machine of two cores that takes longer than usual. Milliseconds. */
const PATIENCE = 90_000;
const FILES = ['src/**', 'src/a.ts', 'src/b.ts', 'docs', 'docs/x.md'];

interface Done {
  readonly verb: 'claim' | 'release' | 'send';
  readonly name: string;
  readonly result: CommandResult;
}

/** Every process is a command of the product: claims of what overlaps, releases, messages to the next one. */
async function work(project: TestProject, guests: readonly Record<string, string>[], tag: string): Promise<Done[]> {
  const names = guests.map((guest) => guest.HARMONY_SESSION ?? '');
  const done = guests.map(async (env, index) => {
    const mine: Done[] = [];
    const run = async (verb: Done['verb'], ...args: readonly string[]): Promise<void> => {
      mine.push({verb, name: names[index] ?? '', result: await project.run([verb, ...args, '--json'], {env})});
    };
    await run('claim', FILES[index % FILES.length] ?? '');
    await run('send', names[(index + 1) % names.length] ?? '', `${tag} of ${names[index]}`);
    await run('release', '--all');
    return mine;
  });
  return (await Promise.all(done)).flat();
}

/** The two overlap, worked out without the product: what is asked for here are names and folders. */
function overlap(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => `${text.replace(/\/\*\*$/, '')}/`);
  return a !== undefined && b !== undefined && (a.startsWith(b) || b.startsWith(a));
}

/** What the journal says, and nothing that the product has made of it. Throws where two held the same, or a fence did not rise. */
function judge(events: readonly Event[]): void {
  const held = new Map<string, {holder: string; patterns: string[]; until: number}>();
  let fence = 0;
  events.forEach(({position, at, body}, index) => {
    expect(position).toBe(index + 1);
    if (body.type === 'claim.ended') held.delete(body.claim);
    if (body.type !== 'claim.granted') return;
    const {claim} = body;
    const patterns = claim.resources.map(({pattern}) => pattern);
    for (const other of held.values())
      if (other.holder !== claim.holder && other.until > at)
        expect(other.patterns.some((one) => patterns.some((two) => overlap(one, two))) && `${other.holder} ${claim.holder}`).toBe(false);
    expect(claim.fence).toBeGreaterThan(fence);
    fence = claim.fence;
    held.set(claim.id, {holder: claim.holder, patterns, until: claim.expiresAt});
  });
}

/** Every answer is in the journal, once. */
function compare(done: readonly Done[], events: readonly Event[]): void {
  for (const {verb, result} of done)
    expect([verb, result.exitCode, result.stdout]).toEqual([verb, verb === 'claim' ? expect.toBeOneOf([0, 4]) : 0, result.stdout]);
  const ids = (type: string, id: (event: Event) => string | undefined): string[] =>
    events.filter(({body}) => body.type === type).map((event) => id(event) ?? '');
  const granted = ids('claim.granted', ({body}) => (body.type === 'claim.granted' ? body.claim.id : undefined));
  const sent = ids('message.sent', ({body}) => (body.type === 'message.sent' ? body.message.body : undefined));
  for (const {verb, result} of done) if (verb === 'claim' && result.exitCode === 0) expect(granted).toContain(result.json.claim.id);
  // Each command was given once, so each text is there once: a second time would be a retry that counted.
  const texts = done.filter(({verb}) => verb === 'send').length;
  expect([new Set(sent).size, sent.length]).toEqual([texts, texts]);
  // Nobody who was told that all was released holds anything.
  expect(ids('claim.ended', ({body}) => (body.type === 'claim.ended' ? body.claim : undefined)).toSorted()).toEqual(granted.toSorted());
}

test('16 writers at once, with a supervisor, with none, and while it is killed and started: nothing lost, nothing twice, no two holders', {
  timeout: PATIENCE,
}, async () => {
  await using project = new TestProject([{name: 'ada', run: 'exec cat'}]);
  await project.up();
  const names = Array.from({length: WRITERS}, (_, index) => `w${index}`);
  const guests = await Promise.all(names.map((name) => project.join(name)));
  const done = await work(project, guests, 'with');
  const dying = work(project, guests, 'killed');
  await killAndWait(await project.supervisorPid());
  await project.up();
  done.push(...(await dying));
  await killAndWait(await project.supervisorPid());
  done.push(...(await work(project, guests, 'without')));
  const journal = new FileJournal(projectFiles(project.folder).journal);
  const events = journal.read(0, 100_000);
  journal.close();
  judge(events);
  compare(done, events);
});
