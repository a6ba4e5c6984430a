import {type FSWatcher, readdirSync, readFileSync, watch} from 'node:fs';
import {join} from 'node:path';
import process from 'node:process';
import {startTimeOf} from '../../platform/process-identity.ts';

/** What a running client says of itself in `sessions/PID.json`: its own truth about its state. */
export interface SessionRecord {
  readonly conversation: string | null;
  /** `shell`: the turn is over, a command goes on in the background. */
  readonly status: 'idle' | 'busy' | 'waiting' | 'shell';
  readonly waitingFor: string | null;
}

export interface SessionFileOptions {
  /** The client's configuration folder. */
  readonly config: string;
  readonly pid: number;
  /** To find the file where the process that was started is not the client itself, but something around it. */
  readonly conversation: () => string | null;
  readonly onChange: (record: SessionRecord) => void;
}

/** Follows the session file of one client. */
export class SessionFile implements Disposable {
  readonly #options: SessionFileOptions;
  readonly #folder: string;
  #name: string | null = null;
  #watcher: FSWatcher | null = null;
  #last = '';
  #scheduled: NodeJS.Immediate | null = null;
  #disposed = false;

  constructor(options: SessionFileOptions) {
    this.#options = options;
    this.#folder = join(options.config, 'sessions');
    this.refresh();
  }

  /** Reads the file now; also finds a folder or a file that was not there before. */
  refresh(): void {
    if (this.#disposed) return;
    this.#watch();
    const found = this.#read();
    if (!found) return;
    const text = JSON.stringify(found);
    if (text === this.#last) return;
    this.#last = text;
    this.#options.onChange(found);
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    this.#watcher?.close();
    if (this.#scheduled) clearImmediate(this.#scheduled);
  }

  #watch(): void {
    if (this.#watcher) return;
    try {
      // The folder, not the file: the client may replace it.
      this.#watcher = watch(this.#folder, {persistent: false}, (_event, name) => {
        if (this.#name !== null && name !== null && name !== this.#name) return;
        // The last event of a write comes after all of its bytes; those before it are one look too many.
        this.#scheduled ??= setImmediate(() => {
          this.#scheduled = null;
          this.refresh();
        });
      });
      this.#watcher.on('error', () => {
        this.#watcher?.close();
        this.#watcher = null;
      });
    } catch {
      // Not there yet: the first client to start makes it, and its SessionStart makes us look again.
    }
  }

  #read(): SessionRecord | null {
    if (this.#name !== null) return readRecord(join(this.#folder, this.#name))?.record ?? null;
    for (const name of this.#candidates()) {
      const read = readRecord(join(this.#folder, name));
      if (read && (this.#isOwn(read) || read.record.conversation === this.#options.conversation())) {
        this.#name = name;
        return read.record;
      }
    }
    return null;
  }

  /** Of this very process: a client that was killed leaves its file behind, and its pid is used again. */
  #isOwn({pid, startTime}: FileContent): boolean {
    if (pid !== this.#options.pid) return false;
    return startTime === null || process.platform !== 'linux' || startTime === startTimeOf(pid);
  }

  #candidates(): string[] {
    try {
      const own = `${this.#options.pid}.json`;
      const names = readdirSync(this.#folder).filter((name) => /^\d+\.json$/.test(name));
      return names.includes(own) ? [own] : names;
    } catch {
      return [];
    }
  }
}

const STATUSES: readonly string[] = ['idle', 'busy', 'waiting', 'shell'] satisfies readonly SessionRecord['status'][];

interface FileContent {
  readonly pid: number;
  /** When the kernel started the process. */
  readonly startTime: string | null;
  readonly record: SessionRecord;
}

/** `null`: not there, half written, or of a version that says something else. */
function readRecord(file: string): FileContent | null {
  try {
    const {pid, procStart, sessionId, status, waitingFor} = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    if (typeof status !== 'string' || !STATUSES.includes(status)) return null;
    return {
      pid: Number(pid),
      startTime: typeof procStart === 'string' ? procStart : null,
      record: {
        conversation: typeof sessionId === 'string' ? sessionId : null,
        status: status as SessionRecord['status'],
        waitingFor: typeof waitingFor === 'string' ? waitingFor : null,
      },
    };
  } catch {
    return null;
  }
}
