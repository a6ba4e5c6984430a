import type {Refusal, RefusalCode} from '../core/index.ts';

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
