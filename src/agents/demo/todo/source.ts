/** The files of the Todo API as the demo's sessions write them: plain JavaScript for any Node since 20, no dependencies. */

export const PACKAGE_JSON = `{
  "name": "todo-api",
  "version": "1.0.0",
  "private": true,
  "type": "module",
  "scripts": {
    "start": "node src/server.js",
    "test": "node --test"
  }
}
`;

export const STORE = `// Todos in memory, in the order in which they were added.
export function createStore() {
  const todos = new Map();
  let lastId = 0;
  return {
    list: () => [...todos.values()],
    find: (id) => todos.get(id) ?? null,
    add(title) {
      const todo = {id: String(++lastId), title, done: false};
      todos.set(todo.id, todo);
      return todo;
    },
    change(id, changes) {
      const todo = todos.get(id);
      if (!todo) return null;
      if (changes.title !== undefined) todo.title = changes.title;
      if (changes.done !== undefined) todo.done = changes.done;
      return todo;
    },
    remove: (id) => todos.delete(id),
  };
}
`;

const ROUTES = `
const NOT_FOUND = {status: 404, body: {error: 'There is no such todo.'}};
const found = (todo) => (todo ? {status: 200, body: todo} : NOT_FOUND);

// What each method does to the collection and to one todo.
export function route(store, method, path, body) {
  const [, collection, id, ...rest] = path.split('/');
  if (collection !== 'todos' || rest.length > 0) return {status: 404, body: {error: 'There is nothing here.'}};
  if (!id) {
    if (method === 'GET') return {status: 200, body: store.list()};
    if (method === 'POST') return addTodo(store, body);
  } else {
    if (method === 'GET') return found(store.find(id));
    if (method === 'PATCH') return found(store.change(id, body));
    if (method === 'DELETE') return store.remove(id) ? {status: 204} : NOT_FOUND;
  }
  return {status: 405, body: {error: 'That cannot be done here.'}};
}
`;

/** The first version takes a todo without a title: what the tests find. */
export const ROUTER_BEFORE = `${ROUTES.trimStart()}
function addTodo(store, body) {
  return {status: 201, body: store.add(body.title)};
}
`;

export const ROUTER_AFTER = `${ROUTES.trimStart()}
function addTodo(store, body) {
  if (typeof body.title !== 'string' || body.title.trim() === '') {
    return {status: 400, body: {error: 'A todo needs a title.'}};
  }
  return {status: 201, body: store.add(body.title)};
}
`;

const SERVER_HEAD = `import {createServer} from 'node:http';
import {route} from './router.js';
import {createStore} from './store.js';
`;

const SERVER_BODY = `  return createServer(async (request, response) => {
    let answer;
    try {
      let text = '';
      for await (const chunk of request.setEncoding('utf8')) text += chunk;
      const {pathname} = new URL(request.url, 'http://localhost');
      answer = route(store, request.method, pathname, text === '' ? {} : JSON.parse(text));
    } catch (error) {
      answer = error instanceof SyntaxError ? {status: 400, body: {error: 'That is not JSON.'}} : {status: 500, body: {error: 'Sorry.'}};
    }
    response.writeHead(answer.status, {'content-type': 'application/json'});
    response.end(answer.body === undefined ? '' : JSON.stringify(answer.body));
  });
}
`;

/** The first version listens as soon as it is loaded, and nothing of it can be imported: no test can start it. */
export const SERVER_BEFORE = `${SERVER_HEAD}
function createTodoServer(store = createStore()) {
${SERVER_BODY}
createTodoServer().listen(Number(process.env.PORT ?? 3000));
`;

export const SERVER_AFTER = `${SERVER_HEAD}import {fileURLToPath} from 'node:url';

export function createTodoServer(store = createStore()) {
${SERVER_BODY}
// Listens only as a program, not when a test imports it.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  createTodoServer().listen(Number(process.env.PORT ?? 3000));
}
`;
