import type {Claim, ClaimId, Resource, SessionId, Team, Timestamp} from '../team.ts';
import {patternsOverlap} from './overlap.ts';
import {type Pattern, patternsOf} from './pattern.ts';

interface Entry {
  readonly claim: string;
  readonly pattern: Pattern;
}

interface Node {
  readonly children: Map<string, Node>;
  entries: Entry[];
}

const newNode = (): Node => ({children: new Map(), entries: []});

/**
 * Claims by the literal beginning of their patterns: what can overlap a pattern lies on the way to its beginning, or below it. So a path is
 * checked against a handful of claims, however many there are.
 */
class ClaimIndex {
  /** A tree for each kind of resource. */
  readonly #roots = new Map<string, Node>();
  readonly #byHolder = new Map<SessionId, Set<ClaimId>>();

  add({id, holder, resources}: Claim): void {
    const held = this.#byHolder.get(holder) ?? new Set();
    this.#byHolder.set(holder, held.add(id));
    for (const {kind, pattern} of resources) {
      for (const parsed of patternsOf(pattern)) {
        let node = childOf(this.#roots, kind);
        for (const segment of parsed.segments.slice(0, parsed.base)) node = childOf(node.children, segment);
        node.entries.push({claim: id, pattern: parsed});
      }
    }
  }

  remove({id, holder, resources}: Claim): void {
    this.#byHolder.get(holder)?.delete(id);
    for (const {kind, pattern} of resources) {
      for (const parsed of patternsOf(pattern)) {
        const root = this.#roots.get(kind);
        if (root && removeBelow(root, id, parsed, 0)) this.#roots.delete(kind);
      }
    }
  }

  /** Oldest first. */
  heldBy(holder: SessionId): Iterable<ClaimId> {
    return this.#byHolder.get(holder) ?? [];
  }

  /** How many patterns begin with a wildcard: each of them is looked at for every path. */
  patternsAtRoot(kind: string): number {
    return this.#roots.get(kind)?.entries.length ?? 0;
  }

  /** Ids of claims that name a thing which the resource names too. */
  overlapping({kind, pattern}: Resource): Set<ClaimId> {
    const found = new Set<ClaimId>();
    const root = this.#roots.get(kind);
    if (!root) return found;
    for (const wanted of patternsOf(pattern)) {
      const look = (node: Node): void => {
        for (const entry of node.entries) {
          if (!found.has(entry.claim) && patternsOverlap(entry.pattern, wanted)) found.add(entry.claim);
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
}

function childOf(children: Map<string, Node>, name: string): Node {
  const known = children.get(name);
  if (known) return known;
  const child = newNode();
  children.set(name, child);
  return child;
}

/** Branches that hold nothing any more go, too: a team edits other files every day. Returns whether this one does. */
function removeBelow(node: Node, claim: string, pattern: Pattern, depth: number): boolean {
  if (depth === pattern.base) {
    node.entries = node.entries.filter((entry) => entry.claim !== claim);
  } else {
    const name = pattern.segments[depth] ?? '';
    const child = node.children.get(name);
    if (child && removeBelow(child, claim, pattern, depth + 1)) node.children.delete(name);
  }
  return node.entries.length === 0 && node.children.size === 0;
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

/** All claims of one session, expired ones too, oldest first. */
export const claimsOf = (team: Team, holder: SessionId): Claim[] =>
  [...claimIndexOf(team).heldBy(holder)].flatMap((id) => team.claims[id] ?? []);

/** Live claims, of whomever, on a thing that the resource names too; oldest first, however the index came about. */
export function claimsOverlapping(team: Team, resource: Resource, now: Timestamp): Claim[] {
  const found: Claim[] = [];
  for (const id of claimIndexOf(team).overlapping(resource)) {
    const claim = team.claims[id];
    // An expired claim blocks nobody, even before its end was written down: sessions die without releasing.
    if (claim && claim.expiresAt > now) found.push(claim);
  }
  return found.sort((a, b) => a.fence - b.fence);
}
