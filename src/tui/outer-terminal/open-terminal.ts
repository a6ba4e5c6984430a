import {constants, openSync} from 'node:fs';
import {isatty} from 'node:tty';

export interface OpenedTerminal {
  readonly fd: number;
  /** False when it is the process' own descriptor, which others write to and which may block. */
  readonly isOurs: boolean;
}

/**
 * A second descriptor of the terminal behind `fd`, that does not block: the flag belongs to the open file, so setting it on the one that
 * was inherited would change it for the shell too.
 */
export function openTerminal(fd: number): OpenedTerminal {
  if (isatty(fd)) {
    // The link in /proc opens the very terminal, also where /dev/pts is another one (a container); /dev/tty is the controlling terminal.
    for (const path of [`/proc/self/fd/${fd}`, '/dev/tty']) {
      const opened = tryOpen(path);
      if (opened !== null) return {fd: opened, isOurs: true};
    }
  }
  return {fd, isOurs: false};
}

function tryOpen(path: string): number | null {
  try {
    return openSync(path, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  } catch {
    // No /proc here, no controlling terminal, or the terminal belongs to another user (su): the next way is tried.
    return null;
  }
}
