import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {connect} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {beforeEach, expect, onTestFinished, test} from 'vitest';
import {ControlServer} from '../../src/gateway/control-server.ts';
import type {Supervisor} from '../../src/supervisor/supervisor.ts';

// biome-ignore lint/suspicious/noExplicitAny: the shape is what the test asserts.
type Answer = any;

let ask: (line: string) => Promise<Answer>;

beforeEach(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'harmony-control-'));
  const path = join(folder, 'control.sock');
  const supervisor = {
    info: () => ({team: 'here'}),
    board: () => ({sessions: []}),
    onChange: () => ({[Symbol.dispose]: () => {}}),
    log: () => {},
    files: {supervisorLog: 'supervisor.log', control: path},
    team: {sessions: {}},
    execute: async () => ({ok: true, value: 'done'}),
  } as unknown as Supervisor;
  const server = new ControlServer(supervisor, async () => []);
  await server.listen();
  const socket = connect(path);
  await once(socket, 'connect');
  const lines = createInterface({input: socket})[Symbol.asyncIterator]();
  onTestFinished(() => {
    socket.destroy();
    server[Symbol.dispose]();
    rmSync(folder, {recursive: true});
  });
  ask = async (line) => {
    socket.write(`${line}\n`);
    return JSON.parse((await lines.next()).value ?? 'null') as Answer;
  };
});

const HELLO = '{"id":1,"method":"hello","params":{"protocol":1}}';

test.each([
  ['null', 0, /an object with id/],
  ['[]', 0, /an object with id/],
  ['7', 0, /an object with id/],
  ['{"method":"board"}', 0, /"id"/],
  ['{"id":3}', 3, /no request "undefined"/],
  ['{"id":3,"method":"toString"}', 3, /no request "toString"/],
  ['{"id":3,"method":"board","params":4}', 3, /"params" of the request board/],
  ['{"id":3,"method":"command"}', 3, /"id" of the request command has to be a text/],
  ['{"id":3,"method":"command","params":{"id":"a","body":null}}', 3, /"body" of the request command has to be an object/],
  ['{"id":3,"method":"command","params":{"id":"a","body":{}}}', 3, /type/],
  ['{"id":3,"method":"type"}', 3, /"session" of the request type has to be a text/],
  ['{"id":3,"method":"wait","params":{"session":"ada"}}', 3, /"until" of the request wait/],
  ['{"id":3,"method":"inbox"}', 3, /"take" of the request inbox has to be true or false/],
  ['{"id":3,"method":"join","params":{}}', 3, /"name" of the request join/],
])('the line %s is refused with what is wrong, and the connection goes on', async (line, id, message) => {
  expect((await ask(HELLO)).result.actor).toBe('human');
  expect(await ask(line)).toMatchObject({id, error: {code: 'invalid', message: expect.stringMatching(message)}});
  expect(await ask('{"id":4,"method":"board"}')).toEqual({id: 4, result: {sessions: []}});
});

test('a line that is no request before hello is refused too', async () => {
  expect(await ask('null')).toMatchObject({error: {code: 'invalid'}});
  expect(await ask('{"id":1,"method":"hello"}')).toMatchObject({id: 1, error: {message: expect.stringMatching(/"protocol"/)}});
  expect((await ask(HELLO)).result.actor).toBe('human');
});
