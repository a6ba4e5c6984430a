import {DURATION_FORM, parseDuration} from '../config/duration.ts';
import {type Argument, type Option, optionName} from './command.ts';
import {usageError} from './errors.ts';
import type {RawCall} from './parse.ts';

type Value = string | number | boolean | undefined | readonly string[];

/** The values that a command's own code gets, in the types that the table promises. Throws a usage error. */
export function valuesOf({command, positional, options}: RawCall): {
  arguments: Readonly<Record<string, Value>>;
  options: Readonly<Record<string, Value>>;
} {
  const rest = [...positional];
  const help = `harmony ${command.name} --help`;
  return {
    arguments: Object.fromEntries(Object.entries(command.arguments).map(([key, argument]) => [key, argumentValue(argument, rest, help)])),
    options: Object.fromEntries(
      Object.entries(command.options).map(([key, option]) => [key, optionValue(key, option, options[key], help)]),
    ),
  };
}

function argumentValue({takes, placeholder, choices}: Argument, rest: string[], help: string): Value {
  if (takes === 'several' || takes === 'any') return rest.splice(0);
  const value = rest.shift();
  if (choices && value !== undefined && !choices.includes(value))
    throw usageError(`${placeholder} is one of ${choices.join(', ')}, not "${value}".`, help);
  return value;
}

function optionValue(key: string, option: Option, raw: string | true | undefined, help: string): Value {
  const name = `--${optionName(key)}`;
  if (option.takes === 'nothing') return raw === true;
  if (raw === undefined || raw === true) return undefined;
  if (option.takes === 'duration') {
    const value = parseDuration(raw);
    if (value === null) throw usageError(`${name} takes ${DURATION_FORM}, not "${raw}".`, help);
    return value;
  }
  if (option.takes === 'number') {
    const value = raw.trim() === '' ? Number.NaN : Number(raw);
    if (!Number.isFinite(value)) throw usageError(`${name} takes a number, not "${raw}".`, help);
    return value;
  }
  if (option.choices && !option.choices.includes(raw))
    throw usageError(`${name} is one of ${option.choices.join(', ')}, not "${raw}".`, help);
  return raw;
}
