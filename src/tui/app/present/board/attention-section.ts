import type {ScreenState} from '../../state/state.ts';
import {span} from '../../text/spans.ts';
import {shortAge} from '../../text/time.ts';
import {attentionWords} from '../session-words.ts';
import type {Column} from '../table-row.ts';
import {type Section, table, text} from './section.ts';

/** Problems of Harmony itself, then everything that waits for the person. */
export function attentionSection(state: ScreenState, time: number): Section {
  const open = state.board?.attention ?? [];
  const notices = state.info?.notices ?? [];
  const columns: Column[] = [{width: 1}, {width: 12}, {width: 10}, {width: {share: 1}}, {width: 4, align: 'right', expendable: 1}];
  return {
    title: 'Waits for you',
    count: open.length === 0 ? '' : `${open.length} · w goes there`,
    empty: 'Nothing waits for you.',
    rows: (width) => [
      ...table(
        columns,
        width,
        notices.map((notice) => [span('!', 'bad'), span('Harmony'), span('problem', 'bad'), text(notice), span('')]),
      ).map((spans) => ({spans})),
      ...table(
        columns,
        width,
        open.map(({session, kind, title, detail, raisedAt}) => [
          span('◐', 'needs'),
          text(session ?? 'the team', 'strong'),
          span(attentionWords[kind], 'needs'),
          text(title === '' ? detail : title),
          span(shortAge(time - raisedAt), 'quiet'),
        ]),
      ).map((spans, index) => {
        const session = open[index]?.session;
        return session ? {spans, session} : {spans};
      }),
    ],
  };
}
