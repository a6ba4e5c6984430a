import {createHmac} from 'node:crypto';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {hmacSha256} from '../../src/coordination/hmac-sha256.ts';
import {sameToken, tokenFor} from '../../src/coordination/tokens.ts';

test('the code of a message is that of Node itself, whatever its length', () => {
  const bytes = fc.uint8Array({maxLength: 300});
  fc.assert(
    fc.property(bytes, bytes, (key, message) => {
      expect(Buffer.from(hmacSha256(key, message))).toEqual(createHmac('sha256', key).update(message).digest());
    }),
  );
});

test('a token is that of one incarnation of one session', () => {
  const key = 'ab'.repeat(32);
  const token = tokenFor(key, 'ada', 1);
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(sameToken(token, tokenFor(key, 'ada', 1))).toBe(true);
  for (const other of [
    tokenFor(key, 'ada', 2),
    tokenFor(key, 'bob', 1),
    tokenFor('cd'.repeat(32), 'ada', 1),
    '',
    token.slice(1),
    `${token}x`,
  ])
    expect(sameToken(other, token)).toBe(false);
});
