import type {BoardSession} from '../../../core/index.ts';
import type {Rect} from '../../surface.ts';
import {numberOf, sessionsByNeed, teamTime} from '../state/sessions.ts';
import type {ScreenState} from '../state/state.ts';
import {justify, type Span, span, widthOfSpans} from '../text/spans.ts';
import {shortAge} from '../text/time.ts';
import {cellWidth, cutToWidth} from '../text/width.ts';
import {countOf, doingOf, glyphOf, roleOf, shownState} from './session-words.ts';
import type {Block, Hit} from './view.ts';

interface Row {
  readonly spans: readonly Span[];
  readonly session: string | null;
}

/** The sessions by what they need, in as much detail as there is room for. The first row is the title, which stands in the frame's line. */
export function presentSidebar(state: ScreenState, rect: Rect, now: number): {title: Span[]; block: Block; hits: Hit[]} {
  const list = {...rect, y: rect.y + 1, height: rect.height - 1};
  const rows = rowsThatFit(state, list.width, list.height, now);
  const offset = offsetFor(rows, state.selected, list.height);
  const shown = rows.slice(offset, offset + list.height);
  const hits = shown.flatMap(({session}, index): Hit[] =>
    session === null ? [] : [{rect: {...list, y: list.y + index, height: 1}, target: {kind: 'session', session}}],
  );
  return {title: titleOf(state), block: {rect: list, lines: shown.map(({spans}) => spans)}, hits};
}

function titleOf(state: ScreenState): Span[] {
  const all = state.board?.sessions.length ?? 0;
  if (state.filter === '') return [span(' Sessions ', 'strong'), span(`${all} `, 'quiet')];
  return [span(` /${cutToWidth(state.filter, 14)} `, 'here'), span(`${sessionsByNeed(state).length} of ${all} `, 'quiet')];
}

/** Two rows each with headings, two rows each, one row each: the first that fits. */
function rowsThatFit(state: ScreenState, width: number, height: number, now: number): Row[] {
  const sessions = sessionsByNeed(state);
  if (sessions.length === 0) return emptyRows(state, width);
  const states = new Set(sessions.map(shownState)).size;
  const roomy = sessions.length * 2 <= height;
  const headed = sessions.length * (roomy ? 2 : 1) + states * 2 - 1 <= height;
  const rows: Row[] = [];
  let previous: string | null = null;
  for (const session of sessions) {
    const name = shownState(session);
    if (headed && name !== previous) {
      const count = sessions.filter((other) => shownState(other) === name).length;
      if (previous !== null) rows.push({spans: [], session: null});
      rows.push({spans: [span(' '), ...countOf(name, count).map((piece) => ({...piece, tone: 'quiet' as const}))], session: null});
      previous = name;
    }
    rows.push({spans: firstLine(state, session, width, now, roomy), session: session.id});
    if (roomy) rows.push({spans: secondLine(state, session, width), session: session.id});
  }
  return rows;
}

function firstLine(state: ScreenState, session: BoardSession, width: number, now: number, roomy: boolean): Span[] {
  const here = session.id === state.selected;
  const number = numberOf(state, session.id);
  const right = [
    ...(session.unread > 0 ? [span(` ✉ ${session.unread}`, 'here')] : []),
    span(` ${shortAge(teamTime(state, now) - session.since)} `, 'quiet'),
  ];
  const left = [
    here ? span('▌', 'here') : span(' '),
    span(`${number < 10 ? String(number) : ' '} `, 'quiet'),
    glyphOf(session),
    {text: ` ${session.id}`, tone: session.alive || here ? ('plain' as const) : ('quiet' as const), bold: here},
  ];
  if (!roomy) return justify([...left, span(' '), doingOf(session)], right, width);
  const role = ` ${roleOf(session)}`;
  const room = width - widthOfSpans(left) - widthOfSpans(right);
  return justify([...left, span(cellWidth(role) <= room ? role : `·${session.tier}`, 'quiet')], right, width);
}

function secondLine(state: ScreenState, session: BoardSession, width: number): Span[] {
  const here = session.id === state.selected;
  return justify([here ? span('▌', 'here') : span(' '), span('    '), doingOf(session)], [span(' ')], width);
}

function emptyRows(state: ScreenState, width: number): Row[] {
  const words =
    state.board === null
      ? ['Waiting for the supervisor…']
      : state.filter === ''
        ? ['No sessions yet.', '', 'Name some in', 'harmony.config.ts, or join', 'from a shell: harmony join']
        : ['Nothing matches.', 'Esc shows all.'];
  return words.map((word) => ({spans: [span(` ${cutToWidth(word, width - 2)}`, 'quiet')], session: null}));
}

/** The selected session is in the middle where the list is longer than its place. */
function offsetFor(rows: readonly Row[], selected: string | null, height: number): number {
  const at = rows.findIndex(({session}) => session === selected && session !== null);
  return Math.max(0, Math.min(rows.length - height, at - Math.floor(height / 2)));
}
