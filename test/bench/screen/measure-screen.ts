import {execFileSync} from 'node:child_process';
import type {PartReport} from '../part.ts';
import {median} from '../statistics.ts';
import {peers, rows} from './rows.ts';

/** Harmony beside tmux, in turns. Throws when there is no tmux. */
export async function measureScreen(runs: number): Promise<PartReport> {
  const tmux = versionOfTmux();
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
  const lines = results.map(({name, label, byPeer, digits}) => {
    const [a = Number.NaN, b = Number.NaN] = peers.map((peer) => byPeer[peer.name]);
    return `| ${name} | ${label} | ${a.toFixed(digits)} | ${b.toFixed(digits)} | ${a > 0 ? (b / a).toFixed(2) : '–'} |`;
  });
  return {
    markdown: [`Beside ${tmux}:`, '', '| what | figure | tmux | harmony | ratio |', '|---|---|---|---|---|', ...lines],
    json: {tmux, results},
  };
}

function versionOfTmux(): string {
  try {
    return execFileSync('tmux', ['-V'], {encoding: 'utf8'}).trim();
  } catch (cause) {
    throw new Error('tmux is needed for the comparison. Install it (apt install tmux, brew install tmux).', {cause});
  }
}
