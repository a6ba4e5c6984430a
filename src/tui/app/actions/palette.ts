import {keyNames} from '../keys/key-names.ts';
import {keyTable} from '../keys/table.ts';
import {sessionsByNeed} from '../state/sessions.ts';
import type {ScreenState} from '../state/state.ts';
import {menuEntries} from './sessions.ts';
import {type ActionId, actionIds, actions} from './table.ts';

export interface Entry {
  readonly title: string;
  readonly keys: string;
  /** Why it cannot be done now. */
  readonly reason: string | null;
  readonly does: {readonly kind: 'action'; readonly action: ActionId} | {readonly kind: 'select'; readonly session: string};
}

/** What makes no sense inside the palette: moving about, and the keys of dialogs and texts. */
const LEFT_OUT: ReadonlySet<ActionId> = new Set([
  'session.number',
  'palette.open',
  'typing.leave',
  'screen.interrupt',
  'screen.back',
  'board.down',
  'board.up',
]);

function actionEntry(state: ScreenState, action: ActionId): Entry {
  const binding = keyTable.find((candidate) => candidate.action === action);
  return {
    title: actions[action].title,
    keys: binding ? keyNames(binding.keys.slice(0, 1)) : '',
    // While the palette is open the state is the one that the action will find.
    reason: actions[action].whyDisabled(state),
    does: {kind: 'action', action},
  };
}

/** Actions and sessions whose words begin with, contain or spell what was typed: the best first. */
export function paletteEntries(state: ScreenState, query: string): Entry[] {
  const all = [
    ...actionIds.filter((id) => !['dialogs', 'text'].includes(actions[id].group) && !LEFT_OUT.has(id)).map((id) => actionEntry(state, id)),
    ...sessionsByNeed(state).map(({id}): Entry => ({title: `Go to ${id}`, keys: '', reason: null, does: {kind: 'select', session: id}})),
  ];
  const wanted = query.trim().toLowerCase();
  const scored = all.map((entry, index) => ({entry, index, score: matchScore(entry.title.toLowerCase(), wanted)}));
  return scored
    .filter(({score}) => score > 0)
    .sort((a, b) => b.score - a.score || Number(a.entry.reason !== null) - Number(b.entry.reason !== null) || a.index - b.index)
    .map(({entry}) => entry);
}

/** 0: does not match. A beginning of a word is better than its middle, and that better than letters in between. */
function matchScore(title: string, query: string): number {
  if (query === '') return 1;
  const words = query.split(/\s+/);
  if (words.every((word) => title.split(/\s+/).some((part) => part.startsWith(word)))) return 4;
  if (words.every((word) => title.includes(word))) return 3;
  let at = -1;
  for (const letter of query.replaceAll(' ', '')) {
    at = title.indexOf(letter, at + 1);
    if (at === -1) return 0;
  }
  return 2;
}

/** The menu of a session. */
export const sessionMenu = (state: ScreenState): Entry[] => menuEntries(state).map((action) => actionEntry(state, action));
