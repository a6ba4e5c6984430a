import type {Rect} from '../../../surface.ts';
import {arrangeBoard} from '../../layout/board.ts';
import type {Frame} from '../../layout/frame-lines.ts';
import {type BoardSection, boardSections, type ScreenState} from '../../state/state.ts';
import {cutSpans, type Span, span, widthOfSpans} from '../../text/spans.ts';
import type {Hit, NamedBlock} from '../view.ts';
import type {Section, SectionRow} from './section.ts';
import {boardSection} from './sections.ts';

export interface BoardParts {
  readonly frames: readonly Frame[];
  readonly blocks: readonly NamedBlock[];
  readonly hits: readonly Hit[];
  /** Rows that the part with the keys can be scrolled by. */
  readonly hidden: number;
}

/** The whole team on one page. */
export function presentBoard(state: ScreenState, area: Rect, now: number): BoardParts {
  const sections = new Map(boardSections.map((name) => [name, boardSection(state, name, now)]));
  // Any width will do to count rows.
  const lengths = Object.fromEntries([...sections].map(([name, section]) => [name, section.rows(200).length])) as Record<
    BoardSection,
    number
  >;
  const rects = arrangeBoard(area, lengths, state.section);
  const parts = [...rects].map(([name, rect]) => presentSection(state, name, sections.get(name) as Section, rect));
  return {
    frames: parts.map(({frame, weight}) => ({frame, weight})),
    blocks: parts.flatMap(({blocks}) => blocks),
    hits: parts.flatMap(({hits}) => hits),
    hidden: parts.find(({name}) => name === state.section)?.hidden ?? 0,
  };
}

function presentSection(state: ScreenState, name: BoardSection, section: Section, frame: Rect) {
  const here = name === state.section;
  const inside = {x: frame.x + 1, y: frame.y + 1, width: frame.width - 2, height: frame.height - 1};
  const rows = section.rows(inside.width);
  const hidden = Math.max(0, rows.length - inside.height);
  const offset = Math.min(hidden, name === 'sessions' ? offsetOfSelected(state, rows, inside.height) : (state.sectionOffsets[name] ?? 0));
  const shown = rows.slice(offset, offset + inside.height);
  const lines = shown.length === 0 ? [[span(section.empty, 'quiet')]] : shown.map(({spans}) => spans);
  const title = titleOf(section, here, hidden, frame.width);
  const blocks: NamedBlock[] = [
    {name: `title ${name}`, rect: {x: frame.x + 1, y: frame.y, width: widthOfSpans(title), height: 1}, lines: [title]},
  ];
  if (inside.height > 0) blocks.push({name, rect: inside, lines: lines.map((spans) => cutSpans(spans, inside.width))});
  return {name, frame, weight: here ? ('focused' as const) : ('quiet' as const), blocks, hits: hitsOf(name, frame, inside, shown), hidden};
}

function titleOf(section: Section, here: boolean, hidden: number, width: number): Span[] {
  return cutSpans(
    [
      {text: ` ${section.title} `, tone: here ? 'here' : 'plain', bold: true},
      ...(section.count === '' ? [] : [span(`${section.count} `, 'quiet')]),
      ...(hidden > 0 ? [span(`+${hidden} more `, 'quiet')] : []),
    ],
    Math.max(0, width - 2),
  );
}

function hitsOf(section: BoardSection, frame: Rect, inside: Rect, shown: readonly SectionRow[]): Hit[] {
  return [
    {rect: frame, target: {kind: 'section', section}},
    ...shown.flatMap(({session}, index): Hit[] =>
      session === undefined ? [] : [{rect: {...inside, y: inside.y + index, height: 1}, target: {kind: 'session', session}}],
    ),
  ];
}

function offsetOfSelected(state: ScreenState, rows: readonly SectionRow[], height: number): number {
  const at = rows.findIndex(({session}) => session === state.selected);
  return Math.max(0, at - Math.floor(height / 2));
}
