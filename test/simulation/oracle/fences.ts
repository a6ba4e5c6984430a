import type {Command, Event} from '../../../src/core/index.ts';
import {must} from '../violation.ts';
import type {ClaimOracle} from './claims.ts';
import {thingOfFile, thingsOfTexts} from './resources.ts';

/** Before the events of a command that shows a fence: an old one changes nothing, and a good one is not refused. */
export function judgeFence(claims: ClaimOracle, {actor, body}: Command, events: readonly Event[]): void {
  if (body.type !== 'edit' && body.type !== 'claim' && body.type !== 'claim.check') return;
  const {fence} = body;
  if (fence === undefined) return;
  const holder = actor.kind === 'session' && body.type !== 'claim.check' ? actor.session : undefined;
  const held = claims.heldBy(fence, events[0]?.at ?? 0, holder);
  const things = body.type === 'edit' ? body.paths.reduce((all, path) => all | thingOfFile(path), 0) : thingsOfTexts(body.resources);
  const good = held !== undefined && (held.things & things) === things;
  // The world has only so many things: that a pattern takes all of another is sure only of the very same.
  const surelyGood = good && (body.type === 'edit' || body.resources.every((text) => held.resources.has(text)));
  const speaks = actor.kind !== 'session' || claims.speaksFor(actor.session, actor.incarnation);
  for (const event of events) {
    if (event.body.type === 'write.refused') must(!surelyGood || !speaks, 'a good fence is not refused', () => `${fence}, ${body.type}`);
    else if (event.body.type === 'claim.granted' || event.body.type === 'claim.renewed')
      must(good, 'an old fence changes nothing', () => `${fence}, ${body.type}`);
  }
}
