import process from 'node:process';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A signal that asks the demo to end: it still cleans up behind itself. */
export interface Interruption extends Disposable {
  /** Resolves at the first signal; further ones change nothing. */
  readonly came: Promise<void>;
}

export function catchInterruption(): Interruption {
  const {promise, resolve} = Promise.withResolvers<void>();
  const listener = (): void => resolve();
  for (const signal of SIGNALS) process.on(signal, listener);
  return {
    came: promise,
    [Symbol.dispose]() {
      for (const signal of SIGNALS) process.off(signal, listener);
    },
  };
}
