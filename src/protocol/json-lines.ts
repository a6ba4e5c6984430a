import type {Readable} from 'node:stream';
import {StringDecoder} from 'node:string_decoder';

/** A line longer than this ends the connection: 4 MiB holds the largest board many times over. */
const LONGEST_LINE = 4 * 1024 * 1024;

/** Calls `receive` for every line of the stream that is JSON. A line that is not, or is too long, destroys the stream with an error. */
export function readJsonLines(stream: Readable, receive: (value: unknown) => void): void {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  stream.on('data', (chunk: Buffer) => {
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST_LINE) stream.destroy(new Error(`A line of more than ${LONGEST_LINE} characters.`));
    for (const line of lines) {
      if (line === '') continue;
      let value: unknown;
      try {
        value = JSON.parse(line);
      } catch (cause) {
        stream.destroy(new Error('A line that is not JSON.', {cause}));
        return;
      }
      receive(value);
    }
  });
}
