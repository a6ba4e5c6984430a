import {closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** About as long as what one command adds to the journal. Bytes. */
const LINE = 'x'.repeat(299).concat('\n');

/**
 * Milliseconds that it takes this disk to keep `lines` lines, one after the other, each durable before the next: the least that any durable
 * record costs one process that waits for each. Measured again and again for `duration` milliseconds.
 */
export function durableAppends(lines: number, duration: number): number[] {
  const folder = mkdtempSync(join(tmpdir(), 'harmony-bench-floor-'));
  const file = openSync(join(folder, 'lines'), 'a');
  const samples: number[] = [];
  try {
    for (const end = performance.now() + duration; performance.now() < end; ) {
      const begun = performance.now();
      for (let line = 0; line < lines; line++) {
        writeSync(file, LINE);
        fdatasyncSync(file);
      }
      samples.push(performance.now() - begun);
    }
    return samples;
  } finally {
    closeSync(file);
    rmSync(folder, {recursive: true, force: true});
  }
}
