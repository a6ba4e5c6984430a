import {quantile} from '../statistics.ts';
import type {Way} from './connection.ts';
import {Crew} from './crew.ts';
import {durableAppends} from './disk-floor.ts';
import {atLeast, atMost, type Budget, type Figure} from './figure.ts';
import type {WriterJob, WriterResult} from './programs/claim-writer.ts';
import {scratchTeam} from './scratch-team.ts';

/** Long enough for some hundred pairs of each writer. Milliseconds. */
const SATURATED = 3_000;
const OPEN_LOOP = 8_000;
/** Before the writers and again after them, because a disk that others use is not the same for long. */
const FLOOR = 700;
/** Ten pairs a second of each writer. Milliseconds. */
const PACE = 100;

interface Load {
  readonly writers: number;
  readonly pace: number | null;
  readonly budgets: Readonly<Partial<Record<'rate' | 'p99' | 'max' | 'fairness' | 'givenUp', Budget>>>;
}

/** What is promised at life's pace holds with and without the supervisor; how much can be pressed through is promised for each. */
const loadsOf = (way: Way): Load[] => [
  {writers: 1, pace: null, budgets: {}},
  {writers: 4, pace: null, budgets: {}},
  {
    writers: 16,
    pace: null,
    budgets: way === 'supervisor' ? {rate: atLeast(7_000)} : {rate: atLeast(1_000), fairness: atLeast(0.2)},
  },
  {writers: 16, pace: PACE, budgets: {p99: atMost(10), max: atMost(100), fairness: atLeast(0.9), givenUp: atMost(0)}},
];

/** A claim with its release, each durable when it is answered, by so many processes at once. */
export async function measureClaims(way: Way): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const load of loadsOf(way)) figures.push(...(await measureLoad(way, load)));
  return figures;
}

async function measureLoad(way: Way, {writers, pace, budgets}: Load): Promise<Figure[]> {
  const before = durableAppends(2, FLOOR);
  const results = await runWriters(way, writers, pace);
  const floor = [...before, ...durableAppends(2, FLOOR)];
  const pairs = results.flatMap((result) => result.pairs);
  const counts = results.map((result) => result.pairs.length - result.givenUp);
  const rate = results.reduce((sum, {pairs: {length}, givenUp, elapsed}) => sum + (length - givenUp) / (elapsed / 1000), 0);
  const place = way === 'supervisor' ? 'with the supervisor' : 'without it';
  const what = `claim and release ${place}, ${writers} ${writers === 1 ? 'writer' : 'writers'}${pace === null ? '' : ' × 10/s'}`;
  const name = 'two durable appends';
  const floorRate = floor.length / (floor.reduce((sum, sample) => sum + sample, 0) / 1000);
  return [
    {
      what,
      figure: 'pairs/s',
      value: rate,
      digits: 0,
      ...(pace === null ? {floor: {name, value: floorRate}} : {}),
      ...given(budgets.rate),
    },
    {what, figure: 'p50, ms', value: quantile(pairs, 0.5), digits: 2, floor: {name, value: quantile(floor, 0.5)}},
    {what, figure: 'p99, ms', value: quantile(pairs, 0.99), digits: 2, floor: {name, value: quantile(floor, 0.99)}, ...given(budgets.p99)},
    {what, figure: 'max, ms', value: quantile(pairs, 1), digits: 1, floor: {name, value: quantile(floor, 1)}, ...given(budgets.max)},
    ...(writers === 1
      ? []
      : [
          {what, figure: 'slowest/fastest writer', value: Math.min(...counts) / Math.max(...counts), digits: 2, ...given(budgets.fairness)},
          {
            what,
            figure: 'given up',
            value: results.reduce((sum, {givenUp}) => sum + givenUp, 0),
            digits: 0,
            ...given(budgets.givenUp),
          },
        ]),
  ];
}

const given = (budget: Budget | undefined): {budget?: Budget} => (budget ? {budget} : {});

async function runWriters(way: Way, writers: number, pace: number | null): Promise<WriterResult[]> {
  await using project = await scratchTeam(way);
  const duration = pace === null ? SATURATED : OPEN_LOOP;
  const jobs = Array.from(
    {length: writers},
    (_, index): WriterJob => ({way, project: project.folder, name: `writer-${index + 1}`, duration, pace}),
  );
  using crew = await Crew.start<WriterResult>('claim-writer.ts', jobs);
  return await crew.work();
}
