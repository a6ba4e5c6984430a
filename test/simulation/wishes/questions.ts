import {HARMONY, HUMAN, mostly, NAMES, perhaps, someId, someSession, TEXTS, type Wish} from './wish.ts';

/** What waits for a person or for somebody else. */
export const QUESTIONS: readonly Wish[] = [
  {
    weight: 3,
    make: (random, team) => ({
      actor: someSession(random, team),
      body: {
        type: 'block',
        what: random.pick(['the key', 'a word', 'an answer']),
        ...perhaps(random, 0.5, () => ({on: random.pick([...NAMES, 'human'])})),
        ...perhaps(random, 0.2, () => ({key: 'the key'})),
      },
    }),
  },
  {
    weight: 2,
    make: (random, team) => {
      const blocker = team.blockers[someId(random, team.blockers, 'B')];
      const who = random.chance(0.3) ? blocker?.sessions[0] : blocker?.on;
      return {actor: mostly(random, team, who), body: {type: 'unblock', blocker: blocker?.id ?? 'B-1', answer: random.pick(TEXTS)}};
    },
  },
  {
    weight: 2,
    make: (random) => ({
      actor: HARMONY,
      body: {
        type: 'attention.raise',
        kind: 'permission',
        session: random.pick(NAMES),
        key: random.pick(['a:1', 'a:2', 'b']),
        title: 'May I?',
        detail: '',
        choices: [{id: 'allow', label: 'Allow'}],
      },
    }),
  },
  {
    weight: 5,
    make: (random, team) => {
      const open = random.pickOf(Object.values(team.attention).filter(({state}) => state === 'open'));
      const choice = random.pickOf(open?.choices ?? [])?.id ?? 'allow';
      const text = random.chance(0.3) ? random.pick(TEXTS) : null;
      return {actor: HUMAN, body: {type: 'attention.answer', attention: open?.id ?? 'A-1', choice, text}};
    },
  },
  {weight: 1, make: (random) => ({actor: HARMONY, body: {type: 'attention.withdraw', key: random.pick(['a:', 'b']), reason: 'gone'}})},
];
