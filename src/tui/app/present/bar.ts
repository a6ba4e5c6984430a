import type {BoardSession} from '../../../core/index.ts';
import type {Rect} from '../../surface.ts';
import {sessionsByNeed} from '../state/sessions.ts';
import type {ScreenState} from '../state/state.ts';
import {cutSpans, justify, type Span, span, widthOfSpans} from '../text/spans.ts';
import {cleanLine} from '../text/width.ts';
import {countOf, glyphOf, shownState, statesByNeed} from './session-words.ts';
import type {Block, Hit} from './view.ts';

/** What the person has to know before everything else: something is away, or ends, or does not load. */
export function alertOf(state: ScreenState): Span | null {
  if (state.ending !== null) return span(cleanLine(state.ending) || 'the team ends', 'needs');
  if (state.supervisor.state === 'away') {
    const hint = state.supervisor.tries > 5 ? ' · q leaves' : '';
    return span(`the supervisor is away, sessions go on · reconnecting${hint}`, 'needs');
  }
  if (state.host.state === 'away') return span('the terminal host is away · reconnecting', 'needs');
  const notices = state.info?.notices ?? [];
  if (notices.length === 0) return null;
  return span(`${cleanLine(notices[0] ?? '')}${notices.length > 1 ? ` (and ${notices.length - 1} more: b)` : ''}`, 'bad');
}

export interface BarParts {
  readonly block: Block;
  readonly hits: readonly Hit[];
}

/** The top row: team and counts; on a narrow screen the sessions themselves, because there is no sidebar. */
export function presentBar(state: ScreenState, rect: Rect, withTabs: boolean, pages: {page: number; pages: number}): BarParts {
  const right = rightPart(state, pages, rect.width);
  const room = rect.width - widthOfSpans(right) - 1;
  const {spans, hits} = withTabs ? tabs(state, rect, room) : {spans: summary(state), hits: []};
  return {block: {rect, lines: [justify(cutSpans(spans, room), right, rect.width)]}, hits};
}

function summary(state: ScreenState): Span[] {
  const sessions = state.board?.sessions ?? [];
  const counts = statesByNeed
    .map((name) => [name, sessions.filter((session) => shownState(session) === name).length] as const)
    .filter(([, count]) => count > 0);
  return [...nameOf(state), ...counts.flatMap(([name, count]) => [span('   '), ...countOf(name, count)])];
}

const nameOf = (state: ScreenState): Span[] => [
  {text: ` ${cleanLine(state.board?.team ?? state.info?.team ?? 'Harmony')}`, tone: 'strong'},
  ...(state.demo ? [span(' demo', 'quiet')] : []),
];

function rightPart(state: ScreenState, {page, pages}: {page: number; pages: number}, width: number): Span[] {
  const alert = alertOf(state);
  // Half of the row at most: whose team it is has to stay there.
  if (alert) return [...cutSpans([alert], Math.floor(width / 2)), span(' ')];
  const unread = state.board?.messages.filter(({deliveries}) =>
    deliveries.some(({recipient, state: step}) => recipient === 'human' && step !== 'seen' && step !== 'answered' && step !== 'superseded'),
  ).length;
  return [
    ...(unread ? [span(`✉ ${unread} for you: i`, 'needs'), span(' ')] : []),
    ...(pages > 1 ? [span(` page ${page + 1}/${pages}`, 'quiet'), span(' ')] : []),
  ];
}

/** A session in the top row: glyph, name, unread messages. Neighbours share a blank. */
function tabOf(session: BoardSession, here: boolean): Span[] {
  const unread = session.unread > 0 ? ` ✉ ${session.unread}` : '';
  return [
    {text: ' ', inverse: here},
    {...glyphOf(session), inverse: here},
    {text: ` ${session.id}${unread} `, inverse: here, bold: here},
  ];
}

/** Cells of ` +12`. */
const REST = 4;

function tabs(state: ScreenState, rect: Rect, room: number): {spans: Span[]; hits: Hit[]} {
  const sessions = sessionsByNeed(state);
  if (sessions.length === 0) return {spans: nameOf(state), hits: []};
  const all = sessions.map((session) => ({session, spans: tabOf(session, session.id === state.selected)}));
  const selected = sessions.findIndex(({id}) => id === state.selected);
  const shown = all.slice(
    ...tabsAround(
      all.map(({spans}) => widthOfSpans(spans)),
      selected,
      room,
    ),
  );
  let x = rect.x;
  const hits = shown.map(({session, spans}): Hit => {
    const width = widthOfSpans(spans);
    x += width;
    return {rect: {...rect, x: x - width, width}, target: {kind: 'session', session: session.id}};
  });
  const hidden = all.length - shown.length;
  return {spans: [...shown.flatMap(({spans}) => spans), ...(hidden > 0 ? [span(` +${hidden}`, 'quiet')] : [])], hits};
}

/** From the first on, as many as fit; further along only when the selected one would not be among them. */
function tabsAround(widths: readonly number[], selected: number, room: number): [from: number, to: number] {
  const sum = (from: number, to: number): number => widths.slice(from, to).reduce((total, width) => total + width, 0);
  if (sum(0, widths.length) <= room) return [0, widths.length];
  let from = 0;
  while (from < selected && sum(from, selected + 1) > room - REST) from += 1;
  let to = Math.max(from, selected) + 1;
  while (to < widths.length && sum(from, to + 1) <= room - REST) to += 1;
  return [from, to];
}
