import type {AgentAdapter} from '../adapter.ts';
import {ringBell} from './bell.ts';
import {detectClaude} from './detect.ts';
import {answerHook} from './hooks.ts';
import {launchClaude} from './launch.ts';
import {Memories} from './memory.ts';
import {observeClaude} from './observe.ts';
import {mayTypeOn, readClaudeScreen} from './screens.ts';

const memories = new Memories();

/** Claude Code: hooks over http for meaning, its session file for truth, its screen for what neither tells. */
export const claudeCodeAdapter: AgentAdapter = {
  id: 'claude-code',
  capabilities: {enforcement: true, deliveryBusy: true, deliveryIdle: true, resume: true, remoteApproval: true},
  detect: detectClaude,

  async launch(context) {
    const plan = await launchClaude(context);
    const memory = memories.of(context);
    memory.expectTools();
    memory.expectsPrompt = plan.args.includes('--');
    memory.conversation = plan.conversation;
    return plan;
  },

  hook: (event, body, session) => answerHook(event, body, session, memories.of(session)),
  observe: (session, process) => observeClaude(session, memories.of(session), process),
  readScreen: readClaudeScreen,
  mayType: mayTypeOn,

  async ring(session) {
    ringBell(session, memories.of(session));
  },
};
