import {claimsOf, claimsOverlapping} from '../claims/claim-index.ts';
import {waitsOf} from '../claims/line.ts';
import {resourcesOverlap} from '../claims/overlap.ts';
import {writeResource} from '../claims/resource.ts';
import type {CommandBody} from '../commands.ts';
import type {EventBody} from '../events.ts';
import type {Claim, ClaimWait, Resource} from '../team.ts';
import {waitEnd} from './claim-line.ts';
import {isWithin, parseResources} from './claim-rules.ts';
import {accept, type Decision, forSession, nameOf, refuse, type Situation} from './decision.ts';
import {noticeTo} from './notice.ts';
import {inShort} from './obstacle.ts';

type Release = Extract<CommandBody, {type: 'release'}>;

/** What somebody may give back at all: claims, and places in the line. */
interface Given {
  readonly claims: readonly Claim[];
  readonly waits: readonly ClaimWait[];
}

export function release(situation: Situation, body: Release): Decision {
  const {actor, team} = situation;
  if (actor.kind !== 'session') {
    if (body.force) return releaseOf(situation, body, {claims: Object.values(team.claims), waits: Object.values(team.waits)});
    return refuse('forbidden', `${nameOf(actor)} holds no claims.`, 'To end the claims of a session all the same: --force.');
  }
  if (body.force) return refuse('forbidden', 'Only a person may end the claims of others.', 'Ask its holder by message.');
  return forSession(situation, 'release a claim', ({id}) =>
    releaseOf(situation, body, {claims: claimsOf(team, id), waits: waitsOf(team, id)}),
  );
}

function releaseOf(situation: Situation, {claims: ids = [], resources = [], all = false, force = false}: Release, own: Given): Decision {
  const parsed = resources.length > 0 ? parseResources(resources) : [];
  if (!Array.isArray(parsed)) return parsed;
  const known = new Set([...own.claims, ...own.waits].map(({id}) => id));
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length > 0) return notReleasable(situation, unknown);
  const touched = own.claims.filter((held) => held.resources.some((one) => parsed.some((named) => resourcesOverlap(named, one))));
  // A person who frees a path wants it free, whatever else the claim holds; a session lets go of what it names and keeps the rest.
  const named = force ? touched : touched.filter((held) => isWithin(held, parsed));
  const claims = all ? own.claims : own.claims.filter((held) => ids.includes(held.id) || named.includes(held));
  const waits = all ? own.waits : own.waits.filter(({id}) => ids.includes(id));
  if (claims.length + waits.length === 0 && !all) return nothingLike(situation, parsed, touched);
  const by = nameOf(situation.actor);
  return accept({released: [...claims, ...waits].map(({id}) => id)}, [
    ...claims.map(({id}): EventBody => ({type: 'claim.ended', claim: id, how: force ? 'forced' : 'released', by})),
    ...cancelled(situation, waits, force),
    ...(force ? wordToHolders(situation, claims, waits.filter(({tell}) => tell === 'message').length + 1) : []),
  ]);
}

function cancelled(situation: Situation, waits: readonly ClaimWait[], force: boolean): EventBody[] {
  return waits.flatMap((wait, index) => {
    if (!force) return [{type: 'wait.ended', wait: wait.id, how: 'cancelled', claim: null, by: nameOf(situation.actor)} as const];
    const subject = `${wait.id} was ended by a person`;
    const body = `You are not in the line for ${inShort(wait.resources.map(writeResource))} any more.`;
    const before = waits.slice(0, index).filter(({tell}) => tell === 'message').length;
    return waitEnd(situation, wait, 'cancelled', null, [subject, body], before + 1);
  });
}

/** Whose claim was taken away hears of it at once, and not at its next edit. `offset`: of the first message. */
function wordToHolders(situation: Situation, claims: readonly Claim[], offset: number): EventBody[] {
  const holders = [...new Set(claims.map(({holder}) => holder))];
  return holders.map((holder, index) => {
    const lost = claims.filter((claim) => claim.holder === holder);
    const ids = lost.map(({id}) => id).join(', ');
    const subject = `A person ended ${lost.length === 1 ? 'a claim' : 'claims'} of yours: ${ids}`;
    const body = `${inShort(lost.flatMap(({resources}) => resources).map(writeResource))}: others may have it now. Look at what is there before you edit it again.`;
    return {type: 'message.sent', message: noticeTo(situation, holder, subject, body, offset + index)};
  });
}

export function notReleasable({team, actor}: Situation, ids: readonly string[]): Decision {
  for (const id of ids) {
    const holder = (Object.hasOwn(team.claims, id) ? team.claims[id]?.holder : undefined) ?? waiterOf(team.waits, id);
    if (holder !== undefined && holder !== nameOf(actor))
      return refuse('forbidden', `${id} is ${holder}'s.`, `Ask ${holder} for it by message.`, {holder});
  }
  return refuse('not-found', `There is no claim ${ids.join(', ')} of yours.`, 'See: harmony claims');
}

const waiterOf = (waits: Readonly<Record<string, ClaimWait>>, id: string): string | undefined =>
  Object.hasOwn(waits, id) ? waits[id]?.session : undefined;

export function nothingLike(situation: Situation, named: readonly Resource[], larger: readonly Claim[]): Decision {
  const {team, now} = situation;
  const names = inShort(named.map(writeResource));
  const [foreign] = named.flatMap((resource) => claimsOverlapping(team, resource, now)).filter((held) => !larger.includes(held));
  if (larger.length === 0 && foreign) {
    const {holder, id, resources} = foreign;
    const message = `Nothing of yours is on ${names}: ${holder} holds it (${id}: ${inShort(resources.map(writeResource))}).`;
    return refuse('forbidden', message, `Ask ${holder} for it by message.`, {holder, claim: id});
  }
  const held = larger.map(({id, resources}) => `${id} (${inShort(resources.map(writeResource))})`);
  return refuse(
    'not-found',
    larger.length > 0 ? `No claim is on ${names} alone.` : `No claim is on ${names}.`,
    larger.length > 0 ? `What holds it holds more; name it by its id: ${held.join(', ')}.` : 'See: harmony claims',
  );
}
