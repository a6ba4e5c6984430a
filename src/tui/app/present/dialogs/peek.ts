import type {BoardSession} from '../../../../core/index.ts';
import type {Dialog} from '../../state/dialog.ts';
import {findSession, teamTime} from '../../state/sessions.ts';
import type {ScreenState} from '../../state/state.ts';
import {type Span, span} from '../../text/spans.ts';
import {shortAge, shortTimeLeft} from '../../text/time.ts';
import {cleanLine, fitToWidth, wrapToWidth} from '../../text/width.ts';
import {dialogHints} from '../footer.ts';
import {doingOf, glyphOf, roleOf, shownState} from '../session-words.ts';
import {dialogBlock, dialogRects} from './dialog-box.ts';
import {type DialogParts, swallow} from './parts.ts';

const LABEL = 13;

/** One session closely: what it does, holds and owes, and why it is shown as it is. */
export function presentPeek(state: ScreenState, dialog: Extract<Dialog, {kind: 'peek'}>, now: number): DialogParts {
  const session = findSession(state, dialog.session);
  const width = Math.min(90, state.size.columns - 2) - 6;
  const lines = session
    ? [[], ...factLines(state, session, width, now), ...explanationLines(dialog, width)]
    : [[], [span('It is not in the team any more.', 'quiet')]];
  const {frame, inside} = dialogRects(state.size, width + 6, lines.length + 1);
  const hidden = Math.max(0, lines.length - inside.height);
  const offset = Math.min(dialog.offset, hidden);
  const block = dialogBlock(frame, {
    title: session
      ? [glyphOf(session), {text: ` ${session.id}`, bold: true}, span(` ${roleOf(session)}`, 'quiet')]
      : [span(dialog.session)],
    lines: lines.slice(offset, offset + inside.height),
    hints: dialogHints(state),
    tone: 'plain',
  });
  return {block, hits: [swallow(block)], cursor: null, entries: 0, hidden, page: inside.height};
}

function factLines(state: ScreenState, session: BoardSession, width: number, now: number): Span[][] {
  const time = teamTime(state, now);
  const claims = state.board?.claims.filter(({holder}) => holder === session.id) ?? [];
  const tasks =
    state.board?.tasks.filter(
      ({owner, state: step}) => owner === session.id && step !== 'done' && step !== 'failed' && step !== 'cancelled',
    ) ?? [];
  const facts: (readonly [string, string])[] = [
    ['State', `${shownState(session)}, ${shortAge(time - session.since) === 'now' ? 'just now' : `for ${shortAge(time - session.since)}`}`],
    ['Doing', doingOf(session).text],
    ['Known by', session.evidence],
    ['Next', session.heartbeat?.next ?? ''],
    ['Client', `${session.client}${session.pid === null ? '' : `, process ${session.pid}`}, incarnation ${session.incarnation}`],
    ['Restarts', session.restarts === 0 ? '' : String(session.restarts)],
    ...claims.map(({resources, expiresAt}) => ['Holds', `${resources.join(' ')} for ${shortTimeLeft(expiresAt - time)}`] as const),
    ...tasks.map(({id, title, state: step}) => ['Task', `${id} ${title} (${step})`] as const),
    ['Unread', session.unread === 0 ? '' : `${session.unread} messages`],
  ];
  return facts.filter(([, words]) => words !== '').flatMap(([name, words]) => fact(name, words, width));
}

function explanationLines({explanation}: Extract<Dialog, {kind: 'peek'}>, width: number): Span[][] {
  if (!explanation) return [[], [span('Why it is shown so: asking the supervisor…', 'quiet')]];
  return [
    [],
    [{text: 'Why it is shown so', bold: true}],
    ...explanation.lines.flatMap(({fact: words, evidence}): Span[][] => [
      ...wrapToWidth(cleanLine(words), width).map((line) => [span(line)]),
      ...(evidence === '' ? [] : wrapToWidth(cleanLine(evidence), width - 2).map((line) => [span(`  ${line}`, 'quiet')])),
    ]),
  ];
}

const fact = (name: string, words: string, width: number): Span[][] =>
  wrapToWidth(cleanLine(words), width - LABEL, 4).map((line, index) => [
    span(fitToWidth(index === 0 ? name : '', LABEL), 'quiet'),
    span(line),
  ]);
