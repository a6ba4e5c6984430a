import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {text} from 'node:stream/consumers';
import {fileURLToPath} from 'node:url';
import {expect, onTestFinished, test} from 'vitest';

const program = fileURLToPath(new URL('../../../dist/bell-hook.js', import.meta.url));

interface Received {
  readonly url: string | undefined;
  readonly token: string | undefined;
  readonly body: unknown;
}

/** A gateway that answers everything alike. */
async function serve(status: number, answer: string): Promise<{url: string; received: Received[]}> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    received.push({url: request.url, token: request.headers.authorization, body: JSON.parse(await text(request))});
    response.writeHead(status).end(answer);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return {url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received};
}

async function run(gateway: string, args: readonly string[]): Promise<{code: number | null; stdout: string; stderr: string}> {
  const env = {HARMONY_GATEWAY: gateway, HARMONY_SESSION: 'ada', HARMONY_TOKEN: 'secret'};
  const child = spawn(process.execPath, [program, ...args], {env});
  child.stdin.end('{"session_id":"x"}');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return {code: child.exitCode, stdout, stderr};
}

test('it posts what the client gives and prints the answer', async () => {
  const {url, received} = await serve(200, '{"hookSpecificOutput":{}}');
  expect(await run(url, ['SessionStart', '/bell'])).toEqual({code: 0, stdout: '{"hookSpecificOutput":{}}', stderr: ''});
  expect(received).toEqual([{url: '/h/ada/SessionStart', token: 'Bearer secret', body: {session_id: 'x'}}]);
});

test('mail goes to standard error with exit code 2, which wakes the session', async () => {
  const {url} = await serve(200, '{"mail":"M-1: hello"}');
  expect(await run(url, ['Mail'])).toEqual({code: 2, stdout: '', stderr: 'M-1: hello'});
});

test('no mail wakes nobody', async () => {
  const {url} = await serve(200, '{}');
  expect(await run(url, ['Mail'])).toEqual({code: 0, stdout: '', stderr: ''});
});

test.each([
  ['away', null],
  ['not willing', 401],
] as const)('with a gateway that is %s it is silent, but names the bell', async (_, status) => {
  const url = status === null ? 'http://127.0.0.1:1' : (await serve(status, '{}')).url;
  expect(await run(url, ['Mail'])).toEqual({code: 0, stdout: '', stderr: ''});
  const begun = await run(url, ['SessionStart', '/bell']);
  expect(begun).toMatchObject({code: 0, stderr: ''});
  expect(JSON.parse(begun.stdout)).toEqual({hookSpecificOutput: {hookEventName: 'SessionStart', watchPaths: ['/bell']}});
});
