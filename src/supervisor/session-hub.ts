import type {SessionHub} from '../agents/adapter.ts';
import type {ProjectPaths} from '../coordination/project-paths.ts';
import type {Actor, AttentionId, CommandBody, Message, Verdict} from '../core/index.ts';
import type {Answer} from './questions.ts';

/** What the hub needs of the supervisor. */
export interface HubHost {
  readonly project: string;
  readonly paths: ProjectPaths;
  execute(actor: Actor, body: CommandBody): Promise<Verdict>;
  /** Deliverable mail of this session, marked as offered by `via`. */
  takeMail(actor: Actor & {kind: 'session'}, via: string): Promise<{text: string; messages: readonly Message[]} | null>;
  waitForAnswer(attention: AttentionId): Promise<Answer | null>;
  brief(session: string): string;
  log(session: string, line: string): void;
}

export interface HubOptions {
  readonly host: HubHost;
  readonly session: string;
  readonly incarnation: number;
  readonly folder: string;
  readonly cwd: string;
  /**
   * Collects what may be said only when the answer has left the process: mail is "injected" when it was flushed, not when it was written.
   * Without it (observers), it is said at once.
   */
  readonly whenFlushed?: (report: () => Promise<void>) => void;
}

const SUPERVISOR: Actor = {kind: 'supervisor'};

/** One session as its adapter sees it. */
export function createSessionHub({host, session, incarnation, folder, cwd, whenFlushed}: HubOptions): SessionHub {
  const actor = {kind: 'session', session, incarnation} as const;
  // Keys are the adapter's own: two sessions may well use the same one.
  const scoped = (key: string): string => `${session}:${key}`;
  return {
    session,
    incarnation,
    project: host.project,
    folder,
    async heartbeat({action, target = null, source}, call) {
      const {argumentsHash = null, edits = null} = call ?? {};
      const seen = {argumentsHash, edits: edits?.path ?? null, contentHash: edits?.contentHash ?? null};
      await host.execute(actor, {type: 'heartbeat', action, target, source, ...seen});
    },
    async observe(facts) {
      await host.execute(SUPERVISOR, {type: 'session.observe', session, incarnation, ...facts});
    },
    async edit(paths, tool) {
      const inside = paths.map((path) => host.paths.nameOf(path, cwd)).filter((path) => path !== null);
      if (inside.length === 0) return {allowed: true, warnings: []};
      const verdict = await host.execute(actor, {type: 'edit', paths: inside, tool});
      if (!verdict.ok) return {allowed: false, reason: `${verdict.refusal.message} ${verdict.refusal.remedy}`.trim()};
      return {allowed: true, warnings: (verdict.value as {warnings: readonly string[]}).warnings};
    },
    async takeMail(via) {
      const mail = await host.takeMail(actor, via);
      if (!mail) return null;
      const ids = mail.messages.map((message) => message.id);
      const injected = async (evidence: string): Promise<void> => {
        await host.execute(SUPERVISOR, {type: 'message.delivered', messages: ids, recipient: session, state: 'injected', evidence});
      };
      return {
        text: mail.text,
        messages: ids,
        injected: async (evidence) => (whenFlushed ? whenFlushed(() => injected(evidence)) : injected(evidence)),
      };
    },
    async seen(messages, evidence) {
      await host.execute(SUPERVISOR, {type: 'message.delivered', messages, recipient: session, state: 'seen', evidence});
    },
    async ask(question) {
      const verdict = await host.execute(SUPERVISOR, {type: 'attention.raise', session, ...question, key: scoped(question.key)});
      if (!verdict.ok) return null;
      return host.waitForAnswer((verdict.value as {attention: AttentionId}).attention);
    },
    async raise(question) {
      await host.execute(SUPERVISOR, {
        type: 'attention.raise',
        session,
        choices: [],
        ...question,
        key: scoped(question.key),
      });
    },
    async withdraw(key, reason) {
      await host.execute(SUPERVISOR, {type: 'attention.withdraw', key: scoped(key), reason});
    },
    async brief() {
      return host.brief(session);
    },
    log(line) {
      host.log(session, line);
    },
  };
}
