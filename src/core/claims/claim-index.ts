import type {Claim, Resource, Team} from '../team.ts';
import {type PathPattern, patternsOf, patternsOverlap} from './overlap.ts';

interface Entry {
  readonly claim: Claim;
  readonly pattern: PathPattern;
}

interface Node {
  readonly children: Map<string, Node>;
  entries: Entry[];
}

/**
 * Claims by the literal beginning of their patterns: what can overlap a pattern lies on the way to its beginning, or below it. So a path is
 * checked against a handful of claims, however many there are.
 */
class ClaimIndex {
  /** A tree for each kind of resource. */
  readonly #roots = new Map<string, Node>();

  add(claim: Claim): void {
    for (const {kind, pattern} of claim.resources) {
      for (const parsed of patternsOf(pattern)) this.#nodeAt(kind, parsed).entries.push({claim, pattern: parsed});
    }
  }

  remove(claim: Claim): void {
    for (const {kind, pattern} of claim.resources) {
      for (const parsed of patternsOf(pattern)) {
        const node = this.#nodeAt(kind, parsed);
        node.entries = node.entries.filter((entry) => entry.claim.id !== claim.id);
      }
    }
  }

  /** Claims that name a thing which the resource names too. Each once, in no order. */
  overlapping({kind, pattern}: Resource): Set<string> {
    const found = new Set<string>();
    const root = this.#roots.get(kind);
    if (!root) return found;
    for (const wanted of patternsOf(pattern)) {
      const look = (node: Node): void => {
        for (const entry of node.entries) {
          if (!found.has(entry.claim.id) && patternsOverlap(entry.pattern, wanted)) found.add(entry.claim.id);
        }
      };
      let node: Node | undefined = root;
      for (let depth = 0; node && depth < wanted.base; depth++) {
        look(node);
        node = node.children.get(wanted.segments[depth] ?? '');
      }
      if (node) forEachBelow(node, look);
    }
    return found;
  }

  #nodeAt(kind: string, {segments, base}: PathPattern): Node {
    return segments.slice(0, base).reduce((node, segment) => childOf(node.children, segment), childOf(this.#roots, kind));
  }
}

function childOf(children: Map<string, Node>, name: string): Node {
  const known = children.get(name);
  if (known) return known;
  const child: Node = {children: new Map(), entries: []};
  children.set(name, child);
  return child;
}

function forEachBelow(node: Node, look: (node: Node) => void): void {
  look(node);
  for (const child of node.children.values()) forEachBelow(child, look);
}

/** Made once for a team, then kept up to date by the fold. */
const indexes = new WeakMap<Team, ClaimIndex>();

export function claimIndexOf(team: Team): ClaimIndex {
  const known = indexes.get(team);
  if (known) return known;
  const index = new ClaimIndex();
  for (const claim of Object.values(team.claims)) index.add(claim);
  indexes.set(team, index);
  return index;
}

/** Live claims, of whomever, on a thing that the resource names too. */
export function claimsOverlapping(team: Team, resource: Resource, now: number): Claim[] {
  const found: Claim[] = [];
  for (const id of claimIndexOf(team).overlapping(resource)) {
    const claim = team.claims[id];
    // An expired claim blocks nobody, even before its end was written down: sessions die without releasing.
    if (claim && claim.expiresAt > now) found.push(claim);
  }
  return found;
}
