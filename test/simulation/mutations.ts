import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {build} from 'esbuild';
import {runSeed, type SeedResult} from './seed-run.ts';
import {runTeam} from './team-run.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A deliberate defect: words of the product's source, and what stands in their place. */
export interface Mutation {
  readonly defect: string;
  readonly file: string;
  readonly find: string;
  readonly put: string;
}

const STORE = 'src/journal/team-store.ts';

export const MUTATIONS: readonly Mutation[] = [
  {
    defect: 'two claims get the same fence',
    file: 'src/core/decide/claim-rules.ts',
    find: 'fence: team.counters.fence + offset',
    put: 'fence: team.counters.fence + 1 - (team.counters.fence % 2)',
  },
  {
    defect: 'overlap is looked for above a path and not below it',
    file: 'src/core/claims/claim-index.ts',
    find: 'if (node) forEachBelow(node, look);',
    put: 'if (node) look(node);',
  },
  {
    defect: 'overlap is looked for below a path and not above it',
    file: 'src/core/claims/claim-index.ts',
    find: `        look(node);
        node = node.children.get`,
    put: '        node = node.children.get',
  },
  {
    defect: 'an expired claim still stands in the way',
    file: 'src/core/claims/claim-index.ts',
    find: 'claim && claim.expiresAt > now',
    put: 'claim',
  },
  {
    defect: 'claims are taken for expired before they are',
    file: 'src/core/claims/claim-index.ts',
    find: 'claim && claim.expiresAt > now',
    put: 'claim && claim.expiresAt > now + 1_000',
  },
  {
    defect: 'expiry is compared with the wall clock',
    file: 'src/journal/clock.ts',
    find: 'Math.floor(anchor.at + clock.monotonic() - anchor.monotonic)',
    put: 'Math.floor(clock.wall() + 0 * anchor.at)',
  },
  {
    defect: 'every process counts from the wall clock of its own beginning',
    file: 'src/journal/clock.ts',
    find: 'boot === null ? begin() : anchorOf(journal, boot, begin)',
    put: 'begin()',
  },
  {
    defect: 'a repeated command is applied again',
    file: STORE,
    find: 'seen.get(key) ?? this.#journal.verdictOf(actor, command.id)',
    put: 'seen.get(key)',
  },
  {
    defect: 'a command that is twice in one transaction is applied twice',
    file: STORE,
    find: 'seen.get(key) ?? this.#journal.verdictOf(actor, command.id)',
    put: 'this.#journal.verdictOf(actor, command.id)',
  },
  {
    defect: 'a command is answered before it is durable',
    file: STORE,
    find: 'settle.push(() => resolve({verdict, events: placed}));',
    put: 'resolve({verdict, events: placed});',
  },
  {
    defect: 'whoever was overtaken does not decide again',
    file: STORE,
    find: 'this.#journal.append(this.team.position, attempt.events, attempt.answered)',
    put: '(this.#journal.append(this.team.position, attempt.events, attempt.answered), true)',
  },
  {
    defect: 'what was decided in vain stays in the state that is decided on',
    file: STORE,
    find: 'if (behind) this.#ahead = null;',
    put: '',
  },
  {
    defect: 'the second command of a transaction does not see the first',
    file: STORE,
    find: 'if (several) for (const event of placed) evolve(state, event);',
    put: '',
  },
  {
    defect: 'claims outlive their holder',
    file: 'src/core/decide/session-end.ts',
    find: '    ...claims,',
    put: '',
  },
  {
    defect: 'an old incarnation is heard',
    file: 'src/core/decide/decision.ts',
    find: 'incarnation !== actor.incarnation',
    put: 'incarnation < 0',
  },
  {
    defect: 'the newest message is forgotten at a restart',
    file: STORE,
    find: 'this.#snapshotAt = snapshot?.position ?? 0;',
    put: "this.#snapshotAt = snapshot?.position ?? 0;\n    delete this.team.messages[Object.keys(this.team.messages).at(-1) ?? ''];",
  },
  {
    defect: 'a snapshot is saved without the open questions',
    file: STORE,
    find: 'format: FOLD, team: this.team',
    put: 'format: FOLD, team: {...this.team, attention: {}}',
  },
  {
    defect: 'unread mail is forgotten with old mail',
    file: 'src/core/evolve.ts',
    find: 'forgetOldest(team.messages, isDelivered);',
    put: 'forgetOldest(team.messages, () => true);',
  },
  {
    defect: 'the task of another may be taken over',
    file: 'src/core/decide/tasks.ts',
    find: 'task.owner !== session.id',
    put: 'task.owner === null',
  },
  {
    defect: 'a task that has an owner is given to another',
    file: 'src/core/tasks/open-tasks.ts',
    find: "filter((task) => task.state === 'open')",
    put: "filter((task) => task.state === 'open' || task.state === 'assigned')",
  },
  {
    defect: 'a delivery goes back',
    file: 'src/core/messages/delivery-steps.ts',
    find: 'ORDER.indexOf(to) > ORDER.indexOf(from)',
    put: 'ORDER.indexOf(to) !== ORDER.indexOf(from)',
  },
  {
    defect: 'mail of one who ended is not offered again',
    file: 'src/core/health/evolve-session.ts',
    find: "if (body.type === 'session.exited') offerAgain(team, body.session, at);",
    put: '',
  },
];

/** Not of the product: the disk says that it has written before it has, as without fsync, and a kill takes the last transaction away. */
export const FORGETFUL_DISK = 'the disk answers before it has written (no fsync)';

/** The simulation with the defect built in. Throws where the words to change are not there (any more), or more than once. */
async function runTeamWith({file, find, put}: Mutation, folder: string): Promise<typeof runTeam> {
  const source = readFileSync(join(ROOT, file), 'utf8');
  if (source.split(find).length !== 2) throw new Error(`${file} has ${source.split(find).length - 1} times: ${find}`);
  const outfile = join(mkdtempSync(join(folder, 'mutation-')), 'team-run.mjs');
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['test/simulation/team-run.ts'],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'warning',
    plugins: [
      {
        name: 'mutation',
        setup({onLoad}) {
          const path = join(ROOT, file);
          onLoad({filter: /\.ts$/}, (wanted) =>
            wanted.path === path ? {contents: source.replace(find, () => put), loader: 'ts'} : undefined,
          );
        },
      },
    ],
  });
  return ((await import(pathToFileURL(outfile).href)) as {runTeam: typeof runTeam}).runTeam;
}

/** What the simulation says of the defect. */
export async function tryMutation(mutation: Mutation, seed: number, steps: number): Promise<SeedResult> {
  const folder = mkdtempSync(join(tmpdir(), 'harmony-simulation-'));
  try {
    return await runSeed(await runTeamWith(mutation, folder), seed, steps);
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

export const tryForgetfulDisk = (seed: number, steps: number): Promise<SeedResult> => runSeed(runTeam, seed, steps, {forgetfulDisk: true});
