import {cleanLine, inUtc} from '../text.ts';
import type {Board, BoardMessage} from './board.ts';

const GLYPHS = {working: '●', waiting: '◐', idle: '○', starting: '◌', paused: '‖', stopped: '·', failed: '✕'} as const;

/** The board as a page of Markdown, for people and for git. It stays true while nothing happens, because it tells moments and no durations. */
export function statusBoardMarkdown(board: Board): string {
  const {sessions, claims, waits, tasks, phases, blockers, attention, messages} = board;
  return `${[
    `# ${plain(board.team || 'Team')}`,
    '',
    'The live state of this team, kept by Harmony. Changes made here are overwritten.',
    ...section('Waits for a person', attention, ['', 'What', 'Session', 'Answer'], (one) => [
      one.id,
      one.title,
      one.session ?? '',
      one.choices.length > 0 ? codes(one.choices.map(({id}) => id)) : 'in the pane',
    ]),
    ...section('Sessions', sessions, ['', 'Session', 'Role', 'Tier', 'State', 'Doing'], (session) => [
      GLYPHS[session.state],
      session.id,
      session.role,
      String(session.tier),
      session.silence === null ? session.state : `${session.state}, ${session.silence}`,
      session.detail,
    ]),
    ...section('Claims', claims, ['', 'Resources', 'Holder', 'Mode', 'Why', 'Fence', 'Until'], (claim) => [
      claim.id,
      codes(claim.resources),
      claim.holder,
      claim.mode,
      claim.reason,
      String(claim.fence),
      inUtc(claim.expiresAt),
    ]),
    ...section('Wait for a claim', waits, ['', 'Session', 'Resources', 'Behind', 'Mode', 'Why', 'Gives up'], (wait) => [
      wait.id,
      wait.session,
      codes(wait.resources),
      wait.behind.join(', '),
      wait.mode,
      wait.reason,
      inUtc(wait.until),
    ]),
    ...section('Blockers', blockers, ['', 'What', 'On', 'Who waits'], (one) => [one.id, one.what, one.on, one.sessions.join(', ')]),
    ...section('Phases', phases, ['Phase', 'State', 'Gate', 'Tasks'], (phase) => [
      phase.name,
      phase.gate === null ? phase.state : `${phase.state}, gate ${phase.gate}`,
      phase.needs.join(', '),
      `${phase.done} done, ${phase.open} open`,
    ]),
    ...section('Tasks', tasks, ['', 'Task', 'From', 'Owner', 'State', 'Result'], (task) => [
      task.id,
      task.title,
      task.from,
      task.owner ?? '–',
      task.waitsFor.length > 0 ? `${task.state} by ${task.waitsFor.join(', ')}` : task.state,
      task.result?.summary ?? '',
    ]),
    ...section('Messages', messages.slice(0, 15), ['', 'From', 'To', 'About', 'State'], (message) => [
      message.id,
      message.from,
      message.to,
      message.subject || message.body,
      wayOf(message),
    ]),
  ].join('\n')}\n`;
}

/** Where it is, whose answer is waited for and until when, and what has taken its place. */
function wayOf({deliveries, needsReply, replyBy, overdueAt, replacedBy}: BoardMessage): string {
  const states = deliveries.map(({recipient, state}) => `${recipient}: ${state}`).join(', ');
  if (replacedBy) return `${states}; replaced by ${replacedBy}`;
  const isAnswered = deliveries.every(({state}) => state === 'answered');
  if (!needsReply || !replyBy || isAnswered) return states;
  return `${states}; ${overdueAt === undefined ? 'answer by' : 'no answer, due'} ${inUtc(replyBy)}`;
}

/** A cell: text that is escaped, or Markdown of ours. */
type Cell = string | {readonly markdown: string};

function section<T>(title: string, items: readonly T[], heads: readonly string[], row: (item: T) => readonly Cell[]): string[] {
  if (items.length === 0) return [];
  const line = (cells: readonly Cell[]): string =>
    `| ${cells.map((cell) => (typeof cell === 'string' ? plain(cell) : cell.markdown)).join(' | ')} |`;
  return ['', `## ${title}`, '', line(heads), `|${heads.map(() => '---').join('|')}|`, ...items.map((item) => line(row(item)))];
}

/** One line that cannot leave its cell, and stays the characters it is. */
const plain = (text: string): string => cleanLine(text, 120).replace(/[\\|`*_[\]<>~]/g, '\\$&');

const codes = (texts: readonly string[]): Cell => ({
  markdown: texts.map((text) => `\`${cleanLine(text, 120).replaceAll('`', "'").replaceAll('|', '\\|')}\``).join(' '),
});
