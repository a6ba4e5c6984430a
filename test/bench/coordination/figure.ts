import {median} from '../statistics.ts';

/** What a figure has to reach. */
export interface Budget {
  readonly text: string;
  readonly met: (value: number, floor: number) => boolean;
}

export const atMost = (limit: number): Budget => ({text: `≤ ${limit}`, met: (value) => value <= limit});
export const atLeast = (limit: number): Budget => ({text: `≥ ${limit}`, met: (value) => value >= limit});
export const atMostAboveFloor = (more: number): Budget => ({text: `≤ floor + ${more}`, met: (value, floor) => value <= floor + more});

/** The same work without Harmony, measured in the same run. */
export interface Floor {
  readonly name: string;
  readonly value: number;
}

export interface Figure {
  readonly what: string;
  /** With its unit: `p99, ms`. */
  readonly figure: string;
  readonly value: number;
  readonly digits: number;
  readonly floor?: Floor;
  readonly budget?: Budget;
}

/** The same figures of several runs, each as the median. */
export function medianFigures(runs: readonly (readonly Figure[])[]): Figure[] {
  return (runs[0] ?? []).map((first, index) => {
    const all = runs.flatMap((figures) => figures[index] ?? []);
    const value = median(all.map((figure) => figure.value));
    if (!first.floor) return {...first, value};
    return {...first, value, floor: {name: first.floor.name, value: median(all.flatMap(({floor}) => floor?.value ?? []))}};
  });
}

export const isMet = ({value, floor, budget}: Figure): boolean | null => budget?.met(value, floor?.value ?? Number.NaN) ?? null;

/** Harmony's value over the floor's; `null` without a floor. */
export const ratioOf = ({value, floor}: Figure): number | null => (floor && floor.value > 0 ? value / floor.value : null);

const HEAD = ['| what | figure | harmony | floor | ratio | budget | met |', '|---|---|---|---|---|---|---|'];

export function tableOf(figures: readonly Figure[]): string[] {
  const rows = figures.map((figure) => {
    const {what, value, digits, floor, budget} = figure;
    const met = isMet(figure);
    const cells = [
      what,
      figure.figure,
      value.toFixed(digits),
      floor ? `${floor.value.toFixed(digits)} (${floor.name})` : '–',
      ratioOf(figure)?.toFixed(2) ?? '–',
      budget?.text ?? '–',
      met === null ? '–' : met ? 'yes' : '**no**',
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [...HEAD, ...rows];
}
