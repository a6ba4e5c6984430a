import type {Finding, Sent} from './deed.ts';

export interface Texts {
  /** The last text to each recipient, and how often it was sent. */
  readonly last: Readonly<Record<string, {readonly key: string; readonly times: number}>>;
  readonly found: Finding | null;
  /** To whom. */
  readonly to: string | null;
}

export const NO_TEXTS: Texts = {last: {}, found: null, to: null};

/** The same words to several recipients are news to each of them; to the same one they are not, unless something was changed in between. */
export function afterMessage({last, ...before}: Texts, {to, key, what}: Sent, after: number): Texts {
  const known = Object.hasOwn(last, to) ? last[to] : undefined;
  const times = known?.key === key ? known.times + 1 : 1;
  const next = {...last, [to]: {key, times}};
  if (before.found && !(before.to === to && times === 1)) return {last: next, found: before.found, to: before.to};
  return times >= after ? {last: next, found: {kind: 'text', times, what}, to} : {last: next, found: null, to: null};
}
