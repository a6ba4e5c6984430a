import {JournalError} from './journal.ts';

/** Under a running team. */
export const replaced = (position: number): JournalError =>
  new JournalError(
    'corrupt',
    `The journal no longer has the ${position} events that this team is made of: it was replaced or emptied while the team runs.`,
    'Start the team again, so that it reads what is there: harmony down, then harmony up.',
  );

/** Of the archive, mostly: somebody took its files away, or its lines were damaged. */
export const missing = (first: number, last: number): JournalError =>
  new JournalError(
    'corrupt',
    `The events ${first} to ${last} are neither in the journal nor in its archive: the team cannot be made of the rest.`,
    'Put their files back into .harmony/run/archive, or move .harmony/run away to begin anew.',
  );
