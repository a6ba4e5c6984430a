import {randomUUID} from 'node:crypto';

/** What the model says in one turn: text, calls of tools, or both. */
export interface Reply {
  readonly text?: string;
  readonly tools?: readonly {readonly name: string; readonly input: Readonly<Record<string, unknown>>}[];
}

interface Block {
  readonly start: object;
  readonly deltas: readonly object[];
  readonly whole: object;
}

const USAGE = {input_tokens: 1000, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 20};

function blocksOf(reply: Reply): Block[] {
  const text = reply.text ?? (reply.tools ? '' : 'Done.');
  const blocks: Block[] = [];
  if (text !== '') {
    blocks.push({
      start: {type: 'text', text: ''},
      deltas: [{type: 'text_delta', text}],
      whole: {type: 'text', text},
    });
  }
  for (const {name, input} of reply.tools ?? []) {
    const id = `toolu_${randomUUID().replaceAll('-', '').slice(0, 24)}`;
    blocks.push({
      start: {type: 'tool_use', id, name, input: {}},
      deltas: [{type: 'input_json_delta', partial_json: JSON.stringify(input)}],
      whole: {type: 'tool_use', id, name, input},
    });
  }
  return blocks;
}

const stopReason = (reply: Reply): string => (reply.tools?.length ? 'tool_use' : 'end_turn');

function envelope(model: string): object {
  return {
    id: `msg_${randomUUID().replaceAll('-', '').slice(0, 24)}`,
    type: 'message',
    role: 'assistant',
    model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: USAGE,
  };
}

/** The reply as one JSON message. */
export const wholeMessage = (reply: Reply, model: string): object => ({
  ...envelope(model),
  content: blocksOf(reply).map((block) => block.whole),
  stop_reason: stopReason(reply),
});

/** The reply as server-sent events, in the order of the public API. */
export function streamedMessage(reply: Reply, model: string): string {
  const events: {readonly type: string; readonly [field: string]: unknown}[] = [{type: 'message_start', message: envelope(model)}];
  for (const [index, block] of blocksOf(reply).entries()) {
    events.push({type: 'content_block_start', index, content_block: block.start});
    for (const delta of block.deltas) events.push({type: 'content_block_delta', index, delta});
    events.push({type: 'content_block_stop', index});
  }
  const usage = {output_tokens: USAGE.output_tokens};
  events.push({type: 'message_delta', delta: {stop_reason: stopReason(reply), stop_sequence: null}, usage}, {type: 'message_stop'});
  return events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('');
}
