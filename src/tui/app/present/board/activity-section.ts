import type {ScreenState} from '../../state/state.ts';
import {span} from '../../text/spans.ts';
import {shortAge} from '../../text/time.ts';
import type {Column} from '../table-row.ts';
import {type Section, table, text} from './section.ts';

export function activitySection(state: ScreenState, time: number): Section {
  const activity = state.board?.activity ?? [];
  const columns: Column[] = [{width: 4, align: 'right'}, {width: 12}, {width: {share: 1}}];
  return {
    title: 'Activity',
    count: '',
    empty: 'Nothing has happened yet.',
    rows: (width) =>
      table(
        columns,
        width,
        activity.map(({at, session, text: words}) => [
          span(shortAge(time - at), 'quiet'),
          text(session ?? 'Harmony', 'quiet'),
          text(words),
        ]),
      ).map((spans) => ({spans})),
  };
}
