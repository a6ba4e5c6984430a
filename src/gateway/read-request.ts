import {RefusedRequest, refusal} from '../coordination/refused-request.ts';
import type {ControlRequest, ControlRequests} from '../protocol/control.ts';

/** What a request cannot do without. Further parts have their defaults, or are checked by who uses them. */
const NEEDED: {readonly [M in keyof ControlRequests]: Readonly<Record<string, 'text' | 'number' | 'flag' | 'object'>>} = {
  hello: {protocol: 'number'},
  command: {id: 'text', body: 'object'},
  board: {},
  follow: {},
  events: {from: 'number', limit: 'number'},
  screen: {session: 'text', format: 'text'},
  type: {session: 'text', text: 'text', enter: 'flag'},
  wait: {session: 'text', until: 'text'},
  waited: {wait: 'text'},
  inbox: {take: 'flag'},
  trace: {message: 'text'},
  explain: {session: 'text'},
  info: {},
  join: {name: 'text'},
  down: {},
};

const TYPES = {text: 'string', number: 'number', flag: 'boolean', object: 'object'} as const;
const WORDS = {text: 'a text', number: 'a number', flag: 'true or false', object: 'an object'} as const;

/** The id under which a line is answered: 0 when it has none, so that its sender is told at all. */
export const idOfRequest = (value: unknown): number => (isObject(value) && typeof value.id === 'number' ? value.id : 0);

/** A line of the control socket as a request: anything may stand in it. Throws `RefusedRequest`, which says what is missing. */
export function readRequest(value: unknown): ControlRequest {
  if (!isObject(value)) throw invalid('A request is an object with id, method and params.');
  const {id, method, params = {}} = value;
  if (typeof id !== 'number') throw invalid('"id" of a request has to be a number.');
  if (typeof method !== 'string' || !Object.hasOwn(NEEDED, method)) throw invalid(`There is no request "${method}".`);
  if (!isObject(params)) throw invalid(`"params" of the request ${method} has to be an object.`);
  for (const [name, kind] of Object.entries(NEEDED[method as keyof ControlRequests])) {
    const given = params[name];
    if (given !== null && !Array.isArray(given) && typeof given === TYPES[kind]) continue;
    throw invalid(`"${name}" of the request ${method} has to be ${WORDS[kind]}.`);
  }
  return {id, method, params} as ControlRequest;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const invalid = (message: string): RefusedRequest => new RefusedRequest(refusal('invalid', message, 'See harmony --help.'));
