import {execFile} from 'node:child_process';
import {mkdirSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {projectFiles} from '../../../src/protocol/layout.ts';
import type {TestProject} from '../../e2e/project.ts';
import {Crew} from './crew.ts';
import {atMost, type Figure} from './figure.ts';
import type {FolderJob, FolderResult} from './programs/connected-worker.ts';
import {scratchTeam} from './scratch-team.ts';

const script = fileURLToPath(new URL('programs/folder-worker.sh', import.meta.url));
const WORKERS = 8;
/** Files that each of them gets to write. */
const TIMES = 25;
const run = promisify(execFile);

interface Work {
  /** Milliseconds for one file. */
  readonly each: number;
  readonly doubles: number;
}

/** The same work by eight at once: with scripts in a folder, with Harmony's command line, and over connections as hooks have them. */
export async function measureByHand(): Promise<Figure[]> {
  await using project = await scratchTeam('supervisor');
  for (const folder of ['claims', 'sessions', 'tmp', 'work']) mkdirSync(join(project.folder, folder));
  const hand = await workByScript(project, 'hand');
  const commands = await workByScript(project, 'harmony');
  const connected = await workConnected(project);
  const rows = (name: string, work: Work): Figure[] => [
    {what: name, figure: 'ms a file', value: work.each, digits: 2, floor: {name: 'scripts', value: hand.each}},
    {
      what: name,
      figure: 'double holders',
      value: work.doubles,
      digits: 0,
      floor: {name: 'scripts', value: hand.doubles},
      budget: atMost(0),
    },
  ];
  const files = `${WORKERS * TIMES} files by ${WORKERS} at once`;
  return [...rows(`${files}, connected`, connected), ...rows(`${files}, by commands`, commands)];
}

const names = Array.from({length: WORKERS}, (_, index) => `worker-${index + 1}`);

async function workByScript(project: TestProject, way: 'hand' | 'harmony'): Promise<Work> {
  const PATH = [projectFiles(project.folder).bin, project.env.PATH].join(delimiter);
  const environments = await Promise.all(names.map((name) => (way === 'harmony' ? project.join(name) : {})));
  return timeWork(() =>
    Promise.all(
      names.map(async (name, index) => {
        const env = {...project.env, ...environments[index], PATH};
        const {stdout} = await run('bash', [script, project.folder, name, String(TIMES), way], {env});
        return JSON.parse(stdout) as FolderResult;
      }),
    ),
  );
}

async function workConnected(project: TestProject): Promise<Work> {
  const jobs = names.map((name): FolderJob => ({project: project.folder, name: `connected-${name}`, times: TIMES}));
  using crew = await Crew.start<FolderResult>('connected-worker.ts', jobs);
  return await timeWork(() => crew.work());
}

async function timeWork(work: () => Promise<FolderResult[]>): Promise<Work> {
  const begun = performance.now();
  const results = await work();
  const elapsed = performance.now() - begun;
  const sum = (of: (result: FolderResult) => number): number => results.reduce((total, result) => total + of(result), 0);
  return {each: elapsed / sum(({granted}) => granted), doubles: sum(({doubles}) => doubles)};
}
