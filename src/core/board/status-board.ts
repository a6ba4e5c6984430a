import {cleanLine, inWords} from '../text.ts';
import type {Board} from './board.ts';

const GLYPHS = {working: '●', waiting: '◐', idle: '○', starting: '◌', paused: '‖', stopped: '·', failed: '✕'} as const;

/** The board as a page of Markdown, for people and for git. The same board gives the same page: it tells no time of its own. */
export function statusBoardMarkdown(board: Board): string {
  const {sessions, claims, tasks, attention, messages} = board;
  return `${[
    `# ${cell(board.team || 'Team')}`,
    '',
    'The live state of this team, kept by Harmony. Changes made here are overwritten.',
    ...section('Waits for a person', attention, ['', 'What', 'Session', 'Answer'], (one) => [
      one.id,
      one.title,
      one.session ?? '',
      one.choices.map(({id}) => `\`${id}\``).join(' ') || 'in the pane',
    ]),
    ...section('Sessions', sessions, ['', 'Session', 'Role', 'Tier', 'State', 'Doing'], (session) => [
      GLYPHS[session.state],
      session.id,
      session.role,
      String(session.tier),
      session.state,
      session.detail,
    ]),
    ...section('Claims', claims, ['', 'Resources', 'Holder', 'Mode', 'Why', 'Fence', 'Ends in'], (claim) => [
      claim.id,
      claim.resources.map((resource) => `\`${resource}\``).join(' '),
      claim.holder,
      claim.mode,
      claim.reason,
      String(claim.fence),
      inWords(claim.expiresAt - board.at),
    ]),
    ...section('Tasks', tasks, ['', 'Task', 'From', 'Owner', 'State', 'Result'], (task) => [
      task.id,
      task.title,
      task.from,
      task.owner ?? '–',
      task.checking ? 'checking' : task.state,
      task.result?.summary ?? '',
    ]),
    ...section('Messages', messages.slice(0, 15), ['', 'From', 'To', 'About', 'State'], (message) => [
      message.id,
      message.from,
      message.to,
      message.subject || message.body,
      message.deliveries.map(({recipient, state}) => `${recipient}: ${state}`).join(', '),
    ]),
  ].join('\n')}\n`;
}

function section<T>(title: string, items: readonly T[], heads: readonly string[], row: (item: T) => readonly string[]): string[] {
  if (items.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return ['', `## ${title}`, '', line(heads), `|${heads.map(() => '---').join('|')}|`, ...items.map((item) => line(row(item)))];
}

/** One line that cannot leave its cell. */
const cell = (text: string): string => cleanLine(text, 120).replaceAll('|', '\\|').replaceAll('<', '&lt;');
