import {defineConfig} from 'harmonycode';

/** The team that works on Harmony itself. */
export default defineConfig({
  name: 'harmony',
  team: [
    {role: 'orchestrator', name: 'lead'},
    {role: 'architect'},
    {role: 'backend', name: 'core', prompt: 'Your part is src/core, src/journal and src/supervisor. Read docs/architecture.md first.'},
    {role: 'backend', name: 'terminals', prompt: 'Your part is src/terminal and src/client. Read docs/architecture.md first.'},
    {role: 'frontend', name: 'screen', prompt: 'Your part is src/tui. Read docs/architecture.md first.'},
    {role: 'tester'},
    {role: 'reviewer'},
    {role: 'docs'},
    // Any program can be a member: the types are checked in a pane of their own while the others work.
    {role: 'tester', name: 'types', client: 'command', command: ['npx', 'tsc', '--watch', '--preserveWatchOutput']},
  ],
  claims: {
    ttl: '1h',
    enforcementByPath: {
      // Written by a tool from what the sessions own: two of them may run it at the same time.
      'package-lock.json': 'warn',
      'docs/cli.md': 'warn',
      'docs/configuration.md': 'warn',
    },
  },
});
