import type {z} from 'zod';
import type {CommandBody, Verdict} from '../../core/index.ts';
import type {McpSession} from './session.ts';

/** A tool as the model sees it. `run` returns what the model reads; what it throws as a `ToolRefusal` is read as an error. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly input: z.ZodObject;
  run(session: McpSession, input: Readonly<Record<string, unknown>>): Promise<string>;
}

/** The team said no: a sentence that says why and what to do. */
export class ToolRefusal extends Error {
  override readonly name = 'ToolRefusal';
}

/** Keeps the type of the input between its schema and `run`. */
export function defineTool<Input extends z.ZodObject>(tool: {
  readonly name: string;
  readonly description: string;
  readonly input: Input;
  run(session: McpSession, input: z.infer<Input>): Promise<string>;
}): Tool {
  return {...tool, run: (session, input) => tool.run(session, tool.input.parse(input))};
}

/** Executes a command and gives its value, or throws what the model is to read. */
export async function execute<Value>(session: McpSession, body: CommandBody): Promise<Value> {
  const verdict: Verdict = await session.execute(body);
  if (verdict.ok) return verdict.value as Value;
  throw new ToolRefusal(`${verdict.refusal.message} ${verdict.refusal.remedy}`.trim());
}
