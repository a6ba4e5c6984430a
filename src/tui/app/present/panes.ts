import type {BoardSession} from '../../../core/index.ts';
import type {PaneRect, Rect} from '../../surface.ts';
import type {Frame, LineWeight} from '../layout/frame-lines.ts';
import {arrangePanes, type PaneCell} from '../layout/panes.ts';
import {findSession, numberOf, selectedSession, sessionsWithPane, teamTime} from '../state/sessions.ts';
import type {ScreenState} from '../state/state.ts';
import {cutSpans, type Span, span, widthOfSpans} from '../text/spans.ts';
import {shortAge} from '../text/time.ts';
import {cleanLine} from '../text/width.ts';
import {centredText} from './centred-text.ts';
import {doingOf, glyphOf, roleOf} from './session-words.ts';
import type {Hit, NamedBlock} from './view.ts';

export interface PanesParts {
  readonly frames: readonly Frame[];
  readonly blocks: readonly NamedBlock[];
  readonly panes: readonly PaneRect[];
  readonly hits: readonly Hit[];
  readonly page: number;
  readonly pages: number;
}

/** The live panes: where each terminal is drawn, and the header above it. */
export function presentPanes(state: ScreenState, area: Rect, now: number): PanesParts {
  const {cells, page, pages} = cellsOf(state, area);
  if (cells.length === 0) return {...emptyArea(state, area), page, pages};
  const parts = cells.flatMap((cell) => {
    const session = findSession(state, cell.id);
    return session ? [presentPane(state, session, cell, now)] : [];
  });
  return {
    frames: parts.map(({frame, weight}) => ({frame, weight})),
    blocks: parts.flatMap(({blocks}) => blocks),
    panes: parts.flatMap(({pane}) => (pane ? [pane] : [])),
    hits: parts.map(({hit}) => hit),
    page,
    pages,
  };
}

function cellsOf(state: ScreenState, area: Rect): {cells: readonly PaneCell[]; page: number; pages: number} {
  const session = selectedSession(state);
  if (state.zoomed && session) return {cells: [{id: session.id, frame: area}], page: 0, pages: 1};
  const ids = sessionsWithPane(state).map(({id}) => id);
  return arrangePanes({area, ids, layout: state.layout, selected: state.selected, main: state.main});
}

function presentPane(state: ScreenState, session: BoardSession, {id, frame}: PaneCell, now: number) {
  const here = id === state.selected;
  const weight: LineWeight = here ? (state.typing ? 'typing' : 'focused') : 'quiet';
  const inside = {x: frame.x, y: frame.y + 1, width: frame.width, height: frame.height - 1};
  const shown = state.terminals[id] !== undefined && inside.height > 0;
  const blocks = headerBlocks(state, session, frame, now);
  // The terminal covers it as soon as something of it has come.
  if (inside.height > 0) blocks.push(noteBlock(state, session, inside));
  return {
    frame,
    weight,
    blocks,
    pane: shown ? {...inside, terminal: id, focused: here} : null,
    hit: {rect: frame, target: {kind: 'pane' as const, session: id, rect: inside}},
  };
}

/** In a narrower header the role would leave no room for what the session does. */
const WIDTH_FOR_ROLE = 64;

/** The header stands in the line above the pane: who it is and what it does on the left, how long on the right. */
function headerBlocks(state: ScreenState, session: BoardSession, frame: Rect, now: number): NamedBlock[] {
  const right = cutSpans(headerRight(state, session, now), Math.max(0, frame.width - 16));
  const rightWidth = widthOfSpans(right);
  const room = Math.max(0, frame.width - rightWidth - 4);
  const left = [...cutSpans(headerLeft(state, session, frame.width >= WIDTH_FOR_ROLE), room), span(' ')];
  return [
    {name: `header ${session.id}`, rect: {x: frame.x + 1, y: frame.y, width: widthOfSpans(left), height: 1}, lines: [left]},
    {
      name: `header right ${session.id}`,
      rect: {x: frame.x + frame.width - rightWidth - 1, y: frame.y, width: rightWidth, height: 1},
      lines: [right],
    },
  ].filter(({rect}) => rect.width > 0);
}

function headerLeft(state: ScreenState, session: BoardSession, withRole: boolean): Span[] {
  const here = session.id === state.selected;
  const number = numberOf(state, session.id);
  const doing = doingOf(session);
  // A client's own title says more than "idle".
  const title = cleanLine(state.terminals[session.id]?.title ?? '');
  const what = doing.tone === 'quiet' && title !== '' ? span(title, 'quiet') : doing;
  return [
    span(number > 0 && number < 10 ? ` ${number} ` : ' ', 'quiet'),
    glyphOf(session),
    {text: ` ${session.id}`, tone: here ? 'here' : 'plain', bold: here},
    span(withRole ? ` ${roleOf(session)}  ` : '  ', 'quiet'),
    what,
  ];
}

function headerRight(state: ScreenState, session: BoardSession, now: number): Span[] {
  const terminal = state.terminals[session.id];
  const here = session.id === state.selected;
  return [
    ...(here && state.typing ? [{text: ' typing ', tone: 'here' as const, inverse: true}] : []),
    ...(terminal && terminal.scrolled > 0 ? [span(` ↑ ${terminal.scrolled} lines back `, 'needs')] : []),
    ...(session.unread > 0 ? [span(` ✉ ${session.unread}`, 'here')] : []),
    span(` ${shortAge(teamTime(state, now) - session.since)} `, 'quiet'),
  ];
}

function noteBlock(state: ScreenState, session: BoardSession, inside: Rect): NamedBlock {
  const text =
    state.host.state === 'away'
      ? 'The terminal host is away.'
      : session.origin === 'joined'
        ? `${session.id} runs in a terminal of its own.`
        : session.alive || session.state === 'starting'
          ? 'Starting…'
          : `${cleanLine(session.detail) || session.state}. x starts it.`;
  return {name: `note ${session.id}`, ...centredText(inside, [text], 'quiet')};
}

function emptyArea(state: ScreenState, area: Rect): Pick<PanesParts, 'frames' | 'blocks' | 'panes' | 'hits'> {
  const sessions = state.board?.sessions ?? [];
  const words =
    state.board === null
      ? ['Waiting for the supervisor…']
      : sessions.length === 0
        ? ['This team has no sessions yet.', '', 'Name some in harmony.config.ts, or join one from a shell: harmony join']
        : state.filter === ''
          ? ['No session runs.', '', 'x starts the selected one, b shows the board.']
          : ['No session matches the filter.', '', 'Esc shows all again.'];
  return {frames: [{frame: area, weight: 'quiet'}], blocks: [{name: 'empty', ...centredText(area, words, 'quiet')}], panes: [], hits: []};
}
