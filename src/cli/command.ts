import type {Context} from './context.ts';
import type {ExitCode} from './exit-codes.ts';
import type {Result} from './output.ts';

/** A positional argument. `placeholder` is what help calls it: `NAME`. */
export interface Argument {
  readonly takes: 'one' | 'maybe' | 'several' | 'any';
  readonly placeholder: string;
  readonly description: string;
  /** Values that it can have, when they are known beforehand. */
  readonly choices?: readonly string[];
}

/** An option. Its key in the table, in hyphens, is its name: `noAttach` is `--no-attach`. */
export interface Option {
  readonly takes: 'nothing' | 'text' | 'duration' | 'number' | 'choice';
  readonly placeholder: string;
  readonly description: string;
  readonly choices?: readonly string[];
}

export const one = (placeholder: string, description: string, choices?: readonly string[]) =>
  ({takes: 'one', placeholder, description, ...(choices ? {choices} : {})}) as const;
export const maybe = (placeholder: string, description: string) => ({takes: 'maybe', placeholder, description}) as const;
/** At least one. */
export const several = (placeholder: string, description: string) => ({takes: 'several', placeholder, description}) as const;
export const any = (placeholder: string, description: string) => ({takes: 'any', placeholder, description}) as const;

export const flag = (description: string) => ({takes: 'nothing', placeholder: '', description}) as const;
export const text = (placeholder: string, description: string) => ({takes: 'text', placeholder, description}) as const;
/** The command gets milliseconds. */
export const duration = (placeholder: string, description: string) => ({takes: 'duration', placeholder, description}) as const;
export const number = (placeholder: string, description: string) => ({takes: 'number', placeholder, description}) as const;
export const choice = <const C extends readonly string[]>(choices: C, description: string) =>
  ({takes: 'choice', placeholder: choices.join('|'), choices, description}) as const;

type ArgumentValue<A extends Argument> = A['takes'] extends 'one'
  ? string
  : A['takes'] extends 'maybe'
    ? string | undefined
    : readonly string[];

type OptionValue<O extends Option> = O['takes'] extends 'nothing'
  ? boolean
  : O['takes'] extends 'duration' | 'number'
    ? number | undefined
    : O extends {takes: 'choice'; choices: readonly (infer C)[]}
      ? C | undefined
      : string | undefined;

type ArgumentValues<A> = {readonly [K in keyof A]: A[K] extends Argument ? ArgumentValue<A[K]> : never};
type OptionValues<O> = {readonly [K in keyof O]: O[K] extends Option ? OptionValue<O[K]> : never};

/**
 * `team`: a supervisor has to run. `journal`: where none runs, the command works on the journal by itself, if there ever was a team. `nothing`: neither.
 */
export type Needs = 'nothing' | 'journal' | 'team';

/** For people. */
export const needsInWords: Readonly<Record<Needs, string>> = {
  nothing: 'Needs no running team.',
  journal: 'Works without a running team, too, by the journal of the last one.',
  team: 'Needs a running team.',
};

interface CommandSpec<A, O> {
  readonly name: string;
  /** One line. */
  readonly summary: string;
  /** What has to be known beyond the summary. */
  readonly description?: string;
  /** In the order in which they are given. */
  readonly arguments?: A;
  readonly options?: O;
  readonly examples: readonly {readonly line: string; readonly does: string}[];
  /** It changes nothing: also the check of a task may call it. */
  readonly looksOnly?: true;
  readonly needs: Needs;
  /** What `--json` prints. */
  readonly json: string;
  /** What the exit codes beyond 0, 1 and 2 mean here, and 1 where it is no failure. */
  readonly exits?: Readonly<Partial<Record<ExitCode, string>>>;
  /** The command's own code, read when it is called. */
  readonly load: () => Promise<(args: ArgumentValues<A>, options: OptionValues<O>, context: Context) => Promise<Result>>;
}

/** A command of the table. Help, documentation, completion and the parsers read it. */
export interface Command extends CommandSpec<Readonly<Record<string, Argument>>, Readonly<Record<string, Option>>> {
  readonly arguments: Readonly<Record<string, Argument>>;
  readonly options: Readonly<Record<string, Option>>;
}

/** Gives a command its types: its code gets exactly the arguments and options that the table says. */
export function command<
  const A extends Readonly<Record<string, Argument>> = Record<never, never>,
  const O extends Readonly<Record<string, Option>> = Record<never, never>,
>(spec: CommandSpec<A, O>): Command {
  // Which arguments it has is known to its own code only; the parsers give it what this very entry says.
  return {arguments: {}, options: {}, ...spec} as unknown as Command;
}

/** Understood by every command. */
export const commonOptions = {
  json: flag('Print JSON.'),
  project: text(
    'DIR',
    'The project. Default: $HARMONY_PROJECT, else the nearest parent with a configuration or .harmony, else the git repository.',
  ),
  team: text('DIR', 'The same as --project.'),
} as const;

/** `noAttach` → `no-attach` */
export const optionName = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
