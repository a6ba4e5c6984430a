/** A host, or what stands for it in a test. */
interface Needed {
  readonly needed: boolean;
  onLess: () => void;
}

/** Calls `end` once nothing runs and nobody is connected for `limit` ms: a host that everybody forgot would stay for ever. */
export function endWhenUnneeded(server: Needed, limit: number, end: () => void): Disposable {
  let timer: NodeJS.Timeout | null = null;
  const wait = (): void => {
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => {
      if (!server.needed) end();
    }, limit);
  };
  server.onLess = wait;
  wait();
  return {
    [Symbol.dispose]: () => {
      if (timer) clearTimeout(timer);
    },
  };
}
