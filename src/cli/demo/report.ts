import type {TestRun} from './run-todo-tests.ts';
import type {StoryCounts, StoryLine} from './story-lines.ts';

export interface ToldLine extends StoryLine {
  /** Milliseconds since the story began. */
  readonly at: number;
}

export interface DemoReport {
  /** The story was told to its end, and the API's own tests passed in a fresh run. */
  readonly ok: boolean;
  /** `left`: the person left the screen before the end. `stalled`: nothing went on any more. `ended`: somebody else ended the team. */
  readonly end: 'finished' | 'left' | 'stalled' | 'ended' | 'interrupted';
  readonly folder: string;
  /** `null`: there were none to run yet. */
  readonly tests: TestRun | null;
  readonly counts: StoryCounts;
  readonly story: readonly ToldLine[];
}

/** One line of the story without a screen. */
export const toldLine = ({at, who, text}: ToldLine): string => `${(at / 1000).toFixed(1).padStart(6)} s  ${who.padEnd(8)} ${text}`;

const ENDS: Readonly<Record<DemoReport['end'], string>> = {
  finished: 'The story is over.',
  left: 'You left before the end of the story.',
  stalled: 'The story did not go on: nothing happened for a minute.',
  ended: 'The team was ended from outside.',
  interrupted: 'Interrupted.',
};

/** What was shown, and the evidence for it. */
export function summaryOf({end, tests, counts, folder, story}: DemoReport, kept: boolean): string[] {
  return [
    '',
    `${ENDS[end]} ${testsOf(tests)}`,
    `Claims ${counts.claims}, edits refused ${counts.refusals}, messages ${counts.messages} (${counts.answered} answered), tasks done ${counts.tasksDone}, questions answered ${counts.permissions}.`,
    // Who leaves early finds half of the work: that is no failure to be shown.
    ...(tests && !tests.ok && end !== 'left' ? ['', tests.output.trimEnd(), ''] : []),
    ...(end === 'stalled' ? [`The last that was heard: ${story.at(-1)?.text ?? 'nothing'}.`] : []),
    kept ? `The project is in ${folder}` : `The team has ended and ${folder} is removed (--keep leaves it).`,
  ];
}

function testsOf(tests: TestRun | null): string {
  if (!tests) return 'There were no tests to run yet.';
  return `The API's own tests, run afresh: ${tests.passed} passed, ${tests.failed} failed.`;
}
