/** What the client sent for one turn of the model, read the way a test wants to ask about it. */
export interface ToolResult {
  readonly id: string;
  readonly isError: boolean;
  readonly text: string;
}

export interface Conversation {
  /** The session's name, from the instructions in the system prompt. */
  readonly session: string;
  readonly system: string;
  /** Everything the model reads, from the first message on. */
  readonly text: string;
  /** What is new since the model last spoke: prompts, results of tools, text that hooks added. */
  readonly news: string;
  readonly results: readonly ToolResult[];
  /** Names of the tools that the model may call. */
  readonly tools: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Text of a content: a string, or blocks that may hold further blocks. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  return listOf(content)
    .filter(isRecord)
    .map((block) => (typeof block.text === 'string' ? block.text : textOf(block.content)))
    .join('\n');
}

/** The first line of the instructions that Harmony gives a session. */
const SESSION = /# You are ([a-z][a-z0-9-]*), a session of a team/;

/** `null`: not a turn of a session, but one of the client's own questions (a title for the conversation, a quota check). */
export function readConversation(body: unknown): Conversation | null {
  if (!isRecord(body)) return null;
  const system = textOf(body.system);
  const session = SESSION.exec(system)?.[1];
  if (!session) return null;
  const messages = listOf(body.messages).filter(isRecord);
  const last = messages.findLastIndex((message) => message.role === 'assistant');
  const fresh = messages.slice(last + 1);
  const results = fresh
    .flatMap((message) => listOf(message.content).filter(isRecord))
    .filter((block) => block.type === 'tool_result')
    .map((block) => ({id: String(block.tool_use_id), isError: block.is_error === true, text: textOf(block.content)}));
  return {
    session,
    system,
    text: messages.map((message) => textOf(message.content)).join('\n'),
    news: fresh.map((message) => textOf(message.content)).join('\n'),
    results,
    tools: listOf(body.tools)
      .filter(isRecord)
      .map((tool) => String(tool.name)),
  };
}
