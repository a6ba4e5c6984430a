import fc from 'fast-check';
import {expect, test} from 'vitest';
import {type Message, renderMail} from '../../../src/core/index.ts';

const message = (number: number, more: Partial<Message> = {}): Message => ({
  id: `M-${number}`,
  from: 'bob',
  authority: 'peer',
  to: 'all',
  subject: `News ${number}`,
  body: `The text of ${number}.`,
  priority: 'normal',
  replyTo: null,
  needsReply: false,
  sentAt: 0,
  deliveries: {},
  ...more,
});
const numbers = (count: number): number[] => Array.from({length: count}, (_, index) => index + 1);

test('many broadcasts come as one digest: ids, subjects, and how to read each', () => {
  const {text, included} = renderMail(
    numbers(6).map((number) => message(number)),
    9_000,
  );
  expect(included).toEqual(numbers(6).map((number) => `M-${number}`));
  expect(text).toContain('Digest of 6 messages');
  expect(text).toContain('| M-3 from bob to all: News 3\n');
  expect(text).toContain('harmony inbox M-N');
  expect(text).not.toContain('The text of');
});

test('a few come whole, and so does what somebody waits for, what is urgent, and what a person wrote', () => {
  expect(
    renderMail(
      numbers(4).map((number) => message(number)),
      9_000,
    ).text,
  ).not.toContain('Digest');
  const weighty: Partial<Message>[] = [{needsReply: true}, {priority: 'high'}, {from: 'human', authority: 'human'}, {to: 'ada'}];
  const mail = [...numbers(5).map((number) => message(number)), ...weighty.map((more, at) => message(at + 6, {from: 'eve', ...more}))];
  const {text, included} = renderMail(mail, 9_000);
  expect(included).toHaveLength(9);
  expect(text).toContain('Digest of 5 messages');
  for (const number of [6, 7, 8, 9]) expect(text).toContain(`| The text of ${number}.`);
});

test('whatever comes: nothing twice, no more than fits, each sender’s order kept, and the rest from the first that did not fit', () => {
  const one = fc.record({
    from: fc.constantFrom('bob', 'eve', 'human'),
    to: fc.constantFrom('all', 'ada', 'role:worker'),
    priority: fc.constantFrom('low' as const, 'normal' as const, 'urgent' as const),
    body: fc.constantFrom('x', 'y'.repeat(700), '| z\n\n'),
    subject: fc.constantFrom('', 'About', 's'.repeat(200)),
    needsReply: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(one, {minLength: 1, maxLength: 40}), fc.integer({min: 600, max: 9_000}), (parts, limit) => {
      const mail = parts.map((part, at) => message(at + 1, {...part, authority: part.from === 'human' ? 'human' : 'peer'}));
      const given: string[] = [];
      for (let waiting = mail; waiting.length > 0; ) {
        const {text, included} = renderMail(waiting, limit);
        expect(text.length).toBeLessThanOrEqual(limit);
        expect(included.length).toBeGreaterThan(0);
        for (const id of included) expect(text).toMatch(new RegExp(`(^Message|^\\|) ${id} from`, 'm'));
        given.push(...included);
        waiting = waiting.filter(({id}) => !included.includes(id));
      }
      expect(new Set(given).size).toBe(mail.length);
      for (const sender of ['bob', 'eve', 'human']) {
        const sent = mail.filter(({from}) => from === sender).map(({id}) => id);
        expect(given.filter((id) => sent.includes(id))).toEqual(sent);
      }
    }),
    {numRuns: 300},
  );
});
