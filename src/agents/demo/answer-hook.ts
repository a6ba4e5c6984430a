import {relative} from 'node:path';
import {z} from 'zod';
import type {SessionHub} from '../adapter.ts';
import {seenCall} from '../seen-call.ts';

/** The body of a hook call, shaped like Claude Code's; what an event does not carry is left out. */
const HookBody = z.object({
  tool_name: z.string().default(''),
  tool_input: z.object({file_path: z.string().optional(), command: z.string().optional(), description: z.string().optional()}).default({}),
  tool_use_id: z.string().default(''),
  messages: z.array(z.string()).default([]),
});

type HookBody = z.infer<typeof HookBody>;

const EDITS = new Set(['Write', 'Edit']);

/** What each hook of a demo session means. The answers have the form that Claude Code understands. */
export async function answerHook(event: string, body: unknown, session: SessionHub): Promise<object> {
  const call = HookBody.parse(body ?? {});
  const evidence = `hook ${event}`;
  switch (event) {
    case 'SessionStart':
      await session.observe({activity: 'idle', waiting: null, evidence});
      return context(event, await session.brief());
    case 'UserPromptSubmit':
      await session.observe({activity: 'working', waiting: null, evidence});
      return withMail(event, session);
    case 'PreToolUse':
      return beforeTool(call, session);
    case 'PostToolUse':
    case 'PostToolUseFailure':
      await session.observe({activity: 'working', waiting: null, evidence});
      return withMail(event, session);
    case 'PermissionRequest':
      return askPermission(call, session);
    // The person answered in the pane.
    case 'PermissionAnswered':
      await session.withdraw(permissionKey(call), 'answered in the pane');
      await session.observe({activity: 'working', waiting: null, evidence});
      return {};
    // The bell rang while it was idle.
    case 'Mail': {
      const answer = await withMail(event, session);
      if ('messages' in answer) await session.observe({activity: 'working', evidence});
      return answer;
    }
    case 'MailShown':
      await session.seen(call.messages, 'shown in its transcript');
      return {};
    case 'Stop': {
      const answer = await withMail(event, session);
      if (!('messages' in answer)) await session.observe({activity: 'idle', waiting: null, evidence});
      return answer;
    }
    default:
      return {};
  }
}

const context = (event: string, additionalContext: string): object => ({hookSpecificOutput: {hookEventName: event, additionalContext}});

/** Waiting mail as context of the answer; `messages` tells the session which ones it has to confirm once they are on its screen. */
async function withMail(event: string, session: SessionHub): Promise<object> {
  const mail = await session.takeMail(`hook ${event}`);
  if (!mail) return {};
  await mail.injected(`in the answer to ${event}`);
  return {...context(event, mail.text), messages: mail.messages};
}

async function beforeTool(call: HookBody, session: SessionHub): Promise<object> {
  const {file_path: path, command} = call.tool_input;
  const edited = path !== undefined && EDITS.has(call.tool_name) ? path : null;
  const seen = await seenCall(call.tool_input, edited, session.project);
  if (path !== undefined && EDITS.has(call.tool_name)) {
    const verdict = await session.edit([path], call.tool_name);
    if (!verdict.allowed) return decision('deny', verdict.reason);
  }
  const target = path === undefined ? (command ?? null) : relative(session.project, path);
  await session.heartbeat({action: call.tool_name, target, source: 'hook'}, seen);
  return decision('allow', '');
}

const decision = (permissionDecision: 'allow' | 'deny', permissionDecisionReason: string): object => ({
  hookSpecificOutput: {hookEventName: 'PreToolUse', permissionDecision, permissionDecisionReason},
});

const permissionKey = (call: HookBody): string => `permission:${call.tool_use_id}`;

/** Held open until a person has answered somewhere. An empty answer leaves the dialog in the pane as it is. */
async function askPermission(call: HookBody, session: SessionHub): Promise<object> {
  const {command = '', description = ''} = call.tool_input;
  const title = `${call.tool_name} ${command}`;
  await session.observe({waiting: {on: 'person', what: `permission: ${title}`}, evidence: 'hook PermissionRequest'});
  const answer = await session.ask({
    kind: 'permission',
    key: permissionKey(call),
    title,
    detail: `${command}\n${description}`,
    choices: [
      {id: 'allow', label: 'Allow once'},
      {id: 'deny', label: 'Deny'},
    ],
  });
  if (!answer) return {};
  await session.observe({activity: 'working', waiting: null, evidence: `answered: ${answer.choice}`});
  const behavior = answer.choice === 'allow' ? 'allow' : 'deny';
  return {hookSpecificOutput: {hookEventName: 'PermissionRequest', decision: {behavior, message: answer.text ?? ''}}};
}
