import process from 'node:process';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What asks the demo to end: a signal, or that nobody reads its lines any more (`| head`). It still cleans up behind itself. */
export interface Interruption extends Disposable {
  /** Resolves at the first one; further ones change nothing. */
  readonly came: Promise<void>;
}

export function catchInterruption(): Interruption {
  const {promise, resolve} = Promise.withResolvers<void>();
  const listener = (): void => resolve();
  for (const signal of SIGNALS) process.on(signal, listener);
  // Other commands end at once when their reader has gone; here a team has to be ended first.
  const others = process.stdout.listeners('error') as ((error: Error) => void)[];
  for (const other of others) process.stdout.off('error', other);
  process.stdout.on('error', listener);
  return {
    came: promise,
    [Symbol.dispose]() {
      for (const signal of SIGNALS) process.off(signal, listener);
      process.stdout.off('error', listener);
      for (const other of others) process.stdout.on('error', other);
    },
  };
}
