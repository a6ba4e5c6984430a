import type {BoardMessage, BoardSession, Task} from '../../../../core/index.ts';
import {numberOf, sessionsByNeed, teamTime} from '../../state/sessions.ts';
import type {BoardSection, ScreenState} from '../../state/state.ts';
import {type Span, span, type Tone} from '../../text/spans.ts';
import {shortAge, shortTimeLeft} from '../../text/time.ts';
import {cleanLine} from '../../text/width.ts';
import {attentionWords, countOf, doingOf, glyphOf, shownState} from '../session-words.ts';
import {type Column, columnWidths, tableRow} from '../table-row.ts';

export interface SectionRow {
  readonly spans: readonly Span[];
  readonly session?: string;
}

export interface Section {
  readonly title: string;
  readonly count: string;
  /** What it says when there is nothing. */
  readonly empty: string;
  rows(width: number): SectionRow[];
}

/** The parts of the board, each as rows of the width it is given. */
export function boardSection(state: ScreenState, name: BoardSection, now: number): Section {
  const time = teamTime(state, now);
  switch (name) {
    case 'attention':
      return attentionSection(state, time);
    case 'sessions':
      return sessionsSection(state, time);
    case 'claims':
      return claimsSection(state, time);
    case 'tasks':
      return tasksSection(state);
    case 'messages':
      return messagesSection(state, time);
    case 'activity':
      return activitySection(state, time);
  }
}

const table = (columns: readonly Column[], width: number, rows: readonly (readonly Span[])[]): Span[][] => {
  const widths = columnWidths(columns, width);
  return rows.map((pieces) => tableRow(columns, widths, pieces));
};

const text = (words: string, tone: Tone = 'plain'): Span => span(cleanLine(words), tone);

function attentionSection(state: ScreenState, time: number): Section {
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

function sessionsSection(state: ScreenState, time: number): Section {
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

function claimsSection(state: ScreenState, time: number): Section {
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

const TASK_GLYPHS: Readonly<Record<Task['state'], readonly [string, Tone]>> = {
  open: ['◌', 'needs'],
  assigned: ['○', 'plain'],
  accepted: ['●', 'good'],
  done: ['✓', 'quiet'],
  failed: ['✕', 'bad'],
};

function tasksSection(state: ScreenState): Section {
  const tasks = state.board?.tasks ?? [];
  const tierOf = (task: Task): number => state.board?.sessions.find(({id}) => id === task.owner)?.tier ?? 0;
  const tiers = [...new Set(tasks.map(tierOf))].sort((a, b) => a - b);
  const columns: Column[] = [{width: 1}, {width: 6, expendable: 2}, {width: 12}, {width: {share: 1}}, {width: 8, expendable: 1}];
  return {
    title: 'Tasks',
    count: `${tasks.filter(({state: step}) => step !== 'done' && step !== 'failed').length} open`,
    empty: 'No tasks. d delegates one.',
    rows: (width) =>
      tiers.flatMap((tier) => [
        {spans: [span(tier === 0 ? 'nobody yet' : `tier ${tier}`, 'quiet')]},
        ...table(
          columns,
          width,
          tasks
            .filter((task) => tierOf(task) === tier)
            .map((task) => [
              span(...TASK_GLYPHS[task.state]),
              span(task.id, 'quiet'),
              text(task.owner ?? task.to),
              text(task.title, task.state === 'done' ? 'quiet' : 'plain'),
              span(task.state, 'quiet'),
            ]),
        ).map((spans) => ({spans})),
      ]),
  };
}

const STEPS = ['queued', 'offered', 'injected', 'seen', 'answered'] as const;

/** The recipients' states as one word: how many have it, where they differ the one that is furthest behind. */
function deliveryOf({deliveries}: BoardMessage): Span {
  const behind = STEPS.find((step) => deliveries.some(({state}) => state === step));
  if (!behind) return span('nobody', 'quiet');
  const there = deliveries.filter(({state}) => state === 'seen' || state === 'answered').length;
  const words = deliveries.length === 1 ? behind : `${there}/${deliveries.length} seen`;
  return span(words, behind === 'queued' || behind === 'offered' ? 'needs' : 'quiet');
}

function messagesSection(state: ScreenState, time: number): Section {
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

function activitySection(state: ScreenState, time: number): Section {
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
