import {request} from 'node:http';
import {setTimeout as wait} from 'node:timers/promises';

/** A supervisor that was restarted is back within this time; after it, the session goes on without. Milliseconds. */
const PATIENCE = 20_000;
const TRY_AGAIN = 250;

/** What a hook's answer may say, in Claude Code's form; the rest of it means nothing here. */
export interface HookAnswer {
  readonly hookSpecificOutput?: {
    readonly additionalContext?: string;
    readonly permissionDecision?: 'allow' | 'deny';
    readonly permissionDecisionReason?: string;
    readonly decision?: {readonly behavior: 'allow' | 'deny'; readonly message?: string};
  };
  /** Ids of the messages in `additionalContext`. */
  readonly messages?: readonly string[];
}

export interface GatewayIdentity {
  readonly url: string;
  readonly session: string;
  readonly token: string;
}

/** Calls one of the session's own hooks. Waits out a restart of the supervisor; `{}` when there is none any more, or when `signal` ends the call. */
export async function callHook(identity: GatewayIdentity, event: string, body: object, signal?: AbortSignal): Promise<HookAnswer> {
  const giveUp = performance.now() + PATIENCE;
  for (;;) {
    try {
      return await post(identity, event, {hook_event_name: event, ...body}, signal);
    } catch {
      if (signal?.aborted || performance.now() > giveUp) return {};
      await wait(TRY_AGAIN);
    }
  }
}

/** Not fetch: it gives up on an answer after five minutes, and a person may take longer than that for a question. */
function post({url, session, token}: GatewayIdentity, event: string, body: object, signal?: AbortSignal): Promise<HookAnswer> {
  return new Promise((resolve, reject) => {
    const call = request(`${url}/h/${session}/${event}`, {
      method: 'POST',
      headers: {authorization: `Bearer ${token}`, 'content-type': 'application/json'},
      ...(signal ? {signal} : {}),
    });
    call.on('error', reject);
    call.on('response', async (response) => {
      try {
        let text = '';
        for await (const chunk of response.setEncoding('utf8')) text += chunk;
        if (response.statusCode !== 200) throw new Error(`${event}: HTTP ${response.statusCode} ${text}`);
        resolve(text === '' ? {} : (JSON.parse(text) as HookAnswer));
      } catch (error) {
        reject(error);
      }
    });
    call.end(JSON.stringify(body));
  });
}
