import {existsSync, mkdirSync} from 'node:fs';
import type {FileJournal} from '../journal/file/file-journal.ts';
import type {projectFiles} from '../protocol/layout.ts';
import {type GatewayIdentity, saveGatewayIdentity} from './gateway-identity.ts';
import {writeHarmonyShim} from './programs.ts';

interface RunFolderOptions {
  readonly files: ReturnType<typeof projectFiles>;
  readonly journal: FileJournal;
  readonly identity: () => GatewayIdentity;
}

/** What the supervisor has on disk and cannot do without: somebody may delete it under a running team (`git clean -fdx`). */
export class RunFolder {
  readonly #options: RunFolderOptions;

  constructor(options: RunFolderOptions) {
    this.#options = options;
  }

  get stands(): boolean {
    const {files, journal} = this.#options;
    return journal.stands && existsSync(files.gateway) && existsSync(files.bin);
  }

  /** Made before anything in it, and private. */
  make(): void {
    mkdirSync(this.#options.files.run, {recursive: true, mode: 0o700});
  }

  /** Everything that is not there: the journal with all its events, the address and the key of the sessions, their `harmony`. */
  writeAgain(): void {
    const {files, journal, identity} = this.#options;
    this.make();
    if (!journal.stands) journal.writeAgain();
    saveGatewayIdentity(files.gateway, identity());
    writeHarmonyShim(files.bin);
  }
}
