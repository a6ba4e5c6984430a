import {accent, bold, cyan, dim, green, red, spoken} from './style.ts';
import {cutText, widthOf, wrapText} from './text.ts';

/** One thing in the transcript. Kept as data, so that it can be drawn again at another width. */
export type Entry =
  | {readonly kind: 'banner'; readonly title: string; readonly lines: readonly string[]}
  | {readonly kind: 'prompt'; readonly text: string}
  | {readonly kind: 'said'; readonly text: string}
  | {readonly kind: 'tool'; readonly tool: string; readonly target: string; readonly outcome: 'running' | 'done' | 'failed'}
  | {readonly kind: 'result'; readonly text: string; readonly failed: boolean}
  /** The first few of a file's lines. */
  | {readonly kind: 'preview'; readonly summary: string; readonly lines: readonly string[]; readonly total: number}
  | {readonly kind: 'mail'; readonly text: string}
  | {readonly kind: 'note'; readonly text: string};

/** A message may be long; its beginning is what a person who looks on wants. */
const MAIL_LINES = 8;

export function renderEntry(entry: Entry, width: number): string[] {
  switch (entry.kind) {
    case 'banner':
      return [
        ...box(
          [bold(accent('✻ ')) + bold(cutText(entry.title, width - 6)), ...entry.lines.map((line) => dim(cutText(line, width - 4)))],
          width,
        ),
        '',
      ];
    case 'prompt':
      return [...hang('> ', entry.text, width).map((line) => spoken(line.padEnd(width - (widthOf(line) - line.length)))), ''];
    case 'said':
      return [...hang('● ', entry.text, width), ''];
    case 'tool':
      return hang(`${BULLET[entry.outcome]} `, `${entry.tool}(${entry.target})`, width, 2).map((line) =>
        line.replace(entry.tool, bold(entry.tool)),
      );
    case 'result':
      return [...hang('  ⎿  ', entry.text, width).map(entry.failed ? red : dim), ''];
    case 'preview':
      return preview(entry, width);
    case 'mail': {
      const lines = hang('✉ ', entry.text, width);
      const shown = lines.slice(0, MAIL_LINES).map(cyan);
      return [...shown, ...(lines.length > MAIL_LINES ? [dim(`  … ${lines.length - MAIL_LINES} more lines`)] : []), ''];
    }
    case 'note':
      return [...wrapText(entry.text, width).map(dim), ''];
  }
}

const BULLET = {running: dim('●'), done: green('●'), failed: red('●')};

/** The first line begins with `head`, the others are indented as far. */
function hang(head: string, text: string, width: number, headWidth = widthOf(head)): string[] {
  return wrapText(text, width - headWidth).map((line, index) => (index === 0 ? head : ' '.repeat(headWidth)) + line);
}

function preview({summary, lines, total}: Entry & {kind: 'preview'}, width: number): string[] {
  const code = lines.map((line) => `     ${green(cutText(line, width - 5))}`);
  const more = total > lines.length ? [dim(`     … ${total - lines.length} more`)] : [];
  return [dim(cutText(`  ⎿  ${summary}`, width)), ...code, ...more, ''];
}

/** Lines in a rounded frame. They may carry colours. */
export function box(lines: readonly string[], width: number): string[] {
  const inner = Math.max(width - 4, 1);
  const edge = '─'.repeat(inner + 2);
  return [
    dim(`╭${edge}╮`),
    ...lines.map((line) => `${dim('│')} ${line}${' '.repeat(Math.max(inner - widthOf(line), 0))} ${dim('│')}`),
    dim(`╰${edge}╯`),
  ];
}
