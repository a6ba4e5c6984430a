import type {Command, Event} from '../../../src/core/index.ts';
import {must} from '../violation.ts';
import type {ClaimOracle} from './claims.ts';
import {thingsOfTexts} from './resources.ts';

/** Before the events of a command that shows a fence: an old one changes nothing, and a good one is not refused. */
export function judgeFence(claims: ClaimOracle, {actor, body}: Command, events: readonly Event[]): void {
  if (body.type !== 'edit' && body.type !== 'claim' && body.type !== 'claim.check') return;
  const {fence} = body;
  if (fence === undefined) return;
  const holder = actor.kind === 'session' && body.type !== 'claim.check' ? actor.session : undefined;
  const things = body.type === 'edit' ? body.paths.map((path) => thingsOfTexts([path], true)) : [thingsOfTexts(body.resources)];
  const at = events[0]?.at ?? 0;
  const good = things.every((part) => claims.isGood(fence, part, at, holder));
  for (const event of events) {
    if (event.body.type === 'write.refused') {
      if (event.body.incarnation !== null && actor.kind === 'session' && !claims.speaksFor(actor.session, actor.incarnation)) continue;
      must(!good, 'a good fence is not refused', () => `${fence}, ${body.type}`);
    } else if (event.body.type === 'claim.granted' || event.body.type === 'claim.renewed') {
      must(good, 'an old fence changes nothing', () => `${fence}, ${body.type}`);
    }
  }
}
