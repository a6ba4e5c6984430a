import {statfsSync} from 'node:fs';
import {JournalError} from './journal.ts';

/** Magic numbers of Linux file systems whose locks another machine does not see, or that do not keep SQLite's shared memory. */
const NETWORK: Readonly<Record<number, string>> = {
  26985: 'NFS',
  20859: 'SMB',
  4283649346: 'CIFS',
  4266872130: 'SMB2',
  16914839: '9p',
  1397703499: 'Lustre',
  12805120: 'Ceph',
  1799439955: 'AFS',
};

/** Two machines that write one SQLite file over a network corrupt it, so it is not even tried. */
export function refuseNetworkFileSystem(folder: string): void {
  if (process.platform !== 'linux') return;
  const name = NETWORK[statfsSync(folder).type];
  if (name === undefined) return;
  throw new JournalError(
    'network',
    `${folder} lies on a network file system (${name}), where SQLite's locks do not hold.`,
    'Put the project on a local disk.',
  );
}
