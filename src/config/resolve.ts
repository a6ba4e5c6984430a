import {statSync} from 'node:fs';
import {basename, isAbsolute, relative, resolve, sep} from 'node:path';
import {cleanLine, type Policy, remedyForName} from '../core/index.ts';
import {ConfigError, type ConfigProblem} from './config-error.ts';
import {parseDuration} from './duration.ts';
import type {Roles} from './roles.ts';
import type {HarmonyConfig, ResolvedConfig, ResolvedMember, Role, TeamMember} from './team-config.ts';

/** Of a team's name, as the schema has it for a name that is given. Characters. */
const LONGEST_NAME = 64;

/** What may be put into one configuration. `clients` are the ids of the agent clients that there are. */
export interface ConfigSource {
  readonly config: HarmonyConfig;
  readonly roles: Roles;
  /** A real path. */
  readonly project: string;
  readonly file: string;
  readonly clients: readonly string[];
  /** Where a setting is, for errors: the key, and a word that stands there. */
  locate(key: string, word?: string): string;
}

const NAME = /^[a-z][a-z0-9-]{0,31}$/;
/** Addresses and actors of their own; the last is a property of every record. */
const NOT_A_NAME: ReadonlySet<string> = new Set(['human', 'harmony', 'all', 'role', 'tier', 'constructor']);

/** Puts configuration, members and roles together and fills in every default. Throws `ConfigError` with all that does not fit. */
export function resolveConfig(source: ConfigSource): ResolvedConfig {
  const {config, project, file} = source;
  const problems: ConfigProblem[] = [];
  const members = teamOf(source).flatMap((member, index) => resolveMember(member, `team[${index}]`, source, problems));
  checkNames(members, source, problems);
  checkRoles(source, problems);
  checkHealth(source, problems);
  for (const client of Object.keys(config.clients ?? {})) checkClient(client, source.locate(`clients.${client}`, client), source, problems);
  checkPhases(source, problems);
  if (members.length === 0 && problems.length === 0) {
    problems.push({
      path: source.locate('team'),
      problem: 'the team has no members.',
      remedy: 'Name at least one: team: [{role: "backend"}].',
    });
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    // It is shown everywhere, on one line.
    name: cleanLine(config.name ?? basename(project), LONGEST_NAME) || 'team',
    project,
    file,
    members,
    clients: config.clients ?? {},
    policy: policyOf(config),
    journal: {keep: milliseconds(config.journal?.keep, '30d'), most: (config.journal?.megabytes ?? 256) * 1_000_000},
    screen: {leaveTyping: config.screen?.leaveTyping ?? 'ctrl+q'},
    notify: config.notify ?? null,
  };
}

function teamOf({config, roles}: ConfigSource): readonly TeamMember[] {
  if (config.team) return config.team;
  return (roles.own.length > 0 ? roles.own : roles.builtIn).map((role) => ({role: role.name}));
}

function resolveMember(member: TeamMember, key: string, source: ConfigSource, problems: ConfigProblem[]): ResolvedMember[] {
  const known = [...source.roles.own, ...source.roles.builtIn];
  const role = known.find((candidate) => candidate.name === member.role);
  if (!role) {
    problems.push({
      path: source.locate(`${key}.role`, member.role),
      problem: `there is no role "${member.role}".`,
      remedy: `${remedyForName(
        member.role,
        known.map(({name}) => name),
      )} Or write roles/${member.role}.md.`,
    });
    return [];
  }
  const client = member.client ?? role.client;
  const where = member.client === undefined ? role.source : source.locate(`${key}.client`, client);
  checkClient(client, where, source, problems);
  if (client === 'command' && !member.command) {
    problems.push({
      path: source.locate(key, member.name ?? member.role),
      problem: 'a member with the client "command" needs a command.',
      remedy: 'Say what to run: command: ["npm", "run", "dev"].',
    });
  }
  if (client !== 'command' && member.command) {
    problems.push({
      path: source.locate(`${key}.command`),
      problem: `a command is for the client "command"; this member's client is "${client}".`,
      remedy: `Add client: "command", or set the program of all its sessions with clients: {"${client}": {command: […]}}.`,
    });
  }
  const cwd = workingFolder(member.cwd, source.project);
  if (typeof cwd !== 'string') problems.push({path: source.locate(`${key}.cwd`, member.cwd), ...cwd});
  return namesOf(member, role).map((id) => ({
    id,
    role,
    client,
    model: member.model ?? role.model,
    permissionMode: member.permissionMode ?? role.permissionMode,
    prompt: member.prompt ?? null,
    cwd: typeof cwd === 'string' ? cwd : source.project,
    command: member.command ?? null,
  }));
}

function namesOf(member: TeamMember, role: Role): string[] {
  const count = member.count ?? role.count;
  const name = member.name ?? role.name;
  return count === 1 ? [name] : Array.from({length: count}, (_, index) => `${name}-${index + 1}`);
}

function checkNames(members: readonly ResolvedMember[], source: ConfigSource, problems: ConfigProblem[]): void {
  const seen = new Set<string>();
  for (const {id} of members) {
    if (!NAME.test(id)) {
      problems.push({
        path: source.locate('team', id),
        problem: `"${id}" is no name for a session.`,
        remedy: 'Use lower-case letters, digits and hyphens, beginning with a letter, at most 32 characters.',
      });
    } else if (NOT_A_NAME.has(id)) {
      problems.push({
        path: source.locate('team', id),
        problem: `"${id}" is an address of its own.`,
        remedy: 'Give the session another name.',
      });
    } else if (seen.has(id)) {
      problems.push({
        path: source.locate('team'),
        problem: `two sessions are called "${id}".`,
        remedy: `Give them names (name: "…"), or make them one member with a count.`,
      });
    }
    seen.add(id);
  }
}

function checkRoles({roles}: ConfigSource, problems: ConfigProblem[]): void {
  const known = [...roles.own, ...roles.builtIn].map(({name}) => name);
  for (const role of roles.own) {
    for (const target of role.delegatesTo) {
      if (target !== '*' && !known.includes(target)) {
        problems.push({
          path: `${role.source}: delegatesTo`,
          problem: `there is no role "${target}".`,
          remedy: `${remedyForName(target, known)} "*" is all of them.`,
        });
      }
    }
  }
}

function checkPhases({config, locate}: ConfigSource, problems: ConfigProblem[]): void {
  const known = Object.keys(config.checks ?? {});
  const seen = new Set<string>();
  for (const {name, gate} of config.phases ?? []) {
    if (seen.has(name)) problems.push({path: locate('phases', name), problem: `two phases are called "${name}".`, remedy: 'Rename one.'});
    seen.add(name);
    for (const check of gate?.checks ?? []) {
      if (known.includes(check)) continue;
      const problem = `the gate of ${name} needs a check "${check}" that is not there.`;
      problems.push({path: locate('phases', check), problem, remedy: `${remedyForName(check, known)} Or add it to checks.`});
    }
  }
}

function checkHealth({config, locate}: ConfigSource, problems: ConfigProblem[]): void {
  const {quietAfter, stuckAfter} = policyOf(config);
  if (stuckAfter > quietAfter) return;
  problems.push({
    path: locate('health.stuckAfter', 'stuckAfter'),
    problem: 'a session would be stuck before it is quiet.',
    remedy: 'Let stuckAfter be longer than quietAfter, which is 2m where nothing is said.',
  });
}

function checkClient(client: string, path: string, {clients}: ConfigSource, problems: ConfigProblem[]): void {
  if (clients.includes(client)) return;
  problems.push({path, problem: `there is no agent client "${client}".`, remedy: remedyForName(client, clients)});
}

function workingFolder(cwd: string | undefined, project: string): string | {problem: string; remedy: string} {
  if (cwd === undefined) return project;
  const folder = resolve(project, cwd);
  const inside = relative(project, folder);
  if (isAbsolute(cwd) || inside === '..' || inside.startsWith(`..${sep}`)) {
    return {problem: `"${cwd}" is not inside the project.`, remedy: 'Give a folder of the project, relative to its root: packages/api.'};
  }
  if (statSync(folder, {throwIfNoEntry: false})?.isDirectory()) return folder;
  return {problem: `there is no folder "${cwd}".`, remedy: 'Make it, or correct the path. It is relative to the project root.'};
}

/** The schema has seen to it that every duration can be read. */
const milliseconds = (duration: string | undefined, otherwise: string): number => parseDuration(duration ?? otherwise) ?? 0;

function policyOf({claims, restart, messages, health, tasks, checks, phases, repetition, journal}: HarmonyConfig): Policy {
  const quietAfter = milliseconds(health?.quietAfter, '2m');
  return {
    enforcement: claims?.enforcement ?? 'deny',
    enforcementByPath: Object.entries(claims?.enforcementByPath ?? {}).map(([glob, enforcement]) => ({glob, enforcement})),
    claimTtl: milliseconds(claims?.ttl, '30m'),
    automaticClaimTtl: milliseconds(claims?.automaticTtl, '30m'),
    restartLimit: restart?.limit ?? 3,
    restartWindow: milliseconds(restart?.window, '10m'),
    restartDelay: milliseconds(restart?.delay, '1s'),
    inboxLimit: messages?.inboxLimit ?? 200,
    replyWithin: milliseconds(messages?.replyWithin, '15m'),
    taskAttempts: tasks?.attempts ?? 3,
    taskSilence: milliseconds(tasks?.silentAfter, '1h'),
    checks: checks ?? {},
    phases: (phases ?? []).map(({name, gate}) => {
      const needed = gate?.checks ?? [];
      return {name, checks: needed, person: gate?.person ?? needed.length === 0};
    }),
    quietAfter,
    // A team that is patient with quiet sessions is so with stuck ones.
    stuckAfter: health?.stuckAfter ? milliseconds(health.stuckAfter, '15m') : Math.max(milliseconds(undefined, '15m'), 2 * quietAfter),
    repetition: {action: repetition?.action ?? 'show', after: repetition?.after ?? 5},
    activityFor: milliseconds(journal?.activity, '24h'),
  };
}
