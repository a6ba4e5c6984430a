import type {SessionId, Timestamp} from '../team.ts';

/** What a session was seen to do, as far as it matters whether it has done the same before: words for people, and keys to compare. Never contents. */
export type Deed = {readonly session: SessionId; readonly at: Timestamp} & (
  | {
      readonly kind: 'call';
      /** The tool with all of its arguments: two calls are the same when their keys are. */
      readonly key: string;
      /** `Bash npm test` */
      readonly what: string;
      /** The session's own word, not a hook's: counts only where there are no hooks. */
      readonly said: boolean;
      /** The file that it is about to change, and a hash of what is in it now; `null`: that is not known. */
      readonly edits: {readonly path: string; readonly content: string | null} | null;
    }
  | {readonly kind: 'message'; readonly to: string; readonly key: string; readonly what: string; readonly pleasantry: boolean}
);

export type Call = Deed & {readonly kind: 'call'};
export type Sent = Deed & {readonly kind: 'message'};

export interface Finding {
  /**
   * `call`: the same calls again and again, and nothing is changed by them; `revert`: a file goes back to what it was; `text`: the same words to
   * the same recipient; `pleasantries`: two who thank each other.
   */
  readonly kind: 'call' | 'revert' | 'text' | 'pleasantries';
  /** How often it was seen when it was found. */
  readonly times: number;
  readonly what: string;
}
