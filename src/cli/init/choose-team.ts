import {builtInRoles} from '../../config/roles.ts';
import {remedyForName} from '../../core/index.ts';
import {ask} from '../ask.ts';
import type {Output} from '../output.ts';
import type {ProjectFacts} from './find-facts.ts';

/** What is going to be written. */
export interface TeamChoice {
  readonly name: string;
  readonly roles: readonly string[];
  readonly client: string;
  readonly test: string | null;
}

/** A small team that is worth its memory: one who hands out, one or two who build, one who finds out what is not true yet. */
export function suggestTeam({name, userInterface, clients, test}: ProjectFacts): TeamChoice {
  return {
    name,
    roles: ['orchestrator', 'backend', ...(userInterface ? ['frontend'] : []), 'tester'],
    client: clients[0]?.id ?? 'claude-code',
    test,
  };
}

/** Three questions, each with an answer that Enter takes. */
export async function askForTeam(suggested: TeamChoice, {clients}: ProjectFacts, output: Output): Promise<TeamChoice> {
  const roles = await askForRoles(suggested.roles, output);
  const test = await ask(`Command that runs the tests [${suggested.test ?? 'none'}]: `);
  const ids = clients.map(({id}) => id);
  const client = ids.length > 1 ? await ask(`Agent client (${ids.join(', ')}) [${suggested.client}]: `) : '';
  return {...suggested, roles, test: test || suggested.test, client: ids.includes(client) ? client : suggested.client};
}

async function askForRoles(suggested: readonly string[], output: Output): Promise<readonly string[]> {
  const known = builtInRoles().map(({name}) => name);
  for (;;) {
    const answer = await ask(`Roles of the team, of ${known.join(', ')}\n[${suggested.join(' ')}]: `);
    const roles = answer.split(/[\s,]+/).filter(Boolean);
    const unknown = roles.find((role) => !known.includes(role));
    if (unknown === undefined) return roles.length > 0 ? [...new Set(roles)] : suggested;
    output.progress(`There is no built-in role "${unknown}". ${remedyForName(unknown, known)}`);
  }
}
