import {claimsOverlapping} from '../../../src/core/claims/claim-index.ts';
import {resourcesOverlap} from '../../../src/core/claims/overlap.ts';
import {parseResource, resourceOfFile} from '../../../src/core/claims/resource.ts';
import {type Claim, emptyTeam, evolve, type Resource, type Team} from '../../../src/core/index.ts';
import {quantile} from '../statistics.ts';
import {atMost, type Figure} from './figure.ts';

const LIVE_CLAIMS = 1_000;
const CHECKS = 20_000;
/** The floor looks at every claim each time: fewer are enough. */
const FLOOR_CHECKS = 300;
const NOW = 1_000;
/** Names of folders at each depth, and of files: as wide as a project of some ten thousand files. */
const WIDTH = 12;
const FILES = 20;

/** Looks for what overlaps a path that is edited, and a claim that is asked for, among 1,000 live claims of all kinds. */
export function measureOverlap(): Figure[] {
  const team = teamWithClaims();
  const claims = Object.values(team.claims);
  const look = (resource: Resource): number => claimsOverlapping(team, resource, NOW).length;
  const lookAtAll = (resource: Resource): number =>
    claims.filter(({resources}) => resources.some((held) => resourcesOverlap(held, resource))).length;
  const paths = Array.from({length: CHECKS}, filePath);
  const patterns = Array.from({length: CHECKS}, claimedPattern);
  const byPath = (path: string): Resource => resourceOfFile(path) ?? fail(path);
  const rows = [
    {what: 'path check', texts: paths, read: byPath, budget: 2},
    {what: 'claim check', texts: patterns, read: resourceOf, budget: 50},
  ];
  return rows.flatMap(({what, texts, read, budget}) => {
    const samples = timeEach(texts, (text) => look(read(text)));
    const floor = timeEach(texts.slice(0, FLOOR_CHECKS), (text) => lookAtAll(read(text)));
    const row = (figure: string, share: number): Figure => ({
      what: `${what}, 1,000 live claims`,
      figure,
      value: quantile(samples, share),
      digits: 2,
      floor: {name: 'looking at all', value: quantile(floor, share)},
    });
    return [{...row('p50, µs', 0.5), budget: atMost(budget)}, row('p99, µs', 0.99)];
  });
}

/** Microseconds of each. */
function timeEach<T>(inputs: readonly T[], use: (input: T) => number): number[] {
  for (const input of inputs.slice(0, FLOOR_CHECKS)) use(input);
  return inputs.map((input) => {
    const begun = performance.now();
    use(input);
    return (performance.now() - begun) * 1000;
  });
}

/** Overlap among them does not matter here: each is there, and is looked at. */
function teamWithClaims(): Team {
  const team = emptyTeam();
  for (let number = 1; number <= LIVE_CLAIMS; number++) {
    const claim: Claim = {
      id: `C-${number}`,
      holder: `session-${number % 16}`,
      incarnation: 1,
      resources: [resourceOf(claimedPattern())],
      mode: 'exclusive',
      reason: '',
      fence: number,
      grantedAt: 0,
      ttl: 1_000_000,
      expiresAt: 1_000_000,
      automatic: false,
    };
    evolve(team, {position: number, at: 0, wall: 0, command: `${number}`, actor: claim.holder, body: {type: 'claim.granted', claim}});
  }
  return team;
}

const below = (most: number): number => Math.floor(Math.random() * most);
const folderPath = (depth: number): string => Array.from({length: depth}, () => `folder-${below(WIDTH)}`).join('/');
const filePath = (): string => `${folderPath(2 + below(3))}/file-${below(FILES)}.ts`;

/** 60 % files, 25 % folders, 15 % globs. */
function claimedPattern(): string {
  const kind = Math.random();
  if (kind < 0.6) return filePath();
  if (kind < 0.85) return folderPath(3);
  return `${folderPath(2)}/${['*.ts', '**/*.test.ts', '{api,web}/**', 'file-[0-4].*'][below(4)]}`;
}

function resourceOf(pattern: string): Resource {
  const parsed = parseResource(pattern);
  return 'resource' in parsed ? parsed.resource : fail(pattern);
}

function fail(text: string): never {
  throw new Error(`${text} is no resource.`);
}
