import type {BoardSession} from '../../../../core/index.ts';
import {numberOf, sessionsByNeed} from '../../state/sessions.ts';
import type {ScreenState} from '../../state/state.ts';
import {type Span, span} from '../../text/spans.ts';
import {shortAge} from '../../text/time.ts';
import {countOf, doingOf, glyphOf, shownState} from '../session-words.ts';
import type {Column} from '../table-row.ts';
import {type Section, table, text} from './section.ts';

export function sessionsSection(state: ScreenState, time: number): Section {
  const sessions = sessionsByNeed(state);
  const columns: Column[] = [
    {width: 1},
    {width: 2, align: 'right', expendable: 5},
    {width: 1},
    {width: 14},
    {width: 12, expendable: 7},
    {width: 2, expendable: 3},
    {width: 8, expendable: 4},
    {width: {share: 1, least: 24}},
    {width: 8, align: 'right', expendable: 8},
    {width: 4, align: 'right', expendable: 1},
    {width: 4, align: 'right'},
  ];
  const row = (session: BoardSession): Span[] => {
    const here = session.id === state.selected;
    return [
      here ? span('▌', 'here') : span(' '),
      span(String(numberOf(state, session.id)), 'quiet'),
      glyphOf(session),
      {text: session.id, tone: 'plain', bold: here},
      text(session.role, 'quiet'),
      span(`t${session.tier}`, 'quiet'),
      span(countOf(shownState(session), 1)[1]?.text.replace(' 1 ', '') ?? '', shownState(session) === 'waiting' ? 'needs' : 'quiet'),
      doingOf(session),
      span(session.claims.length > 0 ? `${session.claims.length} claim${session.claims.length === 1 ? '' : 's'}` : '', 'quiet'),
      span(session.unread > 0 ? `✉ ${session.unread}` : '', 'here'),
      span(shortAge(time - session.since), 'quiet'),
    ];
  };
  return {
    title: 'Sessions',
    count: state.filter === '' ? String(sessions.length) : `${sessions.length} · /${state.filter}`,
    empty: state.filter === '' ? 'No sessions yet: name some in harmony.config.ts.' : 'No session matches the filter.',
    rows: (width) => table(columns, width, sessions.map(row)).map((spans, index) => ({spans, session: sessions[index]?.id ?? ''})),
  };
}
