import type {Team} from '../../../src/core/index.ts';
import {FILES, RESOURCES} from '../oracle/resources.ts';
import type {Random} from '../random.ts';
import {as, HARMONY, HUMAN, mostly, NAMES, perhaps, several, someId, someSession, TEXTS, type Wish} from './wish.ts';

const someClaim = (random: Random, team: Team) => team.claims[someId(random, team.claims, 'C')];
const writtenOf = ({kind, pattern}: {kind: string; pattern: string}): string => `${kind}:${pattern}`;

/** The claims, their line, their fences, and the moments of edits. */
export const CLAIMS: readonly Wish[] = [
  {
    weight: 14,
    make: (random, team) => ({
      actor: someSession(random, team),
      body: {
        type: 'claim',
        resources: several(random, 2, () => random.pick(RESOURCES)),
        mode: random.chance(0.7) ? 'exclusive' : 'shared',
        reason: random.pick(TEXTS),
        ttl: random.pick([10_000, 60_000, 3_600_000]),
        ...perhaps(random, 0.5, () => ({wait: random.pick([1_000, 20_000, 600_000]), tell: random.pick(['call', 'message'] as const)})),
      },
    }),
  },
  {
    weight: 2,
    make: (random, team) => {
      const claim = someClaim(random, team);
      const resources = claim && random.chance(0.7) ? claim.resources.map(writtenOf) : [random.pick(RESOURCES)];
      const fence = (claim?.fence ?? 1) - (random.chance(0.2) ? 1 : 0);
      return {actor: mostly(random, team, claim?.holder), body: {type: 'claim', resources, mode: 'exclusive', reason: '', fence}};
    },
  },
  {
    weight: 3,
    make: (random, team) => {
      const claim = someClaim(random, team);
      const resources = claim && random.chance(0.7) ? claim.resources.map(writtenOf) : [random.pick(RESOURCES)];
      const fence = (claim?.fence ?? 1) - (random.chance(0.3) ? 1 : 0);
      return {actor: random.chance(0.3) ? HUMAN : someSession(random, team), body: {type: 'claim.check', fence, resources}};
    },
  },
  {
    weight: 14,
    make: (random, team) => ({
      actor: someSession(random, team),
      body: {type: 'edit', paths: several(random, 2, () => random.pick(FILES)), tool: 'Edit'},
    }),
  },
  {
    weight: 3,
    make: (random, team) => {
      const claim = someClaim(random, team);
      const fence = (claim?.fence ?? 1) - (random.chance(0.2) ? 1 : 0);
      return {actor: mostly(random, team, claim?.holder), body: {type: 'edit', paths: [random.pick(FILES)], tool: 'Edit', fence}};
    },
  },
  {
    weight: 8,
    make: (random, team) => {
      const claim = someClaim(random, team);
      return {actor: mostly(random, team, claim?.holder), body: {type: 'release', claims: [claim?.id ?? 'C-1']}};
    },
  },
  {
    weight: 1,
    make: (random, team) => {
      const wait = team.waits[someId(random, team.waits, 'W')];
      return {actor: mostly(random, team, wait?.session), body: {type: 'release', claims: [wait?.id ?? 'W-1']}};
    },
  },
  {
    weight: 4,
    make: (random, team) => ({
      actor: random.chance(0.2) ? HUMAN : someSession(random, team),
      body: random.chance(0.4)
        ? {type: 'release', all: true, force: random.chance(0.1)}
        : {type: 'release', resources: [random.pick(RESOURCES)], force: random.chance(0.3)},
    }),
  },
  {
    weight: 3,
    make: (random, team) => {
      const claim = someClaim(random, team);
      const which = random.chance(0.7) ? {claims: [claim?.id ?? 'C-1']} : {resources: several(random, 2, () => random.pick(RESOURCES))};
      return {actor: mostly(random, team, claim?.holder), body: {type: 'claim.give', to: random.pick(NAMES), ...which}};
    },
  },
  // Two who each want what the other has.
  {
    weight: 2,
    make: (random, team) => {
      const holders = [...new Set(Object.values(team.claims).map(({holder}) => holder))];
      const wanted = Object.values(team.claims).at(-1 - random.below(3));
      const who = random.pickOf(holders.filter((holder) => holder !== wanted?.holder)) ?? random.pick(NAMES);
      const resources = wanted ? wanted.resources.map(writtenOf) : ['src/**'];
      return {
        actor: as(random, team, who),
        body: {type: 'claim', resources, mode: 'exclusive', reason: '', ttl: 60_000, wait: 600_000, tell: random.pick(['call', 'message'])},
      };
    },
  },
  {weight: 8, make: () => ({actor: HARMONY, body: {type: 'claim.grantWaiting'}})},
];
