import type {BoardTask} from '../../../../core/index.ts';
import type {ScreenState} from '../../state/state.ts';
import {span, type Tone} from '../../text/spans.ts';
import type {Column} from '../table-row.ts';
import {type Section, table, text} from './section.ts';

const TASK_GLYPHS: Readonly<Record<BoardTask['state'], readonly [string, Tone]>> = {
  blocked: ['◌', 'quiet'],
  ready: ['◌', 'needs'],
  assigned: ['○', 'plain'],
  accepted: ['●', 'good'],
  checking: ['◐', 'good'],
  review: ['◐', 'needs'],
  done: ['✓', 'quiet'],
  failed: ['✕', 'bad'],
  cancelled: ['·', 'quiet'],
};

const presentOf = ({board}: ScreenState): string => {
  const phase = board?.phases.find((one) => one.state === 'present');
  return phase ? `${phase.name}${phase.gate === null ? '' : `, gate ${phase.gate}`} · ` : '';
};

const ENDS: ReadonlySet<string> = new Set(['done', 'failed', 'cancelled']);

/** By the tier of who has them; what nobody has comes first. */
export function tasksSection(state: ScreenState): Section {
  const tasks = state.board?.tasks ?? [];
  const tierOf = (task: BoardTask): number => state.board?.sessions.find(({id}) => id === task.owner)?.tier ?? 0;
  const tiers = [...new Set(tasks.map(tierOf))].sort((a, b) => a - b);
  const columns: Column[] = [{width: 1}, {width: 6, expendable: 2}, {width: 12}, {width: {share: 1}}, {width: 9, expendable: 1}];
  return {
    title: 'Tasks',
    count: `${presentOf(state)}${tasks.filter(({state: step}) => !ENDS.has(step)).length} open`,
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
              text(task.owner ?? (task.to === '*' ? 'anybody' : task.to)),
              text(task.title, ENDS.has(task.state) ? 'quiet' : 'plain'),
              span(task.state, 'quiet'),
            ]),
        ).map((spans) => ({spans})),
      ]),
  };
}
