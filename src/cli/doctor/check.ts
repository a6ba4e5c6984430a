/** What one check found. */
export interface Check {
  /** Stable. */
  readonly check: string;
  readonly status: 'ok' | 'warn' | 'fail';
  readonly detail: string;
  /** What to do; empty where nothing is to be done. */
  readonly remedy: string;
}

export const ok = (check: string, detail: string): Check => ({check, status: 'ok', detail, remedy: ''});
export const warn = (check: string, detail: string, remedy: string): Check => ({check, status: 'warn', detail, remedy});
export const fail = (check: string, detail: string, remedy: string): Check => ({check, status: 'fail', detail, remedy});
