import {expect, test} from 'vitest';
import {ProjectPaths} from '../../src/coordination/project-paths.ts';
import type {CommandBody} from '../../src/core/index.ts';
import {createSessionHub} from '../../src/supervisor/session-hub.ts';

test('a call is handed on by its hashes, and a beat without one has none', async () => {
  const given: CommandBody[] = [];
  const hub = createSessionHub({
    host: {
      project: '/p',
      paths: new ProjectPaths('/p'),
      execute: async (_, body) => {
        given.push(body);
        return {ok: true, value: null};
      },
      takeMail: async () => null,
      waitForAnswer: async () => null,
      brief: () => '',
      log: () => {},
    },
    session: 'ada',
    incarnation: 1,
    folder: '/p/.harmony/run/sessions/ada',
    cwd: '/p',
  });
  const edits = {path: '/p/a.ts', contentHash: 'c0ffee'};
  await hub.heartbeat({action: 'Edit', target: 'a.ts', source: 'hook'}, {argumentsHash: 'abc', edits});
  await hub.heartbeat({action: 'compacts the conversation', source: 'hook'});
  expect(given).toMatchObject([
    {type: 'heartbeat', target: 'a.ts', argumentsHash: 'abc', edits: '/p/a.ts', contentHash: 'c0ffee'},
    {type: 'heartbeat', target: null, argumentsHash: null, edits: null, contentHash: null},
  ]);
});
