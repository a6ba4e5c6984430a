import type {PartReport} from '../part.ts';
import {measureByHand} from './by-hand.ts';
import {measureClaims} from './claims.ts';
import {type Figure, isMet, medianFigures, ratioOf, tableOf} from './figure.ts';
import {measureMessages} from './messages.ts';
import {measureOverlap} from './overlap.ts';
import {LongJournal} from './start-up.ts';
import {measureVerbs} from './verbs.ts';

/** Claims, messages, commands and start-up, with real processes and a journal that is durable (FULL). */
export async function measureCoordination(runs: number): Promise<PartReport> {
  process.stderr.write('coordination: writing a long journal\n');
  using long = new LongJournal();
  const measurements: Readonly<Record<string, () => Promise<Figure[]>>> = {
    'claims with the supervisor': () => measureClaims('supervisor'),
    'claims without the supervisor': () => measureClaims('journal'),
    overlap: async () => measureOverlap(),
    messages: measureMessages,
    'the command line': measureVerbs,
    'start-up': async () => long.measure(),
    'beside a folder by hand': measureByHand,
  };
  const byName = new Map<string, Figure[][]>();
  for (let run = 0; run < runs; run++) {
    for (const [name, measure] of Object.entries(measurements)) {
      process.stderr.write(`${name}, run ${run + 1} of ${runs}\n`);
      byName.set(name, [...(byName.get(name) ?? []), await measure()]);
    }
  }
  const figures = [...byName.values()].flatMap(medianFigures);
  return {
    markdown: tableOf(figures),
    json: {
      figures: figures.map((figure) => ({
        what: figure.what,
        figure: figure.figure,
        value: figure.value,
        floor: figure.floor ?? null,
        ratio: ratioOf(figure),
        budget: figure.budget?.text ?? null,
        met: isMet(figure),
      })),
    },
  };
}
