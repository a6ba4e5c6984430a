import type {Team} from '../../src/core/index.ts';
import {type Random, totalWeight} from './random.ts';
import {CLAIMS} from './wishes/claims.ts';
import {MESSAGES} from './wishes/messages.ts';
import {QUESTIONS} from './wishes/questions.ts';
import {SESSIONS} from './wishes/sessions.ts';
import {TASKS} from './wishes/tasks.ts';
import {HARMONY, MEMBERS, POLICY, type Wanted, type Wish} from './wishes/wish.ts';

export type {Wanted} from './wishes/wish.ts';

/** Everything that is wanted in a simulated team, and how often. A further command is a further line in one of them. */
const WISHES: readonly Wish[] = [...CLAIMS, ...MESSAGES, ...TASKS, ...QUESTIONS, ...SESSIONS];
const TOTAL = totalWeight(WISHES);

export const wantSomething = (random: Random, team: Team): Wanted => random.weighted(WISHES, TOTAL).make(random, team);

/** What a team begins with. */
export const BEGINNING: readonly Wanted[] = [
  {actor: HARMONY, body: {type: 'team.configure', name: 'team', policy: POLICY, sessions: MEMBERS}},
  ...MEMBERS.flatMap(({id}): Wanted[] => [
    {actor: HARMONY, body: {type: 'session.start', session: id}},
    {actor: HARMONY, body: {type: 'session.started', session: id, process: {pid: 1, startTime: '1'}, conversation: null}},
  ]),
];
