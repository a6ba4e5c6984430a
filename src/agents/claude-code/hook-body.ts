/** What a client posts, read without trust: a field that is missing or of another kind is simply not there. */
export interface HookBody {
  readonly conversation: string | null;
  readonly transcript: string | null;
  /** Set for tools of a subagent. */
  readonly agent: string | null;
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** What the client would remember if the person chose "always". */
  readonly suggestions: readonly unknown[];
  /** Of SessionStart (`startup`, `resume`, `clear`, `compact`). */
  readonly source: string;
  /** Of SessionEnd. */
  readonly reason: string;
  /** Of StopFailure: its kind, and what the screen says. */
  readonly error: string;
  readonly lastMessage: string;
  /** Of CwdChanged. */
  readonly folder: string;
  /** Of Stop: what goes on in the background after the turn. */
  readonly background: readonly string[];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export function readHookBody(posted: unknown): HookBody {
  const body = isRecord(posted) ? posted : {};
  const tasks = Array.isArray(body.background_tasks) ? body.background_tasks.filter(isRecord) : [];
  return {
    conversation: textOf(body.session_id) || null,
    transcript: textOf(body.transcript_path) || null,
    agent: textOf(body.agent_id) || null,
    tool: textOf(body.tool_name),
    input: isRecord(body.tool_input) ? body.tool_input : {},
    suggestions: Array.isArray(body.permission_suggestions) ? body.permission_suggestions : [],
    source: textOf(body.source),
    reason: textOf(body.reason),
    error: textOf(body.error),
    lastMessage: textOf(body.last_assistant_message),
    folder: textOf(body.new_cwd),
    background: tasks.map((task) => textOf(task.command) || textOf(task.type)),
  };
}
