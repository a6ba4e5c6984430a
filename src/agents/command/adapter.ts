import type {AgentAdapter, LaunchContext, LaunchPlan} from '../adapter.ts';
import {findProgram} from '../find-program.ts';

/**
 * Any program as a member of the team: a shell, a build watcher, an agent that Harmony does not know. It runs in a live pane and may use the
 * `harmony` command like everybody else; what would need a hook inside the client it cannot do.
 */
export const commandAdapter: AgentAdapter = {
  id: 'command',
  capabilities: {enforcement: false, deliveryBusy: false, deliveryIdle: false, resume: false, remoteApproval: false},

  async detect(environment, settings) {
    const [program] = settings.command ?? [];
    if (!program) {
      return {
        found: false,
        reason: 'A session of client "command" has no command.',
        remedy: "Give the team member one in harmony.config.ts: {role: 'shell', client: 'command', command: ['bash']}.",
      };
    }
    const file = findProgram(program, environment.PATH);
    if (file) return {found: true, file, version: null, warnings: []};
    return {
      found: false,
      reason: `The program "${program}" is not there or may not be executed.`,
      remedy: program.includes('/') ? `Check the path ${program}.` : `Install ${program}, or give its whole path in harmony.config.ts.`,
    };
  },

  async launch(context: LaunchContext): Promise<LaunchPlan> {
    return {
      file: context.detection.file,
      args: (context.settings.command ?? []).slice(1),
      env: context.environment,
      conversation: null,
    };
  },

  observe(session) {
    session
      .observe({activity: 'idle', evidence: 'a plain command: its process and its screen are seen, not what it works on'})
      .catch((error) => session.log(`observe: ${error}`));
    return {[Symbol.dispose]: () => {}};
  },
};
