import type {ScreenState} from '../../state/state.ts';
import {span} from '../../text/spans.ts';
import {shortTimeLeft} from '../../text/time.ts';
import type {Column} from '../table-row.ts';
import {type Section, table, text} from './section.ts';

export function claimsSection(state: ScreenState, time: number): Section {
  const claims = state.board?.claims ?? [];
  const columns: Column[] = [
    {width: 6, expendable: 2},
    {width: 12},
    {width: {share: 3}},
    {width: 6, expendable: 3},
    {width: {share: 2}, expendable: 1},
    {width: 6, align: 'right'},
  ];
  return {
    title: 'Claims',
    count: String(claims.length),
    empty: 'Nobody holds anything.',
    rows: (width) =>
      table(
        columns,
        width,
        claims.map(({id, holder, resources, mode, reason, expiresAt, automatic}) => [
          span(id, 'quiet'),
          text(holder),
          text(resources.join(' '), 'strong'),
          span(mode === 'shared' ? 'shared' : '', 'quiet'),
          text(automatic ? 'by its edit' : reason, 'quiet'),
          span(shortTimeLeft(expiresAt - time), expiresAt - time < 60_000 ? 'needs' : 'quiet'),
        ]),
      ).map((spans) => ({spans})),
  };
}
