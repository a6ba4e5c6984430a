/** A program of its own, read by a command that finds no supervisor: nothing in it is needed while one runs. */
import {existsSync, statSync} from 'node:fs';
import type {Refusal} from '../core/index.ts';
import {FileJournal} from '../journal/file/file-journal.ts';
import {JournalError} from '../journal/journal.ts';
import {holderOf, shareLock} from '../platform/process-lock.ts';
import {projectFiles} from '../protocol/layout.ts';
import {type Caller, JournalTeam} from './journal-team.ts';
import {journalRefusal, RefusedRequest} from './refused-request.ts';

export type Opened =
  /** No team was ever started here. */
  | {readonly kind: 'none'}
  /** A supervisor has the project: it is about to listen, or to end. */
  | {readonly kind: 'supervised'}
  | {readonly kind: 'refused'; readonly refusal: Refusal}
  | {readonly kind: 'open'; readonly team: JournalTeam};

/**
 * The team from its journal, for a moment: until it is disposed of no supervisor begins, of this version or of another. Nothing is mended or backed
 * up here: that is the supervisor's.
 */
export function openWithoutSupervisor(project: string, caller?: Caller): Opened {
  const files = projectFiles(project);
  if (!existsSync(files.run)) return {kind: 'none'};
  // A supervisor whose lock was deleted makes it again within a second.
  if (!existsSync(files.supervisorLock) && holderOf(files.supervisorLock)) return {kind: 'supervised'};
  if (!existsSync(files.supervisorLock) && !isJournal(files.journal)) return {kind: 'none'};
  const lock = shareLock(files.supervisorLock);
  if (!lock) return {kind: 'supervised'};
  let journal: FileJournal | null = null;
  try {
    if (!isJournal(files.journal)) {
      lock[Symbol.dispose]();
      return {kind: 'none'};
    }
    journal = new FileJournal(files.journal, false);
    return {kind: 'open', team: new JournalTeam({project, journal, lock, caller})};
  } catch (error) {
    journal?.close();
    lock[Symbol.dispose]();
    if (error instanceof JournalError) return {kind: 'refused', refusal: journalRefusal(error)};
    if (error instanceof RefusedRequest) return {kind: 'refused', refusal: error.refusal};
    throw error;
  }
}

/** An empty file is what is left of a damaged one. */
function isJournal(file: string): boolean {
  const found = statSync(file, {throwIfNoEntry: false});
  return (found?.isFile() ?? false) && (found?.size ?? 0) > 0;
}
