import {statfsSync} from 'node:fs';
import {JournalError} from './journal.ts';

/** `f_type` of statfs(2) on Linux: file systems whose locks another machine does not see, or that do not keep SQLite's shared memory. */
const NETWORK: Readonly<Record<number, string>> = {
  26985: 'NFS',
  20859: 'SMB',
  4283649346: 'CIFS',
  4266872130: 'SMB2',
  16914839: '9p',
  1702057286: 'FUSE or virtiofs',
  198183888: 'Lustre',
  12805120: 'Ceph',
  1397113167: 'AFS',
  1799439955: 'AFS',
  1937076805: 'Coda',
  18225520: 'GFS2',
  1952539503: 'OCFS2',
  1196443219: 'GPFS',
  428016422: 'BeeGFS',
  2020557398: 'a shared folder of VirtualBox',
  2088527475: 'a shared folder of Parallels',
  3133910204: 'a shared folder of VMware',
};

/** Two machines that write one SQLite file over a network corrupt it, so it is not even tried. */
export function refuseNetworkFileSystem(folder: string, type: number = statfsSync(folder).type): void {
  if (process.platform !== 'linux') return;
  // Some of them have the highest bit set, which is a sign to some callers.
  const name = NETWORK[type >>> 0];
  if (name === undefined) return;
  throw new JournalError(
    'network',
    `${folder} lies on a network file system (${name}), where SQLite's locks do not hold.`,
    'Put the project on a local disk.',
  );
}
