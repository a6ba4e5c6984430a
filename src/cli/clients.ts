import type {AgentAdapter, Detection} from '../agents/adapter.ts';
import {adapterOf, adapters} from '../agents/adapters.ts';
import {cleanEnvironment} from '../agents/environment.ts';
import type {ResolvedConfig, ResolvedMember} from '../config/team-config.ts';
import {failedError} from './errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Agents by themselves: not any program, and not the demo's. */
export const agentClients: readonly AgentAdapter[] = adapters.filter(({id}) => id !== 'command' && id !== 'demo');

/** Checks that the program of every member is there, before anything is started. Returns warnings. Throws when one is missing. */
export async function requireClients(config: ResolvedConfig, environment: Environment): Promise<readonly string[]> {
  const checks = new Map<string, {members: string[]; detection: Promise<Detection>}>();
  for (const member of config.members) {
    const key = JSON.stringify([member.client, member.command]);
    const check = checks.get(key) ?? {members: [], detection: detect(member, config, environment)};
    check.members.push(member.id);
    checks.set(key, check);
  }
  const found = await Promise.all([...checks.values()].map(async ({members, detection}) => ({members, detection: await detection})));
  const missing = found.flatMap(({members, detection}) => (detection.found ? [] : [{members, ...detection}]));
  if (missing.length > 0) {
    throw failedError(
      missing.map(({members, reason, remedy}) => `${members.join(', ')}: ${reason}\n  ${remedy}`).join('\n'),
      'Nothing was started. What is installed: harmony doctor',
      {missing: missing.map(({members, reason, remedy}) => ({members, reason, remedy}))},
    );
  }
  return found.flatMap(({detection}) => (detection.found ? detection.warnings : []));
}

/** With the settings and the environment that the session will have. */
async function detect({client, command}: ResolvedMember, {clients}: ResolvedConfig, environment: Environment): Promise<Detection> {
  const adapter = adapterOf(client);
  if (!adapter) return {found: false, reason: `There is no agent client "${client}".`, remedy: 'See docs/configuration.md.'};
  const {command: configured, env} = clients[client] ?? {};
  return adapter.detect(cleanEnvironment({...environment, ...env}), {command: command ?? configured, env});
}
