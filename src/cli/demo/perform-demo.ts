import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {runTeamScreen} from '../show-screen.ts';
import type {Interruption} from './interruption.ts';
import {Narrator} from './narrator.ts';
import {type DemoReport, type ToldLine, toldLine} from './report.ts';
import {runTodoTests} from './run-todo-tests.ts';
import {Silence} from './silence.ts';
import {TeamLine} from './team-line.ts';

export interface Performance {
  readonly folder: string;
  /** A person looks on: on the full screen, at their own time. */
  readonly watched: boolean;
  readonly pace: number;
  readonly print: (line: string) => void;
  readonly interruption: Interruption;
}

/** How long a person has for a question before the demo answers it for them. Milliseconds at pace 1. */
const PATIENCE = 10_000;
/** Nothing happened for this long: the story will not go on by itself. Milliseconds. */
const STALLED = 60_000;

/** Starts the team, follows it to its end, ends it, and then runs the API's tests once more in a process of their own. */
export async function performDemo(performance: Performance): Promise<DemoReport> {
  const {folder} = performance;
  const story: ToldLine[] = [];
  const {end, counts} = await followTeam(performance, story);
  const tests = existsSync(join(folder, 'test')) ? await runTodoTests(folder) : null;
  return {ok: end === 'finished' && tests?.ok === true, end, folder, tests, counts, story};
}

async function followTeam({folder, watched, pace, print, interruption}: Performance, story: ToldLine[]) {
  const over = Promise.withResolvers<'finished'>();
  const failed = Promise.withResolvers<never>();
  // Behind a screen nobody waits for it: the person sees what happened, and the questions stay theirs.
  failed.promise.catch(() => {});
  using silence = new Silence(STALLED);
  using narrator = new Narrator({
    patience: watched ? PATIENCE * pace : 0,
    onLine(line, at) {
      silence.broken();
      story.push({...line, at});
      if (!watched) print(toldLine({...line, at}));
    },
    onEnd: () => over.resolve('finished'),
    onFailure: failed.reject,
  });
  const team = await TeamLine.open(folder, (control) => narrator.follow(control));
  try {
    const interrupted = interruption.came.then(() => 'interrupted' as const);
    const stalled = silence.tooLong.then(() => 'stalled' as const);
    const ended = team.ended.then(() => 'ended' as const);
    const end = watched
      ? await Promise.race([leaveScreen(folder, over.promise), interrupted])
      : await Promise.race([over.promise, failed.promise, stalled, ended, interrupted]);
    return {end, counts: narrator.teller.counts};
  } finally {
    await team.close();
  }
}

/** The person looks on for as long as they like: the story may be over long before they leave. */
async function leaveScreen(folder: string, over: Promise<'finished'>): Promise<'finished' | 'left'> {
  await runTeamScreen(folder, true);
  return Promise.race([over, Promise.resolve('left' as const)]);
}
