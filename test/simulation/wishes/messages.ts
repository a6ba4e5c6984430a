import {HARMONY, HUMAN, mostly, NAMES, perhaps, someId, someSession, TEXTS, type Wish} from './wish.ts';

/** Messages, and what becomes of them. */
export const MESSAGES: readonly Wish[] = [
  {
    weight: 10,
    make: (random, team) => ({
      actor: random.chance(0.2) ? HUMAN : someSession(random, team),
      body: {
        type: 'message.send',
        to: random.pick([...NAMES, 'all', 'human', 'role:worker', 'tier:2', 'nobody']),
        subject: '',
        body: random.pick(TEXTS),
        priority: random.pick(['low', 'normal', 'urgent']),
        replyTo: random.chance(0.3) ? someId(random, team.messages, 'M') : null,
        ...perhaps(random, 0.3, () => (random.chance(0.5) ? {needsReply: true} : {replyWithin: random.pick([1_000, 30_000, 3_600_000])})),
      },
    }),
  },
  {
    weight: 5,
    make: (random, team) => {
      const owed = Object.values(team.messages).filter(({needsReply}) => needsReply);
      const message = random.pickOf(owed.slice(-4)) ?? team.messages[someId(random, team.messages, 'M')];
      const recipient = random.pickOf(Object.keys(message?.deliveries ?? {}));
      return {
        actor: mostly(random, team, recipient),
        body: {
          type: 'message.reply',
          message: message?.id ?? 'M-1',
          body: random.pick(TEXTS),
          ...perhaps(random, 0.2, () => ({replyWithin: 10_000})),
        },
      };
    },
  },
  {
    weight: 5,
    make: (random, team) => {
      const older = team.messages[someId(random, team.messages, 'M')];
      const to = older && random.chance(0.8) ? older.to : random.pick([...NAMES, 'all']);
      return {
        actor: mostly(random, team, older?.from),
        body: {
          type: 'message.send',
          to,
          subject: 'Other than before',
          body: random.pick(TEXTS),
          supersede: older?.id ?? 'M-1',
          ...perhaps(random, 0.2, () => ({needsReply: true})),
        },
      };
    },
  },
  {
    weight: 20,
    make: (random, team) => {
      const id = someId(random, team.messages, 'M');
      const recipient = random.pickOf(Object.keys(team.messages[id]?.deliveries ?? {})) ?? random.pick(NAMES);
      const waiting = Object.values(team.messages).filter(({deliveries}) => {
        const state = deliveries[recipient]?.state;
        return state === 'queued' || state === 'offered';
      });
      // Some mail stays unread for long.
      const messages = [...new Set([id, ...waiting.slice(2, 5).map((message) => message.id)])];
      const state = random.pick(['offered', 'offered', 'injected', 'seen', 'seen'] as const);
      return {actor: HARMONY, body: {type: 'message.delivered', messages, recipient, state, evidence: 'hook'}};
    },
  },
];
