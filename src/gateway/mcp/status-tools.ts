import {z} from 'zod';
import {type Board, inQuotes, shownName} from '../../core/index.ts';
import {defineTool, execute} from './tool.ts';

const MINUTE = 60_000;

export const statusTools = [
  defineTool({
    name: 'status',
    description: 'Who is in the team and does what, who holds which claims, which tasks are open.',
    input: z.object({}),
    run: async (session) => describeBoard(session.board(), session.name),
  }),
  defineTool({
    name: 'heartbeat',
    description:
      'Say what your tool calls do not show: the phase you are in, how far you are, what comes next. Optional; that you are at work is seen anyway.',
    input: z.object({
      action: z.string().min(1).describe('What you are doing, in a few words.'),
      target: z.string().optional().describe('The file or thing it is about.'),
      phase: z.string().optional(),
      progress: z.number().min(0).max(1).optional(),
      next: z.string().optional().describe('What you will do after it.'),
    }),
    async run(session, {action, target = null, phase = null, progress = null, next = null}) {
      await execute(session, {type: 'heartbeat', action, target, phase, progress, next, source: 'session'});
      return 'Noted.';
    },
  }),
];

function describeBoard(board: Board, self: string): string {
  const sessions = board.sessions.map(({id, role, tier, state, silence, detail, heartbeat}) => {
    const doing = [detail, heartbeat && [heartbeat.action, heartbeat.target].filter(Boolean).join(' ')].filter(Boolean).join('; ');
    return `- ${id}${id === self ? ' (you)' : ''}: ${role}, tier ${tier}, ${state}${silence ? `, ${silence}` : ''}${doing ? ` (${doing})` : ''}`;
  });
  const claims = board.claims.map(
    ({id, holder, resources, mode, reason, expiresAt}) =>
      `- ${id} ${holder}: ${resources.map(shownName).join(', ')} (${mode}, ${Math.max(0, Math.ceil((expiresAt - board.at) / MINUTE))} min left)${reason === '' ? '' : `: ${inQuotes(reason, 120)}`}`,
  );
  const waits = board.waits.map(
    ({id, session, resources, behind}) => `- ${id} ${session}: ${resources.map(shownName).join(', ')}, behind ${behind.join(', ')}`,
  );
  const open = board.tasks.filter(({state}) => state !== 'done' && state !== 'failed' && state !== 'cancelled');
  const tasks = open.map(
    ({id, title, owner, to, state}) => `- ${id} ${state}, ${owner ?? `for ${to === '*' ? 'whoever takes it' : to}`}: ${title}`,
  );
  return [
    section('Sessions', sessions),
    section('Claims', claims),
    section('In the line for a claim', waits),
    section('Tasks', tasks),
  ].join('\n\n');
}

const section = (title: string, lines: readonly string[]): string => `${title}:\n${lines.length > 0 ? lines.join('\n') : '- none'}`;
