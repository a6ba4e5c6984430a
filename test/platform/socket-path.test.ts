import {once} from 'node:events';
import {existsSync, mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {connect, createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {withSocketPath} from '../../src/platform/socket-path.ts';

test('a socket deep below long folder names can be bound and reached', async () => {
  const root = mkdtempSync(join(tmpdir(), 'harmony-socket-'));
  const deep = join(root, ...Array.from({length: 6}, (_, index) => `a-folder-with-quite-a-long-name-${index}`));
  mkdirSync(deep, {recursive: true});
  const path = join(deep, 'control.sock');
  expect(path.length).toBeGreaterThan(108);
  const server = createServer((socket) => socket.end('hello'));
  withSocketPath(path, (short) => server.listen(short));
  await once(server, 'listening');
  expect(existsSync(path)).toBe(true);
  const socket = withSocketPath(path, (short) => connect(short));
  const [data] = (await once(socket, 'data')) as [Buffer];
  expect(data.toString()).toBe('hello');
  server.close();
  rmSync(root, {recursive: true, force: true});
});
