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
    file: 'src/core/messages/mail-index.ts',
    find: 'settled && !awaits',
    put: 'settled || !settled',
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
    find: '!isReady(team, task)',
    put: "!(isReady(team, task) || task.state === 'assigned')",
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
  {
    defect: 'a claim overtakes those who wait',
    file: 'src/core/decide/obstacle.ts',
    find: 'return ahead ? {ahead} : null;',
    put: 'return ahead && null;',
  },
  {
    defect: 'the line is not served by age',
    file: 'src/core/claims/line.ts',
    find: 'live.sort((a, b) => numberOf(a) - numberOf(b))',
    put: 'live.sort((a, b) => numberOf(b) - numberOf(a))',
  },
  {
    defect: 'a deadlock is not seen when a wait begins',
    file: 'src/core/decide/claim-line.ts',
    find: 'if (cycle) return refuseDeadlock(wanted, cycle);',
    put: '',
  },
  {
    defect: 'a circle that closes later is left as it is',
    file: 'src/core/claims/line.ts',
    find: '(firstGrantable(team, 0) ?? youngestInCycle(team, 0)) !== null',
    put: 'firstGrantable(team, 0) !== null',
  },
  {
    defect: 'waits outlive their session',
    file: 'src/core/decide/session-end.ts',
    find: '    ...waits,',
    put: '',
  },
  {
    defect: 'one of two claims that overlap is handed over alone',
    file: 'src/core/decide/give.ts',
    find: 'if (torn) return torn;',
    put: '',
  },
  {
    defect: 'an edit is let through under an old fence',
    file: 'src/core/decide/edit.ts',
    find: 'held.fence === fence',
    put: 'held.fence >= fence',
  },
  {
    defect: 'a superseded message is still delivered',
    file: 'src/core/decide/supersede.ts',
    find: ".filter(([, {state}]) => state === 'queued')",
    put: '.filter(() => false)',
  },
  {
    defect: 'what was superseded is offered again',
    file: 'src/core/messages/delivery-steps.ts',
    find: "from !== 'superseded' && ",
    put: '',
  },
  {
    defect: 'an older message that was lost on its way is given out again',
    file: 'src/core/messages/evolve-message.ts',
    find: '  replacedBy ? {state',
    put: "  replacedBy === '' ? {state",
  },
  {
    defect: 'two questions of one decision get the same number',
    file: 'src/core/decide/overdue-replies.ts',
    find: '    count.questions++;\n',
    put: '    count.questions = 1;\n',
  },
  {
    defect: 'two messages of one decision get the same number',
    file: 'src/core/decide/time.ts',
    find: "if (wait.tell === 'message') count.messages++;",
    put: "if (wait.tell === 'message') count.messages = 1;",
  },
  {
    defect: 'a task is ready too early',
    file: 'src/core/tasks/task-step.ts',
    find: "return state !== 'done' && state !== 'cancelled';",
    put: "return state === 'failed';",
  },
  {
    defect: 'a task is ready before its phase',
    file: 'src/core/phases.ts',
    find: 'names.indexOf(present) < names.indexOf(phase)',
    put: 'names.indexOf(present) < names.indexOf(phase) - 1',
  },
  {
    defect: 'two takers get one task',
    file: 'src/core/decide/task-taking.ts',
    find: '  if (task.owner !== null) {',
    put: "  if (task.owner !== null) return null;\n  if (task.owner === '') {",
  },
  {
    defect: 'a task is tried without end',
    file: 'src/core/decide/task-loss.ts',
    find: 'task.attempts < situation.team.policy.taskAttempts',
    put: 'task.attempts > 0',
  },
  {
    defect: 'its owner reviews a task',
    file: 'src/core/tasks/review.ts',
    find: ' && task.owner !== session.id',
    put: '',
  },
  {
    defect: 'an answer to a blocker forgets one',
    file: 'src/core/decide/blockers.ts',
    find: '...sessions.map((to, index): EventBody => {',
    put: '...sessions.slice(0, 1).map((to, index): EventBody => {',
  },
  {
    defect: 'the same id of somebody else is taken for a repetition',
    file: STORE,
    find: '`${actor}\\n${command.id}`',
    put: 'command.id',
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
