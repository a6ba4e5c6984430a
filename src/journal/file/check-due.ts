import {existsSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {bootOfThisMachine} from '../boot.ts';

/** A file of this size is read through in some 30 ms: it is looked at at every opening. Bytes. */
const SMALL = 16 * 1024 * 1024;
/** What goes bad on a disk by itself does so slowly. Milliseconds. */
const CHECKED_FOR = 24 * 60 * 60_000;

/** Holds the boot of the last check, and is as old as that. */
const markOf = (file: string): string => `${file}.checked`;

/**
 * A process that was killed leaves no damage behind, a power cut or a failing disk may: a large file is looked at once after each boot and once a
 * day. The upkeep of a running team does it in the background, so that mostly no opening waits for it.
 */
export function isCheckDue(file: string): boolean {
  if (statSync(file).size <= SMALL) return true;
  try {
    const age = Date.now() - statSync(markOf(file)).mtimeMs;
    if (age < 0 || age > CHECKED_FOR) return true;
    const boot = bootOfThisMachine();
    return boot === null ? existsSync(`${file}-wal`) : readFileSync(markOf(file), 'utf8') !== boot;
  } catch {
    return true;
  }
}

export function noteCheck(file: string): void {
  try {
    if (statSync(file).size > SMALL) writeFileSync(markOf(file), bootOfThisMachine() ?? '', {mode: 0o600});
  } catch {
    // A full disk: it is looked at again the next time.
  }
}
