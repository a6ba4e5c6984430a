import {command, flag, maybe} from '../command.ts';

/** A table of its own, because sessions call it often: see `hot.ts`. */
export const statusCommand = command({
  name: 'status',
  looksOnly: true,
  needs: 'journal',
  summary: 'List the sessions and what they do, or tell everything about one.',
  arguments: {session: maybe('NAME', 'A session.')},
  options: {names: flag('Only the names of the sessions, one a line.')},
  examples: [
    {line: 'harmony status', does: 'the whole team'},
    {line: 'harmony status ada', does: 'one session'},
    {line: "harmony status --json | jq '.sessions[].state'", does: 'for scripts'},
  ],
  json: 'the board; with a name that session of it',
  exits: {3: 'No team is running, or it has no such session.'},
  load: async () => (await import('../commands/status.ts')).status,
});
