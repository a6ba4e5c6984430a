import {execFileSync} from 'node:child_process';
import {readFileSync, readlinkSync} from 'node:fs';

let known: string | null | undefined;

/** Names this run of the machine, from its start to its end. `null`: the system does not say. */
export function bootOfThisMachine(): string | null {
  if (known === undefined) known = askFor(process.platform);
  return known;
}

function askFor(platform: NodeJS.Platform): string | null {
  try {
    if (platform === 'linux') return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${timeNamespace()}`.trim();
    // Not kern.boottime: that is changed when somebody sets the wall clock.
    if (platform === 'darwin') return execFileSync('/usr/sbin/sysctl', ['-n', 'kern.bootsessionuuid'], {encoding: 'utf8'}).trim() || null;
  } catch {
    // A sandbox without /proc, or an old system.
  }
  return null;
}

/** A container may have a monotonic clock of its own though the boot is the same. Empty: this kernel knows no such thing. */
function timeNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/time');
  } catch {
    return '';
  }
}
