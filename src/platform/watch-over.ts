import {type FSWatcher, watch} from 'node:fs';
import {Disposables} from './disposables.ts';

/** What the kernel does not tell of is seen by looking: a few `stat` calls. Milliseconds. */
const LOOK_EVERY = 2_000;
/** Whoever deletes a folder deletes file by file, and is to be done before anything is made again. Milliseconds. */
const SETTLE = 100;

/**
 * Calls `look` soon after `file` was deleted, and now and then in any case. A look that fails is tried again at the next time. Looks never
 * overlap.
 */
export function watchOver(file: string, look: () => Promise<void>): Disposable {
  const owned = new Disposables();
  let watcher: FSWatcher | null = null;
  let settling: NodeJS.Timeout | null = null;
  let looking = false;
  const lookOnce = async (): Promise<void> => {
    settling = null;
    if (looking || owned.disposed) return;
    looking = true;
    try {
      await look();
    } finally {
      looking = false;
      watcher ??= tryWatching();
    }
  };
  const soon = (): void => {
    settling ??= setTimeout(() => void lookOnce(), SETTLE);
  };
  // One file and not its folder, where a busy journal would wake us at each write.
  const tryWatching = (): FSWatcher | null => {
    try {
      const begun = watch(file, {persistent: false}, () => {
        // It speaks of a file that is gone: the one that is made again needs another.
        begun.close();
        watcher = null;
        soon();
      });
      return begun.on('error', () => {});
    } catch {
      return null;
    }
  };
  watcher = tryWatching();
  const timer = setInterval(() => void lookOnce(), LOOK_EVERY).unref();
  owned.defer(() => {
    clearInterval(timer);
    if (settling) clearTimeout(settling);
    watcher?.close();
  });
  return owned;
}
