import type {LaunchContext} from '../../src/agents/adapter.ts';

/** A start of the session ada, with what a test does not care about filled in. */
export const launchContext = (facts: Pick<LaunchContext, 'folder' | 'detection'> & Partial<LaunchContext>): LaunchContext => ({
  session: 'ada',
  incarnation: 1,
  project: facts.folder,
  cwd: facts.folder,
  gateway: 'http://127.0.0.1:4711',
  token: 'secret',
  instructions: '# You are ada\n',
  model: null,
  permissionMode: null,
  prompt: null,
  conversation: null,
  settings: {},
  environment: {PATH: '/bin:/usr/bin', HOME: facts.folder, HARMONY_SESSION: 'ada', HARMONY_TOKEN: 'secret'},
  node: process.execPath,
  programs: {harmony: '/harmony/bin/harmony.js', hook: '/harmony/dist/bell-hook.js', demo: '/harmony/dist/demo-agent.js'},
  ...facts,
});
