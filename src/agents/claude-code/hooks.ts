import type {SeenCall, SessionHub} from '../adapter.ts';
import {seenCall} from '../seen-call.ts';
import {type HookBody, readHookBody} from './hook-body.ts';
import type {SessionMemory} from './memory.ts';
import {answerPermission} from './permission.ts';
import {bellFile} from './plugin.ts';
import {editedPaths, targetOf, toolName} from './tool-words.ts';

/** How long the first prompt waits for the client to have our tools: a model that starts without them does not get them in that turn. */
const TOOLS_LIMIT = 10_000;
/**
 * After the list was served the client still has to read it. Measured with 2.1.329: without a pause half of the clients began without the tools, with
 * 100 ms none of 12, six of them beside four busy processes on two cores. Milliseconds, with room for a slower machine; once in a session's life.
 */
const TOOLS_SETTLE = 400;
/** A client ends the turn at the 9th continuation in a row, with a warning; mail that is still there then comes by the bell. */
const MOST_CONTINUATIONS = 6;

type Handler = (hub: SessionHub, memory: SessionMemory, body: HookBody) => Promise<object>;

const NOTHING = {};
const context = (event: string, additionalContext: string): object => ({hookSpecificOutput: {hookEventName: event, additionalContext}});

/** Mail for the conversation, as context of this hook. A subagent gets none: it would not know what to do with it, and its own context ends. */
async function mailFor(hub: SessionHub, memory: SessionMemory, body: HookBody, event: string): Promise<string | null> {
  if (body.agent !== null) return null;
  const mail = await hub.takeMail(`hook ${event}`);
  if (!mail) return null;
  memory.transcript.expect(hub, body.transcript, mail.messages);
  await mail.injected(`hook ${event}`);
  return mail.text;
}

async function working(hub: SessionHub, memory: SessionMemory, body: HookBody, event: string): Promise<void> {
  // What a subagent in the background does says nothing about the session's own turn.
  if (body.agent === null) await memory.status.learn(hub, {dialog: null, turn: {activity: 'working', evidence: `hook ${event}`}});
}

function beat(hub: SessionHub, action: string, target: string | null = null, call?: SeenCall): void {
  // Not awaited: the client waits for the answer, and a heartbeat decides nothing.
  hub.heartbeat({action, target, source: 'hook'}, call).catch((error) => hub.log(`heartbeat: ${error}`));
}

const handlers: Readonly<Record<string, Handler>> = {
  async SessionStart(hub, memory, body) {
    await memory.withdraw(hub, () => true, `the session began anew (${body.source})`);
    await memory.settleRaised(hub, '', 'the session has started');
    const idle = body.source !== 'compact' && !memory.expectsPrompt;
    await memory.status.learn(hub, {
      dialog: null,
      ...(idle ? {turn: {activity: 'idle', evidence: `hook SessionStart ${body.source}`}} : {}),
    });
    memory.lookAgain();
    return {
      hookSpecificOutput: {hookEventName: 'SessionStart', additionalContext: await hub.brief(), watchPaths: [bellFile(hub.folder)]},
    };
  },

  async UserPromptSubmit(hub, memory, body) {
    memory.expectsPrompt = false;
    memory.continuations = 0;
    await working(hub, memory, body, 'UserPromptSubmit');
    await memory.withdraw(hub, ({agent}) => agent === null, 'a new prompt was submitted');
    await memory.status.learn(hub, {quota: null});
    await memory.settleRaised(hub, '', 'a new turn has begun');
    if (!(await memory.whenToolsListed(TOOLS_LIMIT, TOOLS_SETTLE))) {
      hub.log(`the client did not ask for the tools of Harmony within ${TOOLS_LIMIT} ms: is its MCP server switched off?`);
    }
    const mail = await mailFor(hub, memory, body, 'UserPromptSubmit');
    return mail === null ? NOTHING : context('UserPromptSubmit', mail);
  },

  async PreToolUse(hub, memory, body) {
    const paths = editedPaths(body.tool, body.input);
    // Looked at before the client is answered: afterwards the tool may write.
    beat(hub, toolName(body.tool), targetOf(body.input, hub.project), await seenCall(body.input, paths[0] ?? null, hub.project));
    await working(hub, memory, body, 'PreToolUse');
    if (paths.length === 0) return NOTHING;
    const verdict = await hub.edit(paths, body.tool).catch((error: unknown) => {
      hub.log(`edit guard: ${error}`);
      // Not knowing who holds the file, the safe answer is no.
      return {
        allowed: false,
        reason: 'Harmony could not find out whether somebody else holds this file. Wait a moment, then try again.',
      } as const;
    });
    if (!verdict.allowed) {
      return {
        hookSpecificOutput: {hookEventName: 'PreToolUse', permissionDecision: 'deny', permissionDecisionReason: verdict.reason},
      };
    }
    return verdict.warnings.length > 0 ? context('PreToolUse', verdict.warnings.join('\n')) : NOTHING;
  },

  PermissionRequest: (hub, memory, body) => answerPermission(hub, memory, body),

  async PostToolBatch(hub, memory, body) {
    await memory.withdraw(hub, ({agent}) => agent === body.agent, 'answered in the pane');
    await working(hub, memory, body, 'PostToolBatch');
    const mail = await mailFor(hub, memory, body, 'PostToolBatch');
    return mail === null ? NOTHING : context('PostToolBatch', mail);
  },

  async Stop(hub, memory, body) {
    await memory.withdraw(hub, ({agent}) => agent === null, 'the turn ended');
    const mail = memory.continuations < MOST_CONTINUATIONS ? await mailFor(hub, memory, body, 'Stop') : null;
    memory.continuations = mail === null ? 0 : memory.continuations + 1;
    if (mail !== null) return context('Stop', mail);
    const background = body.background.length > 0 ? `, in the background: ${body.background.join(', ')}` : '';
    await memory.status.learn(hub, {turn: {activity: 'idle', evidence: `hook Stop${background}`}});
    return NOTHING;
  },

  async StopFailure(hub, memory, body) {
    const what = body.lastMessage || body.error || 'the turn failed';
    const quota = body.error === 'rate_limit' || body.error === 'billing_error';
    await memory.withdraw(hub, () => true, 'the turn failed');
    await memory.status.learn(hub, {turn: {activity: 'idle', evidence: `hook StopFailure ${body.error}`}, quota: quota ? what : null});
    const kind = quota ? 'quota' : body.error === 'authentication_failed' ? 'login' : 'notice';
    const detail = `The turn ended with an error (${body.error || 'unknown'}).`;
    await memory.raise(hub, {kind, key: `${kind}:turn`, title: `${hub.session}: ${what}`, detail});
    return NOTHING;
  },

  async SubagentStart(hub, _memory, body) {
    beat(hub, 'starts a subagent', body.agent);
    return NOTHING;
  },

  async SubagentStop(hub, memory, body) {
    await memory.withdraw(hub, ({agent}) => agent !== null && agent === body.agent, 'the subagent ended');
    beat(hub, 'a subagent ended', body.agent);
    return NOTHING;
  },

  async PreCompact(hub) {
    beat(hub, 'compacts the conversation');
    return NOTHING;
  },

  async CwdChanged(hub, _memory, body) {
    beat(hub, 'changes its folder', targetOf({path: body.folder}, hub.project));
    return NOTHING;
  },

  // Seconds late, so no source of its own; but a change of the session file that was missed is caught up with.
  async Notification(_hub, memory) {
    memory.lookAgain();
    return NOTHING;
  },

  async SessionEnd(hub, memory, body) {
    await memory.withdraw(hub, () => true, `the session ended (${body.reason})`);
    hub.log(`SessionEnd: ${body.reason}`);
    return NOTHING;
  },

  // --- from our own programs ---

  /** The bell was rung: `text` goes to the model, and wakes it. */
  async Mail(hub, memory, body) {
    memory.stopRinging();
    const mail = await mailFor(hub, memory, body, 'FileChanged');
    return mail === null ? NOTHING : {mail};
  },

  /** The MCP endpoint has served the list of its tools. */
  async ToolsListed(_hub, memory) {
    memory.toolsListed();
    return NOTHING;
  },
};

/** Meaning of one hook call. An event that is not known says nothing: a newer client may have more of them. */
export async function answerHook(event: string, posted: unknown, hub: SessionHub, memory: SessionMemory): Promise<object> {
  const handler = Object.hasOwn(handlers, event) ? handlers[event] : undefined;
  if (!handler) return NOTHING;
  const body = readHookBody(posted);
  if (body.conversation !== null && body.agent === null && body.conversation !== memory.conversation) {
    memory.conversation = body.conversation;
    await hub.observe({conversation: body.conversation, evidence: `hook ${event}`});
  }
  await memory.transcript.check(hub);
  return handler(hub, memory, body);
}
