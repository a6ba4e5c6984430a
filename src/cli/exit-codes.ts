/** What the exit code of every command means. Scripts rely on these. */
export const EXIT = {done: 0, failed: 1, usage: 2, notFound: 3, conflict: 4, needsPerson: 5, interrupted: 130} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const exitCodes: readonly {readonly code: ExitCode; readonly meaning: string}[] = [
  {code: EXIT.done, meaning: 'Done.'},
  {code: EXIT.failed, meaning: 'Failed: what was asked for could not be done, or may not be.'},
  {code: EXIT.usage, meaning: 'Usage: the command itself is wrong.'},
  {code: EXIT.notFound, meaning: 'Not found: no team is running, or it has no such session, claim, message, task or question.'},
  {code: EXIT.conflict, meaning: 'Conflict: another session holds it, or somebody was first.'},
  {code: EXIT.needsPerson, meaning: 'Waits for a person: only they can let it go on.'},
  {code: EXIT.interrupted, meaning: 'Interrupted (Ctrl-C).'},
];
