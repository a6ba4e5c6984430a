import {randomUUID} from 'node:crypto';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import process from 'node:process';
import {replaceFile} from '../../platform/write-file.ts';
import type {AgentAdapter, LaunchContext, LaunchPlan} from '../adapter.ts';
import {answerHook} from './answer-hook.ts';
import type {DemoLaunch} from './launch-file.ts';
import {DIALOG_QUESTION} from './screen/dialog.ts';

const bellOf = (folder: string): string => join(folder, 'bell');

/**
 * A scripted session that needs no account: it looks and behaves like a coding agent and uses Harmony as one does, through the same hooks over
 * http and the same commands. Only what it says is written beforehand; what it does is real.
 */
export const demoAdapter: AgentAdapter = {
  id: 'demo',
  capabilities: {enforcement: true, deliveryBusy: true, deliveryIdle: true, resume: true, remoteApproval: true},

  async detect() {
    return {found: true, file: process.execPath, version: process.versions.node, warnings: []};
  },

  async launch(context: LaunchContext): Promise<LaunchPlan> {
    const conversation = context.conversation ?? randomUUID();
    const launch: DemoLaunch = {
      session: context.session,
      conversation,
      prompt: context.prompt,
      bell: bellOf(context.folder),
      progress: join(context.folder, `progress-${conversation}.json`),
    };
    const file = join(context.folder, 'demo.json');
    replaceFile(file, JSON.stringify(launch), 0o600);
    return {
      file: context.node,
      args: [context.programs.demo, file],
      env: {...context.environment, ...context.settings.env},
      conversation,
    };
  },

  hook: answerHook,

  async ring(session) {
    // Written in place: the session watches this very file.
    writeFileSync(bellOf(session.folder), `${Date.now()}\n`, {mode: 0o600});
  },

  mayType(screen) {
    if (screen.includes(DIALOG_QUESTION)) return {ok: false, reason: 'A question is open in the pane: answer it first.'};
    return {ok: true};
  },
};
