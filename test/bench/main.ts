/** `npm run bench [-- screen] [--runs N] [--json]`: Harmony beside tmux, in turns in one run, because only ratios mean anything on a noisy machine. */
import {execFileSync} from 'node:child_process';
import {cpus} from 'node:os';
import {parseArgs} from 'node:util';
import {peers, rows} from './screen.ts';
import {median} from './statistics.ts';

const {values} = parseArgs({
  allowPositionals: true,
  options: {runs: {type: 'string', default: '3'}, json: {type: 'boolean', default: false}},
});
const runs = Number(values.runs);

try {
  execFileSync('tmux', ['-V']);
} catch {
  process.stderr.write('bench: tmux is needed for the comparison. Install it (apt install tmux, brew install tmux).\n');
  process.exit(1);
}

const version = execFileSync('tmux', ['-V'], {encoding: 'utf8'}).trim();
const results: {name: string; unit: string; figure: string; byPeer: Record<string, number>; digits: number}[] = [];
for (const row of rows) {
  const samples = new Map<string, Record<string, number>[]>();
  for (let run = 0; run < runs; run++) {
    for (const peer of peers) {
      process.stderr.write(`${row.name}: ${peer.name}, run ${run + 1} of ${runs}\n`);
      samples.set(peer.name, [...(samples.get(peer.name) ?? []), await row.measure(peer)]);
    }
  }
  for (const figure of Object.keys(samples.get(peers[0]?.name ?? '')?.[0] ?? {})) {
    const byPeer = Object.fromEntries(
      peers.map(({name}) => [name, median((samples.get(name) ?? []).map((sample) => sample[figure] ?? Number.NaN))]),
    );
    results.push({name: row.name, unit: row.unit, figure, byPeer, digits: row.digits});
  }
}

if (values.json) {
  process.stdout.write(`${JSON.stringify({tmux: version, node: process.version, cores: cpus().length, runs, results}, null, 2)}\n`);
} else {
  process.stdout.write(`${version}, Node ${process.version}, ${cpus().length} cores; medians of ${runs} runs, in turns\n\n`);
  process.stdout.write('| what | figure | tmux | harmony | ratio |\n|---|---|---|---|---|\n');
  for (const {name, figure, unit, byPeer, digits} of results) {
    const [a = Number.NaN, b = Number.NaN] = peers.map((peer) => byPeer[peer.name]);
    process.stdout.write(`| ${name} | ${figure} (${unit}) | ${a.toFixed(digits)} | ${b.toFixed(digits)} | ${(b / a).toFixed(2)} |\n`);
  }
}
