import type {Refusal, RefusalCode} from '../core/index.ts';
import type {JournalError} from '../journal/journal.ts';

/** A request that is answered with a refusal instead of a result. */
export class RefusedRequest extends Error {
  override readonly name = 'RefusedRequest';
  readonly refusal: Refusal;
  constructor(reason: Refusal) {
    super(reason.message);
    this.refusal = reason;
  }
}

export const refusal = (code: RefusalCode, message: string, remedy: string, details: Readonly<Record<string, unknown>> = {}): Refusal => ({
  code,
  message,
  remedy,
  details,
});

export const journalRefusal = ({message, remedy, kind}: JournalError): Refusal => refusal('failed', message, remedy, {journal: kind});
