import {existsSync, readdirSync, rmSync, statSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {startTimeOf} from '../../platform/process-identity.ts';

/** What a process has not yet finished copying. */
export const copyOf = (file: string, pid: number): string => `${file}.${pid}.tmp`;

/** Removes what processes left that were killed while they made a copy: it may be as large as the journal. */
export function removeLeftCopies(file: string): void {
  for (const name of readdirSync(dirname(file))) {
    const pid = Number(/\.(\d+)\.tmp(-journal)?$/.exec(name)?.[1] ?? 0);
    if (pid === 0 || !name.startsWith(basename(copyOf(file, pid))) || startTimeOf(pid) !== null) continue;
    rmSync(join(dirname(file), name), {force: true});
  }
}

/** Position of the last event in the backup; 0: there is none that can be read. */
export function backupPosition(file: string): number {
  if (!existsSync(backupOf(file))) return 0;
  try {
    const backup = new DatabaseSync(backupOf(file), {readOnly: true});
    try {
      return (backup.prepare('SELECT coalesce(max(position), 0) AS position FROM event').get() as {position: number}).position;
    } finally {
      backup.close();
    }
  } catch {
    return 0;
  }
}

export const backupOf = (file: string): string => `${file}.backup`;

/** Wall time of the last backup; `null`: there is none. */
export function backupTime(file: string): number | null {
  try {
    return statSync(backupOf(file)).mtimeMs;
  } catch {
    return null;
  }
}
