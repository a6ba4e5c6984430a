import type {IncomingMessage} from 'node:http';

/** A tool's input holds whole files: 16 MiB is more than a client ever sends. */
const LONGEST_BODY = 16 * 1024 * 1024;

/** A request that is answered with a status and a sentence. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Not by another name of this machine (DNS rebinding), and not from a page in a browser (which sends `Origin`). */
export function isLocalRequest(request: IncomingMessage): boolean {
  return request.headers.origin === undefined && /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(request.headers.host ?? '');
}

export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_BODY) throw new HttpProblem(413, `More than ${LONGEST_BODY} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
