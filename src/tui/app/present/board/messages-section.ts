import type {BoardMessage} from '../../../../core/index.ts';
import type {ScreenState} from '../../state/state.ts';
import {type Span, span} from '../../text/spans.ts';
import {shortAge} from '../../text/time.ts';
import type {Column} from '../table-row.ts';
import {type Section, table, text} from './section.ts';

const STEPS = ['queued', 'offered', 'injected', 'seen', 'answered'] as const;

/** The recipients' states as one word: how many have it, where they differ the one that is furthest behind. What is overdue or replaced says so. */
function deliveryOf({deliveries, replacedBy, overdueAt}: BoardMessage): Span {
  if (replacedBy) return span('replaced', 'quiet');
  if (overdueAt !== undefined && deliveries.some(({state}) => state !== 'answered')) return span('overdue', 'needs');
  const behind = STEPS.find((step) => deliveries.some(({state}) => state === step));
  if (!behind) return span('nobody', 'quiet');
  const there = deliveries.filter(({state}) => state === 'seen' || state === 'answered').length;
  const words = deliveries.length === 1 ? behind : `${there}/${deliveries.length} seen`;
  return span(words, behind === 'queued' || behind === 'offered' ? 'needs' : 'quiet');
}

export function messagesSection(state: ScreenState, time: number): Section {
  const messages = state.board?.messages ?? [];
  const columns: Column[] = [
    {width: 6, expendable: 2},
    {width: {share: 1, least: 16}},
    {width: {share: 2, least: 20}},
    {width: 9},
    {width: 4, align: 'right', expendable: 1},
  ];
  return {
    title: 'Messages',
    count: String(messages.length),
    empty: 'No messages yet. m writes one.',
    rows: (width) =>
      table(
        columns,
        width,
        messages.map((message) => [
          span(message.id, 'quiet'),
          text(`${message.from} → ${message.to}`),
          text(
            message.priority === 'normal' ? message.subject : `${message.priority}: ${message.subject}`,
            message.priority === 'urgent' ? 'needs' : 'plain',
          ),
          deliveryOf(message),
          span(shortAge(time - message.sentAt), 'quiet'),
        ]),
      ).map((spans) => ({spans})),
  };
}
