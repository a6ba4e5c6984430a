import type {Finding} from './deed.ts';

/** For the board, and as the first words of what the session and a person are told. */
export function describeRepetition({kind, times, what}: Finding): string {
  switch (kind) {
    case 'call':
      return `${what}: ${times} times without a change in between`;
    case 'revert':
      return `${what}: brought back to what it was ${times} times`;
    case 'text':
      return `the same message ${what}: ${times} times`;
    case 'pleasantries':
      return `pleasantries ${what}: ${times} messages`;
  }
}

/** What a session that repeats itself is told, once in an episode. */
export const adviceOn = (finding: Finding): string =>
  [
    `Seen: ${describeRepetition(finding)}.`,
    finding.kind === 'pleasantries'
      ? 'None of them needs an answer: leave it at that, and go on with your work.'
      : 'Once more will hardly come to anything else. Do something that you have not tried, or say what is in your way to whoever gave you the work.',
  ].join('\n');
