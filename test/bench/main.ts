/** `npm run bench [-- screen|coordination] [--runs N] [--json]`: ratios within one run; only they mean anything on a noisy machine. */
import {cpus, loadavg} from 'node:os';
import {parseArgs} from 'node:util';
import {measureCoordination} from './coordination/measure-coordination.ts';
import type {Part} from './part.ts';
import {measureScreen} from './screen/measure-screen.ts';

const parts: Readonly<Record<string, Part>> = {screen: measureScreen, coordination: measureCoordination};

function readArguments(): {names: string[]; runs: number; json: boolean} {
  const {values, positionals} = parseArgs({
    allowPositionals: true,
    options: {runs: {type: 'string', default: '3'}, json: {type: 'boolean', default: false}},
  });
  const unknown = positionals.find((name) => !Object.hasOwn(parts, name));
  if (unknown !== undefined) throw new Error(`there is no part "${unknown}". There are: ${Object.keys(parts).join(', ')}.`);
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs takes a whole number from 1 on, not "${values.runs}".`);
  return {names: positionals.length > 0 ? positionals : Object.keys(parts), runs, json: values.json};
}

const loadNow = (): string => (loadavg()[0] ?? Number.NaN).toFixed(1);

async function runBenchmarks(): Promise<void> {
  const {names, runs, json} = readArguments();
  const before = loadNow();
  const reports = [];
  for (const name of names) reports.push({name, report: await (parts[name] as Part)(runs)});
  const machine = {node: process.version, cores: cpus().length, runs, loadBefore: before, loadAfter: loadNow()};
  if (json) {
    const byName = Object.fromEntries(reports.map(({name, report}) => [name, report.json]));
    process.stdout.write(`${JSON.stringify({...machine, ...byName}, null, 2)}\n`);
    return;
  }
  const load = `load ${machine.loadBefore} before, ${machine.loadAfter} after`;
  process.stdout.write(
    `Node ${machine.node}, ${machine.cores} cores, ${load}; ${runs === 1 ? 'one run' : `medians of ${runs} runs, in turns`}\n`,
  );
  for (const {report} of reports) process.stdout.write(`\n${report.markdown.join('\n')}\n`);
}

try {
  await runBenchmarks();
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
