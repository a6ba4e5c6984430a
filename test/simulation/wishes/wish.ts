import {type Actor, type CommandBody, emptyTeam, type Policy, type SessionSpec, type Team} from '../../../src/core/index.ts';
import type {Random} from '../random.ts';

export const HUMAN: Actor = {kind: 'human'};
export const HARMONY: Actor = {kind: 'supervisor'};

export const member = (id: string, more: Partial<SessionSpec> = {}): SessionSpec => ({
  id,
  role: 'worker',
  tier: 2,
  client: 'demo',
  expertise: [],
  delegatesTo: [],
  paths: [],
  origin: 'config',
  ...more,
});
export const MEMBERS = [
  member('lead', {role: 'orchestrator', tier: 1, delegatesTo: ['*']}),
  member('ada', {expertise: ['http']}),
  member('bob', {paths: ['src/**']}),
  member('eve', {role: 'reviewer', delegatesTo: ['worker']}),
] as const;
export const GUESTS = ['guest', 'visitor'] as const;
export const NAMES = ['lead', 'ada', 'bob', 'eve', ...GUESTS] as const;
export const PHASES = ['SPECS', 'BUILD', 'SHIP'] as const;
export const POLICY: Policy = {
  ...emptyTeam().policy,
  inboxLimit: 8,
  automaticClaimTtl: 60_000,
  restartDelay: 500,
  restartLimit: 2,
  replyWithin: 60_000,
  taskSilence: 5 * 60_000,
  checks: {unit: 'npm test'},
  phases: [
    {name: 'SPECS', checks: [], person: false},
    {name: 'BUILD', checks: ['unit'], person: true},
    {name: 'SHIP', checks: ['unit'], person: false},
  ],
};
export const TEXTS = ['ok', 'thanks', 'May I?', 'All of it.', 'Look at src/a.ts'] as const;

export interface Wanted {
  readonly actor: Actor;
  readonly body: CommandBody;
}

export interface Wish {
  readonly weight: number;
  /** What somebody might want in this state of the team. */
  readonly make: (random: Random, team: Team) => Wanted;
}

/** One who runs, mostly; now and then an incarnation that is gone or does not exist yet. */
export function someSession(random: Random, team: Team): Actor {
  return as(random, team, random.pick(NAMES));
}

export function as(random: Random, team: Team, session: string): Actor {
  const incarnation = team.sessions[session]?.incarnation ?? 0;
  return {kind: 'session', session, incarnation: random.chance(0.06) ? incarnation + random.pick([-1, -1, 1]) : incarnation};
}

/** The one whose affair it is, mostly. */
export const mostly = (random: Random, team: Team, session: string | null | undefined): Actor => {
  if (session === 'human') return HUMAN;
  if (!session || !team.sessions[session] || random.chance(0.15)) return random.chance(0.2) ? HUMAN : someSession(random, team);
  return as(random, team, session);
};

export const someId = (random: Random, records: Readonly<Record<string, unknown>>, letter: string): string => {
  const ids = Object.keys(records);
  // The newest are the ones that something is done with.
  return random.pickOf(random.chance(0.8) ? ids.slice(-6) : ids) ?? `${letter}-${random.below(9)}`;
};

export const several = <T>(random: Random, most: number, one: () => T): T[] => Array.from({length: 1 + random.below(most)}, one);

/** Or nothing at all of it. */
export const perhaps = <T extends object>(random: Random, probability: number, make: () => T): Partial<T> =>
  random.chance(probability) ? make() : {};
