import {expect, test} from 'vitest';
import {harmony, human, spec, TestTeam} from '../test-team.ts';

const team4 = (): TestTeam =>
  TestTeam.of(
    spec('lead', {role: 'orchestrator', tier: 1, delegatesTo: ['worker']}),
    spec('ada'),
    spec('bob'),
    spec('eve', {role: 'reviewer', tier: 3}),
  );
const recipients = (team: TestTeam, message: string): string[] => Object.keys(team.team.messages[message]?.deliveries ?? {});

test.each([
  ['ada', ['ada']],
  ['role:worker', ['ada', 'bob']],
  ['tier:3', ['eve']],
  ['all', ['ada', 'bob', 'eve']],
  ['human', ['human']],
] as const)('from lead to %s', (to, expected) => {
  const team = team4();
  const message = team.send('lead', to, 'hello');
  expect(recipients(team, message)).toEqual(expected);
  expect(team.effects).toEqual(expected.filter((name) => name !== 'human').map((session) => ({type: 'deliver', session})));
  expect(team.team.attention).toEqual({});
});

test('the sender of a group message is not among its recipients', () => {
  const team = team4();
  expect(recipients(team, team.send('ada', 'role:worker', 'hello'))).toEqual(['bob']);
  expect(team.refused('eve', {type: 'message.send', to: 'tier:3', subject: '', body: 'x'})).toMatchObject({
    code: 'not-found',
    message: 'There is nobody else in tier:3.',
  });
  expect(team.refused('ada', {type: 'message.send', to: 'ada', subject: '', body: 'x'}).code).toBe('invalid');
});

test.each([
  ['aba', 'Did you mean "ada"?'],
  ['role:workers', 'Did you mean "role:worker"?'],
  ['tier:9', 'lead, ada, bob, eve, role:orchestrator'],
  ['constructor', 'Known:'],
])('to %s: nobody is called so; who is, and who was probably meant', (to, remedy) => {
  const refusal = team4().refused(human, {type: 'message.send', to, subject: '', body: 'x'});
  expect(refusal).toMatchObject({code: 'not-found', message: expect.stringContaining(`"${to}"`), remedy: expect.stringContaining(remedy)});
});

test('sender and authority come from the connection: person, Harmony, one who may delegate, a peer', () => {
  const team = team4();
  const authority = (message: string): unknown[] => [team.team.messages[message]?.from, team.team.messages[message]?.authority];
  expect(authority(team.send(human, 'ada', 'x'))).toEqual(['human', 'human']);
  expect(authority(team.send(harmony, 'ada', 'x'))).toEqual(['harmony', 'harmony']);
  expect(authority(team.send('lead', 'role:worker', 'x'))).toEqual(['lead', 'delegator']);
  // The reviewer among them may not be given work by the lead.
  expect(authority(team.send('lead', 'all', 'x'))).toEqual(['lead', 'peer']);
  expect(authority(team.send('ada', 'lead', 'x'))).toEqual(['ada', 'peer']);
  expect(authority(team.send('lead', 'human', 'x'))).toEqual(['lead', 'peer']);
});

test('what is sent is cleaned of what a terminal or a reader would take for something else', () => {
  const team = team4();
  const message = team.send('ada', 'bob', '\u001b[31mred\u001b[0m\u001b]0;title\u0007\r\na\u2028b\u0000\u202e', {
    subject: 'one\ntwo\u0007',
  });
  expect(team.team.messages[message]).toMatchObject({subject: 'one two', body: 'red\na\nb'});
});

test.each([
  [{body: 'x'.repeat(64 * 1024 + 1)}, /65536 is the most/],
  [{subject: 'x'.repeat(201)}, /200 is the most/],
  [{body: ' \u0000 '}, /empty/],
] as const)('too much or nothing is refused', (wrong, reason) => {
  expect(team4().refused('ada', {type: 'message.send', to: 'bob', subject: '', body: 'x', ...wrong})).toMatchObject({
    code: 'invalid',
    message: expect.stringMatching(reason),
  });
});

test('a full inbox refuses the sender; nothing is dropped', () => {
  const team = team4();
  team.configure(Object.values(team.team.sessions), {inboxLimit: 2});
  team.send('ada', 'bob', '1');
  const second = team.send('ada', 'bob', '2');
  expect(team.refused('ada', {type: 'message.send', to: 'all', subject: '', body: '3'})).toMatchObject({
    code: 'full',
    details: {recipient: 'bob', waiting: 2},
  });
  expect(team.refused(human, {type: 'task.delegate', to: 'bob', title: 'x', body: ''}).code).toBe('full');
  team.ok(harmony, {type: 'message.delivered', messages: [second], recipient: 'bob', state: 'injected', evidence: 'hook'});
  team.send('ada', 'bob', '3');
});

test('a second answer is one more message, and no second step of the first', () => {
  const team = team4();
  const question = team.send('ada', 'bob', 'Which port?', {needsReply: true});
  team.send('bob', 'ada', '8080', {replyTo: question});
  const before = team.events.length;
  team.send('bob', 'ada', 'No, 8081.', {replyTo: question});
  expect(team.typesFrom(before)).toEqual(['message.sent']);
  expect(team.team.messages[question]?.deliveries.bob?.steps.map(({evidence}) => evidence)).toEqual(['journal', 'M-2']);
});

test('a delivery goes forward step by step, each with time and evidence, and never back', () => {
  const team = team4();
  const message = team.send('ada', 'bob', 'x');
  const step = (state: 'offered' | 'injected' | 'seen' | 'answered', evidence: string, recipient = 'bob') => {
    team.now += 10;
    return team.run(harmony, {type: 'message.delivered', messages: [message, 'M-99'], recipient, state, evidence}).events.length;
  };
  expect([step('offered', 'hook Stop'), step('injected', 'flushed'), step('offered', 'late'), step('injected', 'again')]).toEqual([
    1, 1, 0, 0,
  ]);
  expect(step('seen', 'transcript')).toBe(1);
  expect(step('seen', 'x', 'eve')).toBe(0);
  expect(team.team.messages[message]?.deliveries).toEqual({
    bob: {
      state: 'seen',
      steps: [
        {state: 'queued', at: 1_000_000, evidence: 'journal'},
        {state: 'offered', at: 1_000_010, evidence: 'hook Stop'},
        {state: 'injected', at: 1_000_020, evidence: 'flushed'},
        {state: 'seen', at: 1_000_050, evidence: 'transcript'},
      ],
    },
  });
});

test('an offer that was lost is made again, and that is news', () => {
  const team = team4();
  const message = team.send('ada', 'bob', 'x');
  for (let offer = 0; offer < 30; offer++) {
    team.now += 10_000;
    expect(
      team.run(harmony, {type: 'message.delivered', messages: [message], recipient: 'bob', state: 'offered', evidence: 'hook'}).events,
    ).toHaveLength(1);
  }
  const steps = team.team.messages[message]?.deliveries.bob?.steps ?? [];
  expect(steps.at(-1)?.at).toBe(team.now);
  expect(steps.length).toBeLessThan(20);
});

test('a reply answers the message for the one who replies', () => {
  const team = team4();
  const message = team.send('ada', 'role:worker', 'May I have src/db?', {needsReply: true});
  team.send('bob', 'ada', 'Yes.', {replyTo: message});
  expect(team.team.messages[message]?.deliveries.bob).toMatchObject({state: 'answered', steps: [{}, {evidence: 'M-2'}]});
  expect(team.refused('eve', {type: 'message.send', to: 'ada', subject: '', body: 'x', replyTo: message}).code).toBe('not-found');
  expect(team.refused('bob', {type: 'message.send', to: 'ada', subject: '', body: 'x', replyTo: 'M-99'}).code).toBe('not-found');
});

test('thanks for what asked for no reply are refused; what says something is not', () => {
  const team = team4();
  const news = team.send('ada', 'bob', 'The server is in place.');
  const reply = (body: string, replyTo = news) => team.run('bob', {type: 'message.send', to: 'ada', subject: 'Re', body, replyTo}).ok;
  for (const body of ['Thanks!', 'ok', 'OK, thank you so much.', 'Got it 👍', 'you’re welcome', '…'])
    expect([body, reply(body)]).toEqual([body, false]);
  for (const body of ['Thanks, but the port is wrong.', 'ok?', '404']) expect([body, reply(body)]).toEqual([body, true]);
  // A question, asked or implied, may well be answered with one word.
  expect(reply('ok', team.send('ada', 'bob', 'Shall I go on?'))).toBe(true);
  expect(reply('ok', team.send('ada', 'bob', 'Tell me when you are done.', {needsReply: true}))).toBe(true);
  // So may a person answer anything.
  const report = team.send('bob', 'human', 'Done.');
  expect(team.run(human, {type: 'message.send', to: 'bob', subject: '', body: 'ok', replyTo: report}).ok).toBe(true);
});

test('a text that was made to keep a pattern busy is looked at in no time', () => {
  const team = team4();
  const news = team.send('ada', 'bob', 'News.');
  const words = 'thank you '.repeat(6_000);
  expect(team.run('bob', {type: 'message.send', to: 'ada', subject: '', body: `${words}x`, replyTo: news}).ok).toBe(true);
});

test('what carries something is never taken for a pleasantry', () => {
  const team = team4();
  const news = team.send('ada', 'bob', 'The server is in place.', {subject: 'Server'});
  const reply = (body: string, subject = 'Re: Server') =>
    team.run('bob', {type: 'message.send', to: 'ada', subject, body, replyTo: news}).ok;
  for (const body of ['Thanks Ada! 🙏', 'Noted, thanks for the update.', 'You are welcome, happy to help :)', 'roger that', '👍👍'])
    expect([body, reply(body)]).toEqual([body, false]);
  for (const body of [
    '❌',
    '👎',
    '✅',
    'done',
    'no',
    'yes',
    'again',
    'no thanks',
    'ok bob',
    'thanks, done',
    'copy',
    '*',
    'ok :(',
    '+1',
    'не надо',
  ])
    expect([body, reply(body)]).toEqual([body, true]);
  // The subject may be the message.
  expect(reply('Thanks!', 'The port is taken')).toBe(true);
});

test('a thanks without a reference is for the last that came from there', () => {
  const team = team4();
  const thank = (to: string) => team.run('bob', {type: 'message.send', to, subject: 'thanks!', body: 'thanks!'}).ok;
  expect(thank('ada')).toBe(true);
  team.send('ada', 'bob', 'The server is in place.');
  expect(thank('ada')).toBe(false);
  team.send('ada', 'bob', 'Shall I go on?');
  expect(thank('ada')).toBe(true);
});
