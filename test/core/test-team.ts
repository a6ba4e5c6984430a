import {
  type Actor,
  type Claim,
  type Command,
  type CommandBody,
  type Decision,
  decide,
  type Effect,
  type Event,
  effectsOf,
  emptyTeam,
  evolve,
  type Policy,
  type Refusal,
  type SessionSpec,
  type Team,
} from '../../src/core/index.ts';

/** Events. */
const MOST_COMPARED = 500;

export const human: Actor = {kind: 'human'};
export const harmony: Actor = {kind: 'supervisor'};

export const spec = (id: string, more: Partial<SessionSpec> = {}): SessionSpec => ({
  id,
  role: 'worker',
  tier: 2,
  client: 'demo',
  expertise: [],
  delegatesTo: [],
  paths: [],
  origin: 'config',
  ...more,
});

/** A team without a journal: what is decided is folded at once. Time stands still until a test moves it. */
export class TestTeam {
  readonly team: Team = emptyTeam();
  readonly events: Event[] = [];
  readonly effects: Effect[] = [];
  now = 1_000_000;

  /** Every one of them runs. */
  static of(...specs: readonly SessionSpec[]): TestTeam {
    const team = new TestTeam();
    team.configure(specs);
    for (const {id} of specs) team.start(id);
    return team;
  }

  configure(sessions: readonly SessionSpec[], policy: Partial<Policy> = {}): void {
    this.ok(harmony, {type: 'team.configure', name: 'test', policy: {...this.team.policy, ...policy}, sessions});
  }

  /** Nobody's silence is noticed: for tests of other timers. */
  withoutSilence(): this {
    const never = Number.MAX_SAFE_INTEGER / 4;
    this.configure(Object.values(this.team.sessions), {quietAfter: never, stuckAfter: 2 * never});
    return this;
  }

  start(id: string): void {
    this.ok(harmony, {type: 'session.start', session: id});
    this.ok(harmony, {type: 'session.started', session: id, process: {pid: 1, startTime: '1'}, conversation: null});
  }

  exit(id: string, code: number | null = 1): void {
    this.ok(harmony, {type: 'session.exited', session: id, incarnation: this.session(id).incarnation, code, signal: null});
  }

  session(id: string) {
    const session = this.team.sessions[id];
    if (!session) throw new Error(`There is no session ${id}.`);
    return session;
  }

  as(id: string): Actor {
    return {kind: 'session', session: id, incarnation: this.session(id).incarnation};
  }

  run(actor: Actor | string, body: CommandBody): Decision {
    const who = typeof actor === 'string' ? this.as(actor) : actor;
    const command: Command = {id: `command ${this.events.length}`, actor: who, body};
    // Comparing a large team after every command would take longer than all the rest.
    const before = this.events.length < MOST_COMPARED ? JSON.stringify(this.team) : null;
    const decision = decide(this.team, command, this.now);
    if (before !== null && JSON.stringify(this.team) !== before) throw new Error(`Deciding ${body.type} has changed the team.`);
    const name = who.kind === 'session' ? who.session : who.kind === 'human' ? 'human' : 'harmony';
    const events = decision.events.map(
      (event, index): Event => ({
        position: this.team.position + index + 1,
        at: this.now,
        wall: this.now,
        command: command.id,
        actor: name,
        body: event,
      }),
    );
    for (const event of events) evolve(this.team, event);
    this.events.push(...events);
    this.effects.splice(0, this.effects.length, ...effectsOf(this.team, events));
    return decision;
  }

  /** The value of the verdict. */
  ok<Value = unknown>(actor: Actor | string, body: CommandBody): Value {
    const decision = this.run(actor, body);
    if (!decision.ok) throw new Error(`${body.type} was refused: ${decision.refusal.code}: ${decision.refusal.message}`);
    return decision.value as Value;
  }

  refused(actor: Actor | string, body: CommandBody): Refusal {
    const decision = this.run(actor, body);
    if (decision.ok) throw new Error(`${body.type} was accepted: ${JSON.stringify(decision.value)}`);
    return decision.refusal;
  }

  claim(id: string, ...resources: readonly string[]): Claim {
    return this.ok<{claim: Claim}>(id, {type: 'claim', resources, mode: 'exclusive', reason: 'work'}).claim;
  }

  edit(id: string, ...paths: readonly string[]): Decision {
    return this.run(id, {type: 'edit', paths, tool: 'Edit'});
  }

  send(actor: Actor | string, to: string, body: string, more: Partial<CommandBody & {type: 'message.send'}> = {}): string {
    return this.ok<{message: string}>(actor, {type: 'message.send', to, subject: '', body, ...more}).message;
  }

  /** Types of the events of the last commands, from the one with this index on. */
  typesFrom(index: number): string[] {
    return this.events.slice(index).map(({body}) => body.type);
  }
}
