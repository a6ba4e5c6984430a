import {once} from 'node:events';
import {createServer, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';

export interface HookCall {
  readonly session: string;
  readonly event: string;
  readonly token: string | undefined;
  readonly body: Record<string, unknown>;
}

type Answer = (call: HookCall, response: ServerResponse) => object | null;

/** A gateway that writes down every hook and answers as the test says; `null` from `answer` leaves the call open. */
export class FakeGateway implements AsyncDisposable {
  readonly calls: HookCall[] = [];
  /** Handed out with the next hook that may carry mail. */
  readonly mail: {text: string; messages: string[]}[] = [];
  answer: Answer = () => ({});
  readonly #server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
    const [, , session = '', event = ''] = (request.url ?? '').split('/');
    const call = {session, event, token: request.headers.authorization, body: JSON.parse(text)};
    this.calls.push(call);
    const answer = this.answer(call, response);
    if (answer) response.end(JSON.stringify({...answer, ...this.#mailFor(event)}));
    this.#wake();
  });
  #waiting: (() => void)[] = [];

  static async start(): Promise<FakeGateway> {
    const gateway = new FakeGateway();
    gateway.#server.listen(0, '127.0.0.1');
    await once(gateway.#server, 'listening');
    return gateway;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Waits until a call was made that fits. */
  async until(fits: (call: HookCall) => boolean): Promise<HookCall> {
    for (;;) {
      const found = this.calls.find(fits);
      if (found) return found;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #mailFor(event: string): object {
    const mail = ['Mail', 'Stop', 'PostToolUse'].includes(event) ? this.mail.shift() : undefined;
    return mail ? {hookSpecificOutput: {hookEventName: event, additionalContext: mail.text}, messages: mail.messages} : {};
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
