import {command, flag, maybe, one} from '../command.ts';

/** Phases of the project, and their gates. */
export const phaseCommands = [
  command({
    name: 'phase list',
    needs: 'journal',
    looksOnly: true,
    summary: 'List the phases: which are passed, which is present, and what its gate needs.',
    examples: [{line: 'harmony phase list', does: 'in their order'}],
    json: '`{phases}`',
    exits: {3: 'No team is running.'},
    load: async () => (await import('../commands/phases.ts')).listPhases,
  }),
  command({
    name: 'phase show',
    needs: 'journal',
    looksOnly: true,
    summary: 'Print one phase with its tasks.',
    arguments: {phase: one('PHASE', 'Its name.')},
    examples: [{line: 'harmony phase show BUILD', does: 'what is open in it'}],
    json: '`{phase, tasks}`',
    exits: {3: 'No team is running, or there is no such phase.'},
    load: async () => (await import('../commands/phases.ts')).showPhase,
  }),
  command({
    name: 'phase pass',
    needs: 'team',
    summary: 'Try the gate of the present phase: its checks run; a person who tries has approved.',
    description: 'A gate is tried by itself when the last task of its phase is done. A session may try it where its role may delegate.',
    arguments: {phase: maybe('PHASE', 'The phase. Default: the present one.')},
    options: {force: flag('Whatever its tasks and checks say: for a person.')},
    examples: [{line: 'harmony phase pass SPECS', does: 'the tasks of the next phase become ready'}],
    json: '`{phase, state}`',
    exits: {
      3: 'No team is running, or there is no such phase.',
      4: 'It is passed already, another comes first, or tasks of it are not done.',
    },
    load: async () => (await import('../commands/phases.ts')).passPhase,
  }),
  command({
    name: 'phase reopen',
    needs: 'journal',
    summary: 'Go back: this phase and those after it are not passed any more. For a person.',
    arguments: {phase: one('PHASE', 'Its name.')},
    examples: [{line: 'harmony phase reopen SPECS', does: 'what somebody has stays with them; what is open waits again'}],
    json: '`{phase, already}`',
    exits: {3: 'No team is running, or there is no such phase.'},
    load: async () => (await import('../commands/phases.ts')).reopenPhase,
  }),
] as const;
