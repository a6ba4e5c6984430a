import {type Command, commonOptions, type Option, optionName} from './command.ts';

/** A command line, taken apart and not yet looked at: every value is text. */
export interface RawCall {
  readonly command: Command;
  readonly positional: readonly string[];
  readonly options: Readonly<Record<string, string | true>>;
}

/**
 * Takes a well-formed command line apart without loading anything. `null`: it asks for help, or something is wrong with it; then commander,
 * who can explain, reads it again. Most calls come from sessions, many times a minute, and commander's own start is half of an empty Node's.
 */
export function parseQuickly(argv: readonly string[], find: (name: string) => Command | undefined): RawCall | null {
  let command: Command | undefined;
  const positional: string[] = [];
  const options: Record<string, string | true> = {};
  const rest = [...argv];
  for (let token = rest.shift(); token !== undefined; token = rest.shift()) {
    if (token === '--') {
      positional.push(...rest.splice(0));
    } else if (token.startsWith('--')) {
      const end = token.indexOf('=');
      const found = optionCalled(end === -1 ? token.slice(2) : token.slice(2, end), command);
      if (!found) return null;
      const value = found.option.takes === 'nothing' ? (end === -1 ? true : undefined) : end === -1 ? rest.shift() : token.slice(end + 1);
      if (value === undefined) return null;
      options[found.key] = value;
    } else if (token.startsWith('-') && token !== '-') {
      return null;
    } else if (command) {
      positional.push(token);
    } else {
      // Some commands have two words: `task add`.
      command = find(token) ?? find(`${token} ${rest.shift() ?? ''}`);
      if (!command) return null;
    }
  }
  return command && fits(command, positional.length) ? {command, positional, options} : null;
}

function optionCalled(name: string, command: Command | undefined): {key: string; option: Option} | null {
  for (const [key, option] of Object.entries<Option>({...commonOptions, ...command?.options})) {
    if (optionName(key) === name) return {key, option};
  }
  return null;
}

function fits(command: Command, given: number): boolean {
  const specs = Object.values(command.arguments);
  const least = specs.filter(({takes}) => takes === 'one' || takes === 'several').length;
  const most = specs.some(({takes}) => takes === 'several' || takes === 'any') ? Number.POSITIVE_INFINITY : specs.length;
  return given >= least && given <= most;
}
