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
const results: {name: string; figure: string; label: string; digits: number; byPeer: Record<string, number>}[] = [];
for (const row of rows) {
  const samples = new Map<string, Record<string, number>[]>();
  for (let run = 0; run < runs; run++) {
    for (const peer of peers) {
      process.stderr.write(`${row.name}: ${peer.name}, run ${run + 1} of ${runs}\n`);
      samples.set(peer.name, [...(samples.get(peer.name) ?? []), await row.measure(peer)]);
    }
  }
  for (const [figure, {label, digits}] of Object.entries(row.figures)) {
    const byPeer = Object.fromEntries(
      peers.map(({name}) => [name, median((samples.get(name) ?? []).map((sample) => sample[figure] ?? Number.NaN))]),
    );
    results.push({name: row.name, figure, label, digits, byPeer});
  }
}

if (values.json) {
  process.stdout.write(`${JSON.stringify({tmux: version, node: process.version, cores: cpus().length, runs, results}, null, 2)}\n`);
} else {
  process.stdout.write(`${version}, Node ${process.version}, ${cpus().length} cores; medians of ${runs} runs, in turns\n\n`);
  process.stdout.write('| what | figure | tmux | harmony | ratio |\n|---|---|---|---|---|\n');
  for (const {name, label, byPeer, digits} of results) {
    const [a = Number.NaN, b = Number.NaN] = peers.map((peer) => byPeer[peer.name]);
    process.stdout.write(`| ${name} | ${label} | ${a.toFixed(digits)} | ${b.toFixed(digits)} | ${a > 0 ? (b / a).toFixed(2) : '–'} |\n`);
  }
}
