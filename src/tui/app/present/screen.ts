import type {InputMode, Rect} from '../../surface.ts';
import {frameLines, type LineWeight} from '../layout/frame-lines.ts';
import {isTooSmall, LEAST_SIZE, regionsOf} from '../layout/regions.ts';
import type {ScreenState} from '../state/state.ts';
import {windowText} from '../state/text-field.ts';
import {presentBar} from './bar.ts';
import {presentBoard} from './board/board.ts';
import {centredText} from './centred-text.ts';
import {presentDialog} from './dialogs/dialog.ts';
import type {DialogParts} from './dialogs/parts.ts';
import {FILTER_TEXT_AT, presentFooter, presentToast} from './footer.ts';
import {presentPanes} from './panes.ts';
import {presentSidebar} from './sidebar.ts';
import type {Hit, NamedBlock, ScreenView} from './view.ts';

/** The screen for a state at a time (local milliseconds). Pure: the same picture for the same state. */
export function presentScreen(state: ScreenState, now: number): ScreenView {
  if (isTooSmall(state.size)) return presentTooSmall(state);
  const zoomed = state.zoomed && state.view === 'terminals';
  const regions = regionsOf(state.size, state.view === 'terminals' && !zoomed);
  const main = state.view === 'board' ? boardParts(state, regions.body, now) : panesParts(state, regions.body, now);
  const sidebar = regions.sidebar ? presentSidebar(state, regions.sidebar, now) : null;
  const bar = presentBar(state, regions.bar, regions.sidebar === null && state.view === 'terminals', main);
  const dialog = presentDialog(state, now);
  const toast = presentToast(state);
  const area = regions.sidebar ? {...regions.body, x: 0, width: state.size.columns} : regions.body;
  const frames = regions.sidebar ? [{frame: regions.sidebar, weight: 'quiet' as LineWeight}, ...main.frames] : main.frames;
  const blocks: NamedBlock[] = [
    {name: 'bar', ...bar.block},
    ...(sidebar && regions.sidebar ? sidebarBlocks(sidebar, regions.sidebar) : []),
    ...main.blocks,
    {name: 'footer', ...presentFooter(state, regions.footer)},
  ];
  return {
    size: state.size,
    blocks,
    lines: frameLines(area, frames),
    dialog: dialog?.block ?? null,
    toast,
    panes: main.panes,
    overlays: [...(dialog ? [dialog.block.rect] : []), ...(toast ? [toast.rect] : [])],
    cursor: dialog?.cursor ?? filterCursor(state),
    mode: modeOf(state),
    hits: hitsOf(state, [...bar.hits, ...(sidebar?.hits ?? []), ...main.hits], dialog),
    entries: dialog?.entries ?? 0,
    hidden: dialog?.hidden ?? main.hidden,
    page: dialog?.page ?? 1,
  };
}

const panesParts = (state: ScreenState, area: Rect, now: number) => ({...presentPanes(state, area, now), hidden: 0});
const boardParts = (state: ScreenState, area: Rect, now: number) => ({...presentBoard(state, area, now), panes: [], page: 0, pages: 1});

function sidebarBlocks({title, block}: ReturnType<typeof presentSidebar>, {x, y, width}: Rect): NamedBlock[] {
  return [
    {name: 'sidebar title', rect: {x: x + 1, y, width: width - 2, height: 1}, lines: [title]},
    {name: 'sidebar', ...block},
  ];
}

/** With a dialog open, nothing behind it can be clicked. */
function hitsOf(state: ScreenState, hits: readonly Hit[], dialog: DialogParts | null): readonly Hit[] {
  if (!dialog) return hits;
  const everything = {x: 0, y: 0, width: state.size.columns, height: state.size.rows};
  return [{rect: everything, target: {kind: 'nothing'}}, ...dialog.hits];
}

function filterCursor({dialog, size}: ScreenState): ScreenView['cursor'] {
  if (dialog?.kind !== 'filter') return null;
  return {x: FILTER_TEXT_AT + windowText(dialog.field, size.columns - FILTER_TEXT_AT - 1).cursorColumn, y: size.rows - 1};
}

/** A screen that has become too small stays in typing mode: keys meant for a session must not become commands. */
function modeOf({typing, selected}: ScreenState): InputMode {
  return typing && selected !== null ? {kind: 'typing', terminal: selected} : {kind: 'command'};
}

function presentTooSmall(state: ScreenState): ScreenView {
  const {columns, rows} = state.size;
  const text = `too small: ${LEAST_SIZE.columns}x${LEAST_SIZE.rows} at least`;
  const block = centredText({x: 0, y: 0, width: columns, height: rows}, [text], 'needs');
  return {
    size: state.size,
    blocks: [{name: 'too small', ...block}],
    lines: [],
    dialog: null,
    toast: null,
    panes: [],
    overlays: [],
    cursor: null,
    mode: modeOf(state),
    hits: [],
    entries: 0,
    hidden: 0,
    page: 1,
  };
}
