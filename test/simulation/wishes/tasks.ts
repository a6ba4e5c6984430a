import type {Team} from '../../../src/core/index.ts';
import type {Random} from '../random.ts';
import {HARMONY, HUMAN, mostly, NAMES, PHASES, perhaps, several, someId, someSession, TEXTS, type Wish} from './wish.ts';

const ADDRESSEES = [...NAMES, 'worker', 'reviewer'] as const;
const giver = (random: Random, team: Team) => (random.chance(0.4) ? HUMAN : someSession(random, team));
const someTask = (random: Random, team: Team) => team.tasks[someId(random, team.tasks, 'T')];

/** What a task can have beyond its words. */
const someTerms = (random: Random, team: Team) => ({
  ...perhaps(random, 0.3, () => ({acceptance: random.pick(['unit', 'true', 'make it'])})),
  ...perhaps(random, 0.25, () => ({reviewBy: random.pick(['reviewer', 'worker'])})),
  ...perhaps(random, 0.3, () => ({after: several(random, 2, () => someId(random, team.tasks, 'T'))})),
  ...perhaps(random, 0.3, () => ({phase: random.pick(PHASES)})),
  ...perhaps(random, 0.3, () => ({priority: random.pick(['low', 'high', 'urgent'] as const)})),
  ...perhaps(random, 0.15, () => ({tier: random.pick([1, 2])})),
  ...perhaps(random, 0.15, () => ({expertise: ['http']})),
});

/** Tasks, their checks and reviews, and the gates of their phases. */
export const TASKS: readonly Wish[] = [
  {
    weight: 2,
    make: (random, team) => ({
      actor: giver(random, team),
      body: {
        type: 'task.delegate',
        to: random.pick(ADDRESSEES),
        title: 'Build',
        body: random.pick(TEXTS),
        acceptance: random.chance(0.3) ? 'true' : null,
      },
    }),
  },
  {
    weight: 4,
    make: (random, team) => ({
      actor: giver(random, team),
      body: {
        type: 'task.add',
        title: 'Build',
        body: random.pick(TEXTS),
        ...perhaps(random, 0.5, () => ({to: random.pick(ADDRESSEES)})),
        ...someTerms(random, team),
      },
    }),
  },
  {
    weight: 2,
    make: (random, team) => {
      const task = someTask(random, team);
      return {actor: mostly(random, team, task?.from), body: {type: 'task.change', task: task?.id ?? 'T-1', ...someTerms(random, team)}};
    },
  },
  {
    weight: 1,
    make: (random, team) => {
      const task = someTask(random, team);
      return {actor: mostly(random, team, task?.from), body: {type: 'task.cancel', task: task?.id ?? 'T-1', reason: random.pick(TEXTS)}};
    },
  },
  {
    weight: 5,
    make: (random, team) => ({
      actor: someSession(random, team),
      body: {type: 'task.take', ...perhaps(random, 0.4, () => ({task: someId(random, team.tasks, 'T')}))},
    }),
  },
  {
    weight: 4,
    make: (random, team) => {
      const task = someTask(random, team);
      return {actor: mostly(random, team, task?.owner), body: {type: 'task.accept', task: task?.id ?? 'T-1'}};
    },
  },
  {
    weight: 8,
    make: (random, team) => {
      const task = someTask(random, team);
      const id = task?.id ?? 'T-1';
      const outcome = random.chance(0.8) ? 'done' : 'failed';
      if (!task?.checking || random.chance(0.1))
        return {actor: mostly(random, team, task?.owner), body: {type: 'task.finish', task: id, outcome, summary: 'x'}};
      const checked = {passed: random.chance(0.6), evidence: 'exit'};
      return {actor: HARMONY, body: {type: 'task.finish', task: id, outcome: 'done', summary: '', checked}};
    },
  },
  {
    weight: 4,
    make: (random, team) => {
      const reviewed = Object.values(team.tasks).filter(({state}) => state === 'review');
      const task = random.pickOf(reviewed) ?? someTask(random, team);
      const outcome = random.chance(0.6) ? 'approved' : 'rejected';
      return {actor: mostly(random, team, task?.reviewer), body: {type: 'task.review', task: task?.id ?? 'T-1', outcome, reasons: 'Seen.'}};
    },
  },
  {weight: 6, make: () => ({actor: HARMONY, body: {type: 'task.assignOpen'}})},
  {weight: 2, make: () => ({actor: HARMONY, body: {type: 'phase.tryGate'}})},
  {
    weight: 2,
    make: (random, team) => ({
      actor: giver(random, team),
      body: {
        type: 'phase.pass',
        ...perhaps(random, 0.5, () => ({phase: random.pick(PHASES)})),
        ...perhaps(random, 0.3, () => ({force: true})),
      },
    }),
  },
  {
    weight: 3,
    make: (random, team) => {
      const checking = Object.keys(team.phases).filter((name) => team.phases[name]?.gate === 'checking');
      const phase = random.pickOf(checking) ?? random.pick(PHASES);
      return {actor: HARMONY, body: {type: 'phase.checked', phase, passed: random.chance(0.6), evidence: 'exit'}};
    },
  },
  {weight: 0.7, make: (random) => ({actor: HUMAN, body: {type: 'phase.reopen', phase: random.pick(PHASES)}})},
];
