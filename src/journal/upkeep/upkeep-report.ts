import type {Retention} from '../archive/archive-old-events.ts';

export interface UpkeepOrder {
  readonly retention: Retention;
  /** Read every line of the archive, too. */
  readonly checkArchive: boolean;
}

export interface UpkeepReport {
  /** Events that left the table. */
  readonly archived: number;
  readonly backedUp: boolean;
  /** What is lost of the archive, in words. */
  readonly lost: readonly string[];
  /** What went wrong, in words. */
  readonly problem?: string;
}
