import type {ScreenReading} from '../adapter.ts';
import {readScreenLines, type ScreenLine} from './screen-text.ts';

/**
 * What Claude Code's screens look like, for all versions that were looked at (2.1.197, 2.1.329). Every expression over its screen is in this file.
 * A dialog takes the place of the prompt box: as long as that is there, words that look like a dialog are only text.
 */
interface DialogRule {
  readonly rule: string;
  readonly pattern: RegExp;
  readonly kind: NonNullable<ScreenReading['dialog']>['kind'];
  /** Left out: the words that matched. */
  readonly title?: string;
}

const DIALOGS: readonly DialogRule[] = [
  {rule: 'trust', pattern: /Accessing workspace:|I trust this folder/, kind: 'trust', title: 'asks whether it may trust this folder'},
  {rule: 'api-key', pattern: /Detected a custom API key/, kind: 'login', title: 'asks whether to use the API key of the environment'},
  {rule: 'login', pattern: /Select login method|Paste code here if prompted/, kind: 'login', title: 'asks for a login'},
  {rule: 'first-run', pattern: /Choose the text style|Syntax theme|Security notes:/, kind: 'login', title: 'is in its first-run dialogs'},
  {rule: 'bypass', pattern: /Bypass Permissions mode/, kind: 'other', title: 'asks whether to bypass all permissions'},
  {rule: 'plan', pattern: /Exit plan mode\?|Would you like to proceed\?/, kind: 'other', title: 'asks whether its plan is approved'},
  {rule: 'permission', pattern: /Do you want to [^\n]*\?/, kind: 'permission'},
  {rule: 'question', pattern: /Enter to select · /, kind: 'question', title: 'asks a question'},
  {rule: 'dialog', pattern: /Enter to confirm|Esc to cancel/, kind: 'other', title: 'has a dialog open'},
];

/** A horizontal rule of the prompt box; the upper one carries the session's name. */
const RULE = /^─{20,}/;
/** The prompt of the box is followed by a no-break space (or by nothing, where ends of lines are cut), the mark of a dialog's choice by a plain one. */
const PROMPT = /^[❯>](\u00a0|$)/;
const WORKING = /\besc to interrupt\b/i;
/** Hints in the empty box, for screens without styles. */
const HINT = /^(Try "|Press up to edit|Resend your message)/;

/** What is on the screen, or `null` when nothing is recognised. */
export function readClaudeScreen(screen: string): ScreenReading | null {
  const lines = readScreenLines(screen);
  const text = lines.map((line) => line.text).join('\n');
  if (promptBox(lines)) {
    return WORKING.test(text) ? {activity: 'working', rule: 'esc to interrupt'} : {activity: 'idle', waiting: null, rule: 'prompt box'};
  }
  for (const {rule, pattern, kind, title} of DIALOGS) {
    const [words] = pattern.exec(text) ?? [];
    if (words === undefined) continue;
    const shown = title ?? words.trim();
    return {waiting: {on: 'person', what: shown}, dialog: {kind, title: shown}, rule};
  }
  return null;
}

/** The human's words may be typed only into an empty prompt box: into a dialog, Enter would say yes, and to a draft they would be added. */
export function mayTypeOn(screen: string): {readonly ok: true} | {readonly ok: false; readonly reason: string} {
  const lines = readScreenLines(screen);
  const box = promptBox(lines);
  if (!box) {
    const reading = readClaudeScreen(screen);
    return {ok: false, reason: reading?.dialog ? `a dialog is open (${reading.dialog.title})` : 'its prompt is not on the screen'};
  }
  const draft = draftIn(box);
  return draft === '' ? {ok: true} : {ok: false, reason: `somebody has begun to write in its prompt ("${draft.slice(0, 40)}")`};
}

/** The lines between the last two rules, when they hold a prompt. */
function promptBox(lines: readonly ScreenLine[]): readonly ScreenLine[] | null {
  const last = lines.findLastIndex(({text}) => RULE.test(text));
  const first = lines.slice(0, Math.max(0, last)).findLastIndex(({text}) => RULE.test(text));
  const box = first < 0 ? [] : lines.slice(first + 1, last);
  return box[0] && PROMPT.test(box[0].text) ? box : null;
}

/** What a person wrote into the box. A hint is drawn dim but for its first character, which is under the cursor. */
function draftIn(box: readonly ScreenLine[]): string {
  const characters = box.flatMap(({text, dim}, row) =>
    [...text.slice(2)].map((character, column) => ({character, dim: dim[column + 2], row})),
  );
  const visible = characters.filter(({character}) => character.trim() !== '');
  const written = visible.filter(({dim}) => !dim);
  if (written.length <= 1 && visible.length > written.length) return '';
  const text = box
    .map((line) => line.text.slice(2).trim())
    .join(' ')
    .trim();
  return HINT.test(text) ? '' : text;
}
