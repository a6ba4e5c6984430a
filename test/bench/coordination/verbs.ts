import {spawnSync} from 'node:child_process';
import {harmonyProgram} from '../../e2e/project.ts';
import {median} from '../statistics.ts';
import {atMostAboveFloor, type Figure} from './figure.ts';
import {scratchTeam} from './scratch-team.ts';

/** Of each command, in turns. */
const ROUNDS = 20;
/** What a command may take beyond a Node that does nothing. Milliseconds. */
const MORE = 10;

/** In an order in which each succeeds. */
const verbs: readonly (readonly string[])[] = [
  ['heartbeat', '--action', 'editing', '--target', 'src/server.ts'],
  ['claim', 'src/server.ts'],
  ['release', 'src/server.ts'],
  ['send', 'first', 'The interface has changed.'],
  ['inbox'],
  ['status'],
];

/** The whole process of each command that sessions give often, from its start to its end, beside a Node that does nothing. */
export async function measureVerbs(): Promise<Figure[]> {
  await using project = await scratchTeam('supervisor');
  const env = {...project.env, ...(await project.join('measurer'))};
  const time = (args: readonly string[]): number => {
    const begun = performance.now();
    const {status, stderr} = spawnSync(process.execPath, [...args], {cwd: project.folder, env, encoding: 'utf8'});
    const elapsed = performance.now() - begun;
    if (status !== 0) throw new Error(`${args.join(' ')}: exit ${status}\n${stderr}`);
    return elapsed;
  };
  const empty: number[] = [];
  const samples = verbs.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round++) {
    empty.push(time(['-e', '0']));
    for (const [index, verb] of verbs.entries()) samples[index]?.push(time([harmonyProgram, ...verb]));
  }
  return verbs.map(([verb = ''], index) => ({
    what: `harmony ${verb}, whole process`,
    figure: 'p50, ms',
    value: median(samples[index] ?? []),
    digits: 1,
    floor: {name: 'node -e 0', value: median(empty)},
    budget: atMostAboveFloor(MORE),
  }));
}
