/** What the demo's tester writes: tests over real http, and a page of documentation. */

export const API_TEST = `import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {createTodoServer} from '../src/server.js';

let server;
let base;

before(async () => {
  server = createTodoServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = 'http://127.0.0.1:' + server.address().port;
});

after(() => server.close());

async function call(method, path, body) {
  const sent = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
  const response = await fetch(base + path, {method, body: sent});
  const text = await response.text();
  return {status: response.status, body: text === '' ? null : JSON.parse(text)};
}

test('begins without todos', async () => {
  assert.deepEqual(await call('GET', '/todos'), {status: 200, body: []});
});

test('adds a todo and gives it back', async () => {
  const added = await call('POST', '/todos', {title: 'Buy milk'});
  assert.equal(added.status, 201);
  assert.deepEqual(await call('GET', '/todos/' + added.body.id), {status: 200, body: added.body});
});

test('marks a todo as done', async () => {
  const {body: todo} = await call('POST', '/todos', {title: 'Water the plants'});
  const changed = await call('PATCH', '/todos/' + todo.id, {done: true});
  assert.deepEqual(changed, {status: 200, body: {...todo, done: true}});
});

test('removes a todo', async () => {
  const {body: todo} = await call('POST', '/todos', {title: 'Call grandma'});
  assert.equal((await call('DELETE', '/todos/' + todo.id)).status, 204);
  assert.equal((await call('GET', '/todos/' + todo.id)).status, 404);
});

test('refuses a todo without a title', async () => {
  assert.equal((await call('POST', '/todos', {})).status, 400);
  assert.equal((await call('POST', '/todos', {title: '  '})).status, 400);
});

test('refuses what is not JSON', async () => {
  assert.equal((await call('POST', '/todos', '{oops')).status, 400);
});

test('says so when there is no such todo', async () => {
  assert.equal((await call('PATCH', '/todos/999', {done: true})).status, 404);
  assert.equal((await call('GET', '/nowhere')).status, 404);
});
`;

export const API_DOCS = `# Todo API

Start it with \`npm start\`; it listens on port 3000, or on \`PORT\`. Todos are kept in memory.

| Request | Body | Answer |
|---|---|---|
| \`GET /todos\` | | 200, all todos |
| \`POST /todos\` | \`{"title": "Buy milk"}\` | 201, the new todo; 400 without a title |
| \`GET /todos/1\` | | 200, or 404 |
| \`PATCH /todos/1\` | \`{"done": true}\` | 200, the changed todo, or 404 |
| \`DELETE /todos/1\` | | 204, or 404 |

A todo is \`{"id": "1", "title": "Buy milk", "done": false}\`.
`;
