import {type ChildProcessByStdio, spawn} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';
import type {Readable, Writable} from 'node:stream';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {resourcesOverlap} from '../../src/core/claims/overlap.ts';
import type {Claim} from '../../src/core/index.ts';
import {FileJournal} from '../../src/journal/file/file-journal.ts';
import {temporaryFolder} from './folder.ts';

const WRITER = fileURLToPath(new URL('../fixtures/journal/writer.ts', import.meta.url));
const WRITERS = 4;
/** Grants, of all together, before the next one is killed. */
const BETWEEN_KILLS = 15;
const KILLS = 8;

interface Line {
  readonly joined?: string;
  readonly granted?: string;
  readonly fence?: number;
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

test('processes that claim on one journal never hold the same thing, though some are killed at any moment', async () => {
  using folder = temporaryFolder();
  new FileJournal(folder.file).close();
  const acknowledged: {claim: string; fence: number}[] = [];
  const children = new Map<string, Child>();
  const problems: string[] = [];
  let grants = 0;
  let reached = (): void => {};
  const start = (name: string): void => {
    const child = spawn(process.execPath, [WRITER, folder.file, name], {stdio: ['pipe', 'pipe', 'pipe']});
    children.set(name, child);
    child.stderr.on('data', (text: Buffer) => problems.push(`${name}: ${text}`));
    createInterface({input: child.stdout}).on('line', (line) => {
      const said = JSON.parse(line) as Line;
      if (said.granted === undefined) return;
      acknowledged.push({claim: said.granted, fence: said.fence ?? 0});
      grants++;
      reached();
    });
  };
  for (let index = 0; index < WRITERS; index++) start(`writer-${index}`);
  try {
    for (let kill = 1; kill <= KILLS; kill++) {
      const goal = grants + BETWEEN_KILLS;
      await new Promise<void>((resolve, reject) => {
        reached = () => (grants >= goal ? resolve() : undefined);
        for (const child of children.values())
          child.once('exit', (code) => reject(new Error(`A writer ended with ${code}: ${problems.join('')}`)));
      });
      for (const child of children.values()) child.removeAllListeners('exit');
      const name = `writer-${kill % WRITERS}`;
      const victim = children.get(name);
      victim?.kill('SIGKILL');
      if (victim) await once(victim, 'exit');
      // The same name again: its claims end with its old incarnation.
      start(name);
    }
  } finally {
    await Promise.all(
      [...children.values()].map(async (child) => {
        child.removeAllListeners('exit');
        if (child.exitCode !== null || child.signalCode !== null) return;
        child.stdin.end();
        await once(child, 'exit');
      }),
    );
  }
  expect(problems).toEqual([]);

  const journal = new FileJournal(folder.file);
  const events = journal.read(0, 1_000_000);
  journal.close();
  expect(events.map(({position}) => position)).toEqual(events.map((_, index) => index + 1));
  // An oracle of its own: it knows grants and ends, and nothing of how they are decided.
  const live = new Map<string, Claim>();
  let lastFence = 0;
  let lastAt = 0;
  const granted = new Map<string, Claim>();
  for (const {body, at} of events) {
    expect(at).toBeGreaterThanOrEqual(lastAt);
    lastAt = at;
    if (body.type === 'claim.granted') {
      const {claim} = body;
      expect(claim.fence).toBeGreaterThan(lastFence);
      lastFence = claim.fence;
      for (const other of live.values()) {
        const both = claim.resources.some((one) => other.resources.some((two) => resourcesOverlap(one, two)));
        if (both) expect(`${claim.id} of ${claim.holder} with ${other.id} of ${other.holder}`).toBe('no overlap');
      }
      live.set(claim.id, claim);
      granted.set(claim.id, claim);
    }
    if (body.type === 'claim.ended') live.delete(body.claim);
  }
  // Whatever was answered is there, also when the one who got the answer was killed right after it.
  for (const {claim, fence} of acknowledged) expect(granted.get(claim)?.fence).toBe(fence);
  expect(granted.size).toBeGreaterThanOrEqual(BETWEEN_KILLS * KILLS);
}, 120_000);
