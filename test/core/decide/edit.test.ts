import {expect, test} from 'vitest';
import {human, spec, TestTeam} from '../test-team.ts';

const pair = (): TestTeam => TestTeam.of(spec('ada'), spec('bob'));
const reasonOf = (decision: ReturnType<TestTeam['edit']>): string =>
  decision.ok ? 'accepted' : `${decision.refusal.code}: ${decision.refusal.message}`;

test('a free file is claimed by its first edit, exactly and for the automatic time', () => {
  const team = pair();
  expect(team.edit('ada', 'src/a.ts', 'src/a.ts')).toMatchObject({ok: true, value: {claimed: ['C-1'], warnings: []}});
  expect(team.team.claims['C-1']).toMatchObject({
    holder: 'ada',
    resources: [{kind: 'path', pattern: 'src/a.ts'}],
    automatic: true,
    mode: 'exclusive',
    expiresAt: team.now + team.team.policy.automaticClaimTtl,
  });
  expect(reasonOf(team.edit('bob', 'src/a.ts'))).toMatch(/^conflict: src\/a.ts is held by ada \(C-1: src\/a.ts, "edit with Edit"\)/);
  expect(team.events.at(-1)?.body).toMatchObject({type: 'claim.refused', tool: 'Edit', warned: false});
  expect(team.edit('bob', 'src/b.ts').ok).toBe(true);
});

test('files with the characters of patterns in their names are those files', () => {
  const team = pair();
  team.edit('ada', 'app/[id]/page.tsx');
  team.edit('ada', 'odd*.ts');
  expect(team.edit('bob', 'app/[id]/page.tsx').ok).toBe(false);
  expect(team.edit('bob', 'app/[slug]/page.tsx').ok).toBe(true);
  // Nor what its name would mean as a pattern.
  for (const other of ['app/i/page.tsx', 'app/d/page.tsx', 'app/[[]id]/page.tsx']) expect(team.edit('bob', other).ok).toBe(true);
  expect(team.edit('bob', 'oddity.ts').ok).toBe(true);
});

test('own claims that hold the file are renewed by work, and no second one is made', () => {
  const team = pair();
  const folder = team.claim('ada', 'src/*.ts');
  team.now += 10 * 60_000;
  expect(team.edit('ada', 'src/a.ts')).toMatchObject({ok: true, value: {claimed: []}});
  expect(team.team.claims[folder.id]?.expiresAt).toBe(team.now + folder.ttl);
  // The next keystroke is no event.
  team.now += 1_000;
  expect(team.edit('ada', 'src/a.ts').events).toEqual([]);
});

test('several files: all or none', () => {
  const team = pair();
  team.claim('ada', 'b.ts');
  expect(team.edit('bob', 'a.ts', 'b.ts').ok).toBe(false);
  expect(Object.keys(team.team.claims)).toEqual(['C-1']);
});

test('those who share a claim write side by side, and nobody else does', () => {
  const team = TestTeam.of(spec('ada'), spec('bob'), spec('eve'));
  for (const id of ['ada', 'bob']) team.ok(id, {type: 'claim', resources: ['docs/**'], mode: 'shared', reason: ''});
  expect(team.edit('ada', 'docs/a.md').ok).toBe(true);
  expect(team.edit('bob', 'docs/a.md').ok).toBe(true);
  expect(reasonOf(team.edit('eve', 'docs/a.md'))).toMatch(/shared/);
});

test('the first glob that matches the path decides: refused, recorded and let through, or not looked at', () => {
  const team = pair();
  team.configure([spec('ada'), spec('bob')], {
    enforcement: 'deny',
    enforcementByPath: [
      {glob: 'docs/*.md', enforcement: 'warn'},
      {glob: '{docs,tmp}/**', enforcement: 'off'},
    ],
  });
  team.claim('ada', 'docs', 'src', 'tmp');
  expect(team.edit('bob', 'src/a.ts').ok).toBe(false);
  expect(team.edit('bob', 'docs/a.md')).toMatchObject({
    ok: true,
    value: {claimed: [], warnings: [expect.stringMatching(/held by ada.*let through/)]},
  });
  expect(team.events.at(-1)?.body).toMatchObject({type: 'claim.refused', session: 'bob', warned: true, tool: 'Edit'});
  expect(team.edit('bob', 'docs/deep/a.txt')).toMatchObject({ok: true, events: []});
  expect(team.edit('bob', 'tmp/x')).toMatchObject({ok: true, events: []});
});

test('a role edits within its paths; where the policy only warns, so does the role', () => {
  const team = TestTeam.of(spec('ada', {paths: ['src/**']}));
  expect(reasonOf(team.edit('ada', 'docs/a.md'))).toBe('forbidden: docs/a.md is not for the role worker: it works in src/**.');
  team.configure([spec('ada', {paths: ['src/**']})], {enforcement: 'warn'});
  expect(team.edit('ada', 'docs/a.md')).toMatchObject({
    ok: true,
    value: {claimed: [], warnings: [expect.stringMatching(/not for the role/)]},
  });
});

test('a paused session edits nothing until it is resumed', () => {
  const team = pair();
  team.ok(human, {type: 'session.pause', session: 'ada'});
  expect(reasonOf(team.edit('ada', 'a.ts'))).toMatch(/^needs-person: ada is paused/);
  team.ok(human, {type: 'session.resume', session: 'ada'});
  expect(team.edit('ada', 'a.ts').ok).toBe(true);
});
