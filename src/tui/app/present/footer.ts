import type {Rect} from '../../surface.ts';
import {actions} from '../actions/table.ts';
import {keyContextsOf} from '../keys/find-binding.ts';
import {keyName} from '../keys/key-names.ts';
import {type KeyContext, keyTable} from '../keys/table.ts';
import type {ScreenState, Toast} from '../state/state.ts';
import {cutSpans, justify, type Span, span, widthOfSpans} from '../text/spans.ts';
import {cleanLine, cutToWidth, wrapToWidth} from '../text/width.ts';
import type {Block} from './view.ts';

/** The bottom row: the keys that do something here. In typing mode the way out and nothing else. */
export function presentFooter(state: ScreenState, rect: Rect): Block {
  if (state.typing) {
    const left = [{text: ` ${keyName(state.leaveTyping)}`, tone: 'here' as const, bold: true}, span(' back to Harmony')];
    return {rect, lines: [justify(left, [span(`every other key goes to ${state.selected ?? ''} `, 'quiet')], rect.width)]};
  }
  if (state.dialog?.kind === 'filter') return {rect, lines: [filterLine(state.dialog.field.text, rect.width)]};
  if (state.dialog) return {rect, lines: [[]]};
  return {rect, lines: [fitHints(hintsOf(state, keyContextsOf(state)), rect.width)]};
}

/** Where the filter's text begins, after its slash. */
export const FILTER_TEXT_AT = 2;

const filterLine = (text: string, width: number): Span[] => {
  const hints = hintSpans([...namedHints(['filter']), ...namedHints(['dialog'])]);
  return justify([span(' /', 'here'), span(text === '' ? ' ' : text)], width >= 60 ? [...hints, span(' ')] : [], width);
};

interface Hint {
  readonly key: string;
  readonly words: string;
}

/** The hints of these contexts whose action can be done now. A key that an earlier context took is not named twice. */
function hintsOf(state: ScreenState, contexts: readonly KeyContext[]): Hint[] {
  const taken = new Set<string>();
  return contexts.flatMap((context) =>
    keyTable
      .filter((binding) => binding.context === context)
      .flatMap(({keys, action, hint}) => {
        const key = keys[0] ?? '';
        const isTaken = taken.has(key);
        for (const name of keys) taken.add(name);
        if (hint === undefined || isTaken || actions[action].whyDisabled(state) !== null) return [];
        return [{key: keyName(key), words: hint}];
      }),
  );
}

const namedHints = (contexts: readonly KeyContext[]): Hint[] =>
  keyTable
    .filter(({context, hint}) => contexts.includes(context) && hint !== undefined)
    .map(({keys, hint}) => ({key: keyName(keys[0] ?? ''), words: hint ?? ''}));

/** For the lower edge of a dialog. */
export function dialogHints(state: ScreenState): Span[] {
  return hintSpans(hintsOf(state, keyContextsOf(state)));
}

const hintSpans = (hints: readonly Hint[]): Span[] =>
  hints.flatMap(({key, words}, index) => [
    span(index === 0 ? ' ' : '  '),
    {text: key, tone: 'here' as const, bold: true},
    span(` ${words}`, 'quiet'),
  ]);

/** Whole hints only, as many as fit; help and leaving are the last two of the table and always stay. */
function fitHints(hints: readonly Hint[], width: number): Span[] {
  const widthOf = (some: readonly Hint[]): number => widthOfSpans(hintSpans(some)) + 1;
  const last = hints.slice(-2);
  let first = hints.slice(0, -2);
  while (first.length > 0 && widthOf([...first, ...last]) > width) first = first.slice(0, -1);
  return cutSpans(hintSpans([...first, ...last]), width);
}

const TOAST_MARKS: Readonly<Record<Toast['kind'], Span>> = {
  done: {text: ' ✓ ', tone: 'good', bold: true},
  note: {text: ' · ', tone: 'quiet', bold: true},
  problem: {text: ' ✕ ', tone: 'bad', bold: true},
};

/** A toast: one row if that is enough, over the bottom of the screen. */
export function presentToast(state: ScreenState): Block | null {
  const {toast, size} = state;
  if (!toast) return null;
  const mark = TOAST_MARKS[toast.kind];
  const words = [cleanLine(toast.text), cleanLine(toast.remedy)].filter((part) => part !== '').join(' ');
  const wrapped = wrapToWidth(words, size.columns - 4, 4);
  const lines = wrapped.map((line, index): Span[] => [index === 0 ? mark : span('   '), span(cutToWidth(line, size.columns - 3))]);
  const rule = lines.length > 1 ? [[span('─'.repeat(size.columns), toast.kind === 'problem' ? 'bad' : 'quiet')]] : [];
  const all = [...rule, ...lines].map((line) => justify(line, [], size.columns));
  return {rect: {x: 0, y: size.rows - all.length, width: size.columns, height: all.length}, lines: all};
}
