import type {Task} from '../../../../core/index.ts';
import type {ScreenState} from '../../state/state.ts';
import {span, type Tone} from '../../text/spans.ts';
import type {Column} from '../table-row.ts';
import {type Section, table, text} from './section.ts';

const TASK_GLYPHS: Readonly<Record<Task['state'], readonly [string, Tone]>> = {
  open: ['◌', 'needs'],
  assigned: ['○', 'plain'],
  accepted: ['●', 'good'],
  done: ['✓', 'quiet'],
  failed: ['✕', 'bad'],
};

/** By the tier of who has them; what nobody has comes first. */
export function tasksSection(state: ScreenState): Section {
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
