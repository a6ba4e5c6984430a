import process from 'node:process';
import {catchInterruption} from './interruption.ts';
import {performDemo} from './perform-demo.ts';
import {summaryOf} from './report.ts';
import {createScratchProject} from './scratch-project.ts';

export interface DemoOptions {
  /** One JSON object at the end instead of lines; never the screen. */
  readonly json: boolean;
  /** Leaves the scratch folder where it is. */
  readonly keep: boolean;
  /** Factor on every pause. Left out: 1 before a person, quicker without a terminal. */
  readonly pace?: number | undefined;
}

/** Without a terminal nobody has to be able to follow. */
const PLAIN_PACE = 0.2;

/** The demo: a team of three scripted sessions builds a Todo API in a scratch folder. Gives the exit code. */
export async function runDemo({json, keep, pace}: DemoOptions): Promise<number> {
  const watched = !json && Boolean(process.stdin.isTTY) && Boolean(process.stdout.isTTY);
  const speed = pace ?? (watched ? 1 : PLAIN_PACE);
  const print = (line: string): void => {
    if (!json) process.stdout.write(`${line}\n`);
  };
  using interruption = catchInterruption();
  const scratch = createScratchProject(speed);
  try {
    if (!watched) print(`A team of three builds a Todo API in ${scratch.folder}\n`);
    const report = await performDemo({folder: scratch.folder, watched, pace: speed, print, interruption});
    if (json) process.stdout.write(`${JSON.stringify({...report, kept: keep})}\n`);
    for (const line of summaryOf(report, keep)) print(line);
    if (report.end === 'interrupted') return 130;
    return report.ok || report.end === 'left' ? 0 : 1;
  } finally {
    if (!keep) scratch.remove();
  }
}
