import {command, flag, number} from '../command.ts';

/** The team as a whole. */
export const teamCommands = [
  command({
    name: 'init',
    needs: 'nothing',
    summary: 'Set up a team for this project.',
    description:
      'Looks at what is there (git, package manager, test command, language, installed agent clients), asks a few questions, and writes harmony.config.ts, the chosen roles and a line for .gitignore. Overwrites nothing unless it is told to.',
    options: {
      yes: flag('Ask nothing: take what was found.'),
      force: flag('Overwrite files that are there.'),
    },
    examples: [
      {line: 'harmony init', does: 'asks, then writes'},
      {line: 'harmony init --yes', does: 'for scripts'},
    ],
    json: '`{project, found, written, kept}`',
    exits: {1: 'There is a configuration already.'},
    load: async () => (await import('../commands/init.ts')).init,
  }),
  command({
    name: 'up',
    needs: 'nothing',
    summary: 'Start the team, or find the one that runs, and show its screen.',
    description:
      'Checks the configuration and the agent clients before anything is started. A configuration is a program: in a folder that was not trusted yet it asks first. Without a terminal it behaves as with --no-attach.',
    options: {
      noAttach: flag('Do not show the screen.'),
      trust: flag('Trust this folder from now on, without being asked.'),
    },
    examples: [
      {line: 'harmony up', does: 'starts the team and shows it'},
      {line: 'harmony up --no-attach --trust', does: 'for scripts'},
    ],
    json: '`{team, project, started, supervisor, sessions}`; never shows the screen',
    exits: {
      1: 'The configuration is wrong, an agent client is missing, or the supervisor did not start: nothing runs.',
      3: 'There is no configuration.',
      5: 'The folder is not trusted, and nobody is there to ask.',
    },
    load: async () => (await import('../commands/up.ts')).up,
  }),
  command({
    name: 'attach',
    needs: 'team',
    summary: 'Show the screen of the running team.',
    description: 'Any number of screens at once. Leaving one (q) stops nothing.',
    examples: [{line: 'harmony attach', does: 'shows every session as it is now'}],
    json: 'an error: the screen is for people',
    exits: {2: 'There is no terminal.', 3: 'No team is running.'},
    load: async () => (await import('../commands/attach.ts')).attach,
  }),
  command({
    name: 'down',
    needs: 'team',
    summary: 'End the team: its sessions, the terminal host, the supervisor.',
    description:
      'Waits until all of them have ended; sessions are asked before they are made to. Conversations are kept: the next up goes on with them.',
    options: {force: flag('End also what does not answer: supervisor and terminal host are killed. The journal stays whole.')},
    examples: [
      {line: 'harmony down', does: 'lists what it ended'},
      {line: 'harmony down --force', does: 'ends a team whose supervisor was stopped or hangs'},
    ],
    json: '`{ended}`: names of sessions',
    exits: {1: 'Something does not answer: see --force.', 3: 'No team is running.'},
    load: async () => (await import('../commands/down.ts')).down,
  }),
  command({
    name: 'ps',
    looksOnly: true,
    needs: 'team',
    summary: 'List the processes of the team and the memory that they use.',
    examples: [{line: 'harmony ps', does: 'supervisor, terminal host and every session'}],
    json: '`{supervisor, terminalHost, sessions}`; each has `pid` and `memory` (bytes resident, `null` when unknown), the supervisor also `version`, `gateway`, `startedAt`, `notices`',
    exits: {3: 'No team is running.'},
    load: async () => (await import('../commands/ps.ts')).ps,
  }),
  command({
    name: 'doctor',
    looksOnly: true,
    needs: 'nothing',
    summary: 'Check what Harmony needs, and say what to do about what is missing.',
    examples: [{line: 'harmony doctor', does: 'one line per check'}],
    json: '`{ok, checks}`; each check has `check`, `status` (`ok`, `warn`, `fail`), `detail`, `remedy`',
    exits: {1: 'At least one check failed.'},
    load: async () => (await import('../commands/doctor.ts')).doctor,
  }),
  command({
    name: 'demo',
    needs: 'nothing',
    summary: 'Watch three scripted sessions build a Todo API: no account needed.',
    description: 'Works in a scratch folder with a team of its own. Without a terminal it tells the same story as lines.',
    options: {
      keep: flag('Leave the scratch folder where it is.'),
      pace: number('FACTOR', 'Factor on every pause: 0.5 is twice as quick.'),
    },
    examples: [
      {line: 'harmony demo', does: 'the full screen; q leaves'},
      {line: 'harmony demo | cat', does: 'plain lines'},
    ],
    json: '`{ok, end, folder, tests, counts, story, kept}`',
    exits: {1: 'The tests of the API that was built did not pass.'},
    load: async () => (await import('../commands/demo.ts')).demo,
  }),
  command({
    name: 'version',
    looksOnly: true,
    needs: 'nothing',
    summary: 'Print the version of Harmony and of Node.',
    examples: [{line: 'harmony version', does: 'the same as harmony --version'}],
    json: '`{version, node, platform}`',
    load: async () => (await import('../commands/version.ts')).showVersion,
  }),
] as const;
