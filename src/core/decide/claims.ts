import {claimsOverlapping} from '../claims/claim-index.ts';
import {resourcesOverlap} from '../claims/overlap.ts';
import {parseResource, writeResource} from '../claims/resource.ts';
import type {CommandBody} from '../commands.ts';
import type {EventBody} from '../events.ts';
import type {Claim, Resource, Session, Team, Timestamp} from '../team.ts';
import {cleanLine, inWords} from '../text.ts';
import {accept, type Decision, forSession, nameOf, refuse, type Situation} from './decision.ts';

const MOST_RESOURCES = 64;
const SHORTEST_TTL = 10_000;
const LONGEST_TTL = 7 * 24 * 60 * 60_000;

type Body<T extends CommandBody['type']> = Extract<CommandBody, {type: T}>;

export function claim(situation: Situation, body: Body<'claim'>): Decision {
  return forSession(situation, 'hold a claim', (session) => {
    const {team, now} = situation;
    const resources = parseResources(body.resources);
    if (!Array.isArray(resources)) return resources;
    const ttl = body.ttl ?? team.policy.claimTtl;
    if (!(ttl >= SHORTEST_TTL && ttl <= LONGEST_TTL)) {
      return refuse(
        'invalid',
        `A claim for ${Math.round(ttl / 1000)} seconds is not possible.`,
        'Claim for 10 seconds up to 7 days: --for 30m.',
      );
    }
    const outside = outsideOfRole(session, resources);
    if (outside) return outside;
    const conflict = conflictOf(situation, session, resources, body.mode);
    if (conflict) {
      return refuseForConflict(situation, session, resources.map(writeResource), conflict, null);
    }
    const held = sameClaim(team, session, resources, body.mode, now);
    if (held) {
      const expiresAt = now + ttl;
      return accept({claim: {...held, expiresAt}, renewed: true}, [{type: 'claim.renewed', claim: held.id, expiresAt}]);
    }
    const granted = newClaim(
      situation,
      session,
      resources,
      {mode: body.mode, reason: cleanLine(body.reason, 200), ttl, automatic: false},
      1,
    );
    return accept({claim: granted, renewed: false}, [{type: 'claim.granted', claim: granted}]);
  });
}

export function release(situation: Situation, {claims = [], resources = [], all = false, force = false}: Body<'release'>): Decision {
  const {actor, team} = situation;
  if (force && actor.kind === 'session')
    return refuse('forbidden', 'Only a person may end the claims of others.', 'Ask its holder by message.');
  if (actor.kind !== 'session' && !force) {
    return refuse('forbidden', `${nameOf(actor)} holds no claims.`, 'To end the claims of a session all the same: --force.');
  }
  const release = (mine: readonly Claim[]): Decision => {
    const parsed = resources.length > 0 ? parseResources(resources) : [];
    if (!Array.isArray(parsed)) return parsed;
    const unknown = claims.filter((id) => !mine.some((candidate) => candidate.id === id));
    if (unknown.length > 0) return refuse('not-found', `There is no claim ${unknown.join(', ')} to release.`, 'See: harmony claims');
    const named = all
      ? mine
      : mine.filter(
          (held) => claims.includes(held.id) || parsed.some((one) => held.resources.some((other) => resourcesOverlap(one, other))),
        );
    if (named.length === 0 && !all) return refuse('not-found', `No claim holds ${resources.join(', ')}.`, 'See: harmony claims');
    const how = force ? 'forced' : 'released';
    return accept(
      {released: named.map((held) => held.id)},
      named.map((held) => ({type: 'claim.ended', claim: held.id, how, by: nameOf(actor)})),
    );
  };
  if (force) return release(Object.values(team.claims));
  return forSession(situation, 'release a claim', (session) =>
    release(Object.values(team.claims).filter((held) => held.holder === session.id)),
  );
}

/** The moment of an edit. */
export function edit(situation: Situation, {paths, tool}: Body<'edit'>): Decision {
  return forSession(situation, 'edit', (session) => {
    const {team, now} = situation;
    if (session.paused) return refuse('forbidden', `${session.id} was paused by a person: it edits nothing until it is resumed.`, 'Wait.');
    const resources = parseResources(paths.map((path) => `path:${escapeGlob(path)}`));
    if (!Array.isArray(resources)) return resources;
    const outside = outsideOfRole(session, resources);
    if (outside) return outside;
    const events: EventBody[] = [];
    const warnings: string[] = [];
    const free: Resource[] = [];
    for (const resource of resources) {
      const enforcement = enforcementFor(team, resource);
      if (enforcement === 'off') continue;
      const conflict = conflictOf(situation, session, [resource], 'exclusive');
      if (!conflict) {
        const mine = claimsOverlapping(team, resource, now).filter((held) => held.holder === session.id);
        // Work that is seen extends the lease.
        for (const held of mine)
          if (needsRenewal(held, now)) events.push({type: 'claim.renewed', claim: held.id, expiresAt: now + held.ttl});
        if (mine.length === 0) free.push(resource);
        continue;
      }
      if (enforcement === 'deny') return refuseForConflict(situation, session, [writeResource(resource)], conflict, tool);
      warnings.push(describeConflict(conflict, [writeResource(resource)], now));
      events.push(refusedEvent(session, [writeResource(resource)], conflict, tool, true));
    }
    const options = {
      mode: 'exclusive',
      reason: `edited with ${cleanLine(tool, 40)}`,
      ttl: team.policy.automaticClaimTtl,
      automatic: true,
    } as const;
    const granted = free.map((resource, index) => newClaim(situation, session, [resource], options, index + 1));
    for (const one of granted) events.push({type: 'claim.granted', claim: one});
    return accept({claimed: granted.map(({id}) => id), warnings}, events);
  });
}

/** A tenth of the lease is used up: not every keystroke is worth an event. */
const needsRenewal = (held: Claim, now: Timestamp): boolean => held.expiresAt - now < held.ttl * 0.9;

/** A file's name may hold characters that a glob would read otherwise: a class of one stands for them. */
const escapeGlob = (path: string): string =>
  path.replace(/[*?[{}]/g, (character) => (character === '{' || character === '}' ? '?' : `[${character}]`));

function enforcementFor(team: Team, resource: Resource) {
  const rule = team.policy.enforcementByPath.find(({glob}) => resourcesOverlap({kind: 'path', pattern: glob}, resource));
  return rule?.enforcement ?? team.policy.enforcement;
}

function parseResources(texts: readonly string[]): Resource[] | Decision {
  if (texts.length === 0)
    return refuse('invalid', 'Nothing was named.', 'Name at least one path, glob, or thing: src/api/**, service:email.');
  if (texts.length > MOST_RESOURCES)
    return refuse('invalid', `${texts.length} resources at once; ${MOST_RESOURCES} is the most.`, 'Use a glob.');
  const resources: Resource[] = [];
  for (const text of texts) {
    const parsed = parseResource(text);
    if ('problem' in parsed) {
      return refuse(
        'invalid',
        `${JSON.stringify(cleanLine(text, 80))} cannot be claimed: ${parsed.problem}.`,
        'Name a path or glob relative to the project root.',
      );
    }
    resources.push(parsed.resource);
  }
  return resources;
}

/** A role may be bound to some paths: everything that is claimed has to lie within one of them. */
function outsideOfRole(session: Session, resources: readonly Resource[]): Decision | null {
  if (session.paths.length === 0) return null;
  const bound = session.paths.map((pattern): Resource => ({kind: 'path', pattern}));
  const outside = resources.find((resource) => resource.kind === 'path' && !bound.some((one) => resourcesOverlap(one, resource)));
  if (!outside) return null;
  return refuse(
    'forbidden',
    `${writeResource(outside)} is not for the role ${session.role}: it works in ${session.paths.join(', ')}.`,
    'Delegate it, or message a session whose role it is.',
    {paths: session.paths},
  );
}

function conflictOf({team, now}: Situation, session: Session, resources: readonly Resource[], mode: Claim['mode']): Claim | null {
  for (const resource of resources) {
    for (const held of claimsOverlapping(team, resource, now)) {
      if (held.holder !== session.id && !(mode === 'shared' && held.mode === 'shared')) return held;
    }
  }
  return null;
}

/** The session's own claim on exactly these resources: asking for it again renews it. */
function sameClaim(team: Team, session: Session, resources: readonly Resource[], mode: Claim['mode'], now: Timestamp): Claim | undefined {
  const [first] = resources;
  if (!first) return undefined;
  const key = (list: readonly Resource[]): string => list.map(writeResource).sort().join('\n');
  return claimsOverlapping(team, first, now).find(
    (held) => held.holder === session.id && held.mode === mode && key(held.resources) === key(resources),
  );
}

function newClaim(
  {team, now}: Situation,
  session: Session,
  resources: readonly Resource[],
  options: Pick<Claim, 'mode' | 'reason' | 'ttl' | 'automatic'>,
  offset: number,
): Claim {
  return {
    id: `C-${team.counters.claim + offset}`,
    holder: session.id,
    incarnation: session.incarnation,
    resources,
    fence: team.counters.fence + offset,
    grantedAt: now,
    expiresAt: now + options.ttl,
    ...options,
  };
}

const refusedEvent = (session: Session, resources: readonly string[], held: Claim, tool: string | null, warned: boolean): EventBody => ({
  type: 'claim.refused',
  session: session.id,
  resources,
  holder: held.holder,
  claim: held.id,
  tool,
  warned,
});

function describeConflict(held: Claim, wanted: readonly string[], now: Timestamp): string {
  const what = held.resources.map(writeResource).join(', ');
  const reason = held.reason === '' ? '' : ` ("${held.reason}")`;
  return `${wanted.join(', ')} is held by ${held.holder}: ${held.id} on ${what}${reason}, for ${inWords(held.expiresAt - now)} unless it is released or renewed.`;
}

function refuseForConflict(situation: Situation, session: Session, wanted: readonly string[], held: Claim, tool: string | null): Decision {
  return refuse(
    'conflict',
    describeConflict(held, wanted, situation.now),
    `Message ${held.holder}, wait until it is released, or work on something else.`,
    {
      conflict: {
        holder: held.holder,
        claim: held.id,
        resources: held.resources.map(writeResource),
        reason: held.reason,
        expiresAt: held.expiresAt,
      },
    },
    [refusedEvent(session, wanted, held, tool, false)],
  );
}
