import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {keysReference} from '../../../../scripts/docs/keys-reference.ts';
import {paletteEntries} from '../../../../src/tui/app/actions/palette.ts';
import {actionIds, actions} from '../../../../src/tui/app/actions/table.ts';
import {type KeyContext, keyContexts, keyTable} from '../../../../src/tui/app/keys/table.ts';
import {largeBoard} from '../support/boards.ts';
import {frameOf} from '../support/frames.tsx';
import {large, middle, screenOf} from '../support/states.ts';

/** Reached through the palette and the menu only. */
const WITHOUT_KEY = ['session.pause', 'session.resume', 'session.restart', 'session.stop', 'session.start', 'message.broadcast'];

describe('the key table', () => {
  test.each(Object.keys(keyContexts) as KeyContext[])('has no key twice: %s', (context) => {
    const keys = keyTable.filter((binding) => binding.context === context).flatMap((binding) => binding.keys);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    expect(keys.length).toBeGreaterThan(0);
  });

  test('has a key for every action, or the palette has it', () => {
    const state = screenOf(largeBoard, middle);
    const bound = new Set(keyTable.map(({action}) => action));
    const unbound = actionIds.filter((id) => !bound.has(id));
    expect(unbound.sort()).toEqual([...WITHOUT_KEY].sort());
    const inPalette = paletteEntries(state, '').map(({title}) => title);
    for (const id of unbound) expect(inPalette).toContain(actions[id].title);
  });

  test('is in the help, whole', () => {
    const rows = {columns: large.columns, rows: 260};
    const help = frameOf(screenOf(largeBoard, rows, {type: 'dialog.open', dialog: {kind: 'help', offset: 0}}));
    for (const title of Object.values(keyContexts)) expect(help).toContain(title);
    for (const {action} of keyTable) expect(help).toContain(actions[action].title);
  });

  test('is in docs/keys.md: node scripts/docs.ts makes it', () => {
    expect(readFileSync(new URL('../../../../docs/keys.md', import.meta.url), 'utf8')).toBe(keysReference());
  });
});

test('actions are told in words that help: a verb phrase, a sentence', () => {
  for (const id of actionIds) {
    expect(actions[id].title).toMatch(/^[A-Z][^.]*$/);
    expect(actions[id].description).toMatch(/[.]$/);
  }
});
