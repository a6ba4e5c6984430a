import {expect} from 'vitest';
import {countUndelivered, deliverableTo, nextSilenceAt, nextTimerAt, unreadBy} from '../../src/core/index.ts';
import {silentAt} from '../../src/core/tasks/silence.ts';
import type {TestTeam} from './test-team.ts';

const UNDELIVERED = ['queued', 'offered'];

/** What must hold after every command: the indexes say what looking through everything says, and what may be given out keeps each sender's order. */
export function checkMail({team, now}: TestTeam): void {
  const messages = Object.values(team.messages);
  for (const recipient of [...Object.keys(team.sessions), 'human']) {
    const waiting = messages.filter(({deliveries}) => UNDELIVERED.includes(deliveries[recipient]?.state ?? ''));
    expect(countUndelivered(team, recipient)).toBe(waiting.length);
    expect(unreadBy(team, recipient).map(({id}) => id)).toEqual(
      messages.filter(({deliveries}) => [...UNDELIVERED, 'injected'].includes(deliveries[recipient]?.state ?? '')).map(({id}) => id),
    );
    const {mail, lost} = deliverableTo(team, recipient, now - 10_000);
    for (const message of mail) expect(message.replacedBy).toBeUndefined();
    for (const sender of new Set(mail.map(({from}) => from))) {
      const given = mail.filter(({from}) => from === sender).map(({id}) => id);
      // The oldest of each sender, without a gap: nothing overtakes.
      const owed = waiting.filter(({from, id}) => from === sender && !lost.includes(id)).map(({id}) => id);
      expect(given).toEqual(owed.slice(0, given.length));
    }
  }
  const due = messages.flatMap(({replyBy, overdueAt, replacedBy, deliveries}) =>
    replyBy &&
    overdueAt === undefined &&
    !replacedBy &&
    Object.values(deliveries).some(({state}) => state !== 'answered' && state !== 'superseded')
      ? [replyBy]
      : [],
  );
  const silent = Object.values(team.tasks).flatMap((task) => silentAt(team, task) ?? []);
  const ends = [
    ...Object.values(team.claims).map(({expiresAt}) => expiresAt),
    ...Object.values(team.waits).map(({until}) => until),
    ...silent,
    ...[nextSilenceAt(team)].filter((at) => at !== null),
  ];
  expect(nextTimerAt(team)).toBe(due.length + ends.length > 0 ? Math.min(...due, ...ends) : null);
}

/** What must hold of the whole record: nothing is lost, nothing comes twice as new, nothing comes after it was superseded. */
export function checkWays({team, events}: TestTeam): void {
  const ways = new Map<string, string[]>();
  const forgotten = new Set<string>();
  for (const {body} of events) {
    if (body.type === 'message.sent') {
      for (const recipient of Object.keys(body.message.deliveries)) ways.set(`${body.message.id} ${recipient}`, ['queued']);
      if (!Object.hasOwn(team.messages, body.message.id)) forgotten.add(body.message.id);
    }
    if (body.type === 'message.delivered') ways.get(`${body.message} ${body.recipient}`)?.push(body.state);
  }
  for (const [way, states] of ways) {
    for (const once of ['injected', 'seen', 'answered', 'superseded']) {
      expect([way, once, states.filter((state) => state === once).length <= 1]).toEqual([way, once, true]);
    }
    const had = states.findIndex((state) => !UNDELIVERED.includes(state));
    if (had >= 0) expect([way, states.slice(had + 1).filter((state) => UNDELIVERED.includes(state))]).toEqual([way, []]);
    if (states.includes('superseded')) {
      expect([way, states.at(-1)]).toEqual([way, 'superseded']);
      for (const arrived of ['injected', 'seen', 'answered']) expect([way, states.includes(arrived)]).toEqual([way, false]);
    }
    const [id = ''] = way.split(' ');
    // Only what everybody has may be forgotten.
    if (forgotten.has(id)) expect([way, had >= 0]).toEqual([way, true]);
  }
}
