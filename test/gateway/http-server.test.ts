import {request} from 'node:http';
import {expect, onTestFinished, test} from 'vitest';
import {HttpGateway} from '../../src/gateway/http-server.ts';
import type {Supervisor} from '../../src/supervisor/supervisor.ts';

test.each(['TRACE', 'PUT', 'PATCH', 'OPTIONS'])('%s is no way to ask for tools, and no fault of the supervisor', async (method) => {
  const logged: string[] = [];
  const supervisor = {
    authenticate: async () => ({kind: 'session', session: 'ada', incarnation: 1}),
    log: (_: string, line: string) => void logged.push(line),
  } as unknown as Supervisor;
  const gateway = new HttpGateway(supervisor);
  onTestFinished(() => gateway[Symbol.dispose]());
  const port = await gateway.listen(0);
  const status = await new Promise((resolve, reject) => {
    const asked = request({port, method, path: '/mcp/ada', headers: {authorization: 'Bearer x'}}, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on('error', reject).end();
  });
  expect([status, logged]).toEqual([405, []]);
});
