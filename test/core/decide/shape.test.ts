import {expect, test} from 'vitest';
import type {CommandBody} from '../../../src/core/index.ts';
import {human, spec, TestTeam} from '../test-team.ts';

/** What may come over a socket: anything at all. */
const asCommand = (body: object): CommandBody => body as CommandBody;

test.each([
  [{type: 'claim'}, '"resources" of the command claim has to be a list of texts'],
  [{type: 'claim', resources: 'src', mode: 'exclusive', reason: ''}, '"resources"'],
  [{type: 'claim', resources: [1], mode: 'exclusive', reason: ''}, '"resources"'],
  [{type: 'claim', resources: ['a'], mode: 'mine', reason: ''}, 'one of exclusive, shared'],
  [{type: 'claim', resources: ['a'], mode: 'shared', reason: '', ttl: '5m'}, '"ttl" of the command claim has to be a number'],
  [{type: 'release', all: 'yes'}, 'true or false'],
  [{type: 'edit', paths: null, tool: 'Edit'}, '"paths"'],
  [{type: 'heartbeat', action: 'x', source: 'timer'}, 'one of hook, session'],
  [{type: 'message.send', to: 'ada', subject: null, body: ''}, '"subject"'],
  [{type: 'message.send', to: 'ada', subject: '', body: '', priority: 'top'}, 'one of low, normal, high, urgent'],
  [{type: 'task.finish', task: 'T-1', outcome: 'perfect', summary: ''}, 'one of done, failed'],
  [{type: 'session.stop', session: {id: 'ada'}}, '"session"'],
  [{type: 'attention.answer', attention: 'A-1', choice: 'x', text: 5}, '"text"'],
] as const)('%j is malformed', (body, reason) => {
  expect(TestTeam.of(spec('ada')).refused('ada', asCommand(body))).toMatchObject({
    code: 'invalid',
    message: expect.stringContaining(reason),
  });
});

test('what may be left out may be left out, and null where that means something', () => {
  const team = TestTeam.of(spec('ada'), spec('bob'));
  team.ok('ada', asCommand({type: 'message.send', to: 'bob', subject: 's', body: 'b', replyTo: null, priority: 'high'}));
  team.ok('ada', asCommand({type: 'heartbeat', action: 'x', target: null, progress: null, source: 'session'}));
  team.ok(human, asCommand({type: 'task.delegate', to: 'ada', title: 't', body: ''}));
});

test('a command that nobody knows is refused', () => {
  expect(TestTeam.of(spec('ada')).refused(human, asCommand({type: 'team.destroy'}))).toMatchObject({
    code: 'invalid',
    message: 'There is no command "team.destroy".',
  });
});
