import type {AttentionKind, BoardSession, SessionState} from '../../../core/index.ts';
import {type Span, span, type Tone} from '../text/spans.ts';
import {cleanLine} from '../text/width.ts';

interface Look {
  readonly glyph: string;
  readonly tone: Tone;
  /** As in `3 working`, `1 waits`. */
  readonly word: (count: number) => string;
}

const LOOKS: Readonly<Record<SessionState, Look>> = {
  waiting: {glyph: '◐', tone: 'needs', word: (count) => (count === 1 ? 'waits' : 'wait')},
  failed: {glyph: '✕', tone: 'bad', word: () => 'failed'},
  starting: {glyph: '◌', tone: 'quiet', word: () => 'starting'},
  working: {glyph: '●', tone: 'good', word: () => 'working'},
  idle: {glyph: '○', tone: 'plain', word: () => 'idle'},
  paused: {glyph: '‖', tone: 'quiet', word: () => 'paused'},
  stopped: {glyph: '·', tone: 'quiet', word: () => 'stopped'},
};

export const statesByNeed: readonly SessionState[] = ['waiting', 'failed', 'starting', 'working', 'idle', 'paused', 'stopped'];

/** What is shown for a session: one with an open question waits, whatever else it does. */
export const shownState = (session: BoardSession): SessionState => (session.attention.length > 0 ? 'waiting' : session.state);

export function glyphOf(session: BoardSession): Span {
  const {glyph, tone} = LOOKS[shownState(session)];
  return span(glyph, tone);
}

/** `◐ 1 waits` */
export function countOf(state: SessionState, count: number): Span[] {
  const {glyph, tone, word} = LOOKS[state];
  return [span(glyph, tone), span(` ${count} ${word(count)}`, state === 'waiting' ? 'needs' : 'plain')];
}

/** What a session does or needs, in one phrase: `permission: Bash npm test`, `Edit src/api.ts`. */
export function doingOf(session: BoardSession): Span {
  const state = shownState(session);
  const detail = cleanLine(session.detail);
  if (state === 'waiting') return span(detail || 'waits for you', 'needs');
  if (state === 'failed') return span(detail || 'failed', 'bad');
  if (state === 'working') return span(workOf(session) || detail || 'working', session.quiet ? 'quiet' : 'plain');
  return span(detail || state, 'quiet');
}

function workOf({heartbeat, quiet, repetition}: BoardSession): string {
  if (!heartbeat) return '';
  const parts = [
    quiet ? 'quiet:' : '',
    repetition ? 'repeats itself:' : '',
    heartbeat.phase ? `${heartbeat.phase}:` : '',
    heartbeat.action,
    heartbeat.target ?? '',
    heartbeat.progress === null ? '' : `${Math.round(heartbeat.progress * 100)} %`,
  ];
  return cleanLine(parts.filter((part) => part !== '').join(' '));
}

/** `backend·2`: role and tier. */
export const roleOf = ({role, tier}: BoardSession): string => `${cleanLine(role)}·${tier}`;

/** What waits for a person, as a word. */
export const attentionWords: Readonly<Record<AttentionKind, string>> = {
  permission: 'permission',
  question: 'question',
  plan: 'plan',
  trust: 'trust',
  login: 'login',
  dead: 'ended',
  quota: 'quota',
  stuck: 'stuck',
  repetition: 'repeats',
  blocked: 'blocked',
  delivery: 'unread',
  notice: 'notice',
};
