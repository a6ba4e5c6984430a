import type {Attention, Claim, Event, Resource} from '../../core/index.ts';

export interface StoryLine {
  /** A session, `human`, or `harmony`. */
  readonly who: string;
  readonly text: string;
}

/** What was counted while the story went on: the evidence of the summary. */
export interface StoryCounts {
  claims: number;
  refusals: number;
  messages: number;
  answered: number;
  tasksDone: number;
  permissions: number;
}

const EDITS = new Set(['Write', 'Edit']);

/** Tells a journal's events as plain sentences, and counts what they show. */
export class StoryTeller {
  readonly counts: StoryCounts = {claims: 0, refusals: 0, messages: 0, answered: 0, tasksDone: 0, permissions: 0};
  readonly #claims = new Map<string, Claim>();
  readonly #questions = new Map<string, Attention>();
  readonly #answered = new Set<string>();
  readonly #owners = new Map<string, string>();
  /** A task's beginning and end send a message of their own: the task's line tells it already. */
  #taskCommand = '';

  /** `null`: nothing that a person who looks on has to know. */
  tell({body, command, at}: Event): StoryLine | null {
    if (body.type.startsWith('task.')) this.#taskCommand = command;
    switch (body.type) {
      case 'session.started':
        return {who: body.session, text: body.incarnation > 1 ? `is back (incarnation ${body.incarnation})` : 'is there'};
      case 'session.exited':
        return body.expected ? null : {who: body.session, text: `ended: ${body.reason ?? body.signal ?? exitOf(body.code)}`};
      case 'heartbeat.changed': {
        const {action, target} = body.heartbeat;
        return EDITS.has(action) && target ? {who: body.session, text: `writes ${target}`} : null;
      }
      case 'claim.granted':
        this.counts.claims += 1;
        this.#claims.set(body.claim.id, body.claim);
        return body.claim.automatic ? null : {who: body.claim.holder, text: `claims ${listOf(body.claim.resources)}: ${body.claim.reason}`};
      case 'claim.refused':
        if (!body.warned) this.counts.refusals += 1;
        return {who: body.session, text: `is refused ${body.resources.join(', ')}: ${this.#holding(body.claim, body.holder, at)}`};
      case 'claim.ended':
        return this.#ended(body.claim, body.how);
      case 'task.created': {
        const {id, from, owner, to, title} = body.task;
        this.#owners.set(id, owner ?? to);
        return {who: from, text: `delegates ${id} to ${owner ?? to}: ${title}`};
      }
      case 'task.accepted':
        return {who: this.#owner(body.task), text: `accepts ${body.task}`};
      case 'task.checkFailed':
        return {who: 'harmony', text: `${body.task} is not done: its acceptance check failed`};
      case 'task.finished':
        if (body.outcome === 'done') this.counts.tasksDone += 1;
        return {
          who: this.#owner(body.task),
          text: `${endOf(body.outcome, body.task)}: ${firstLine(body.summary)}${checkOf(body.evidence)}`,
        };
      case 'message.sent':
        return command === this.#taskCommand ? null : this.#sent(body.message);
      case 'message.delivered':
        if (body.state === 'answered' && !this.#answered.has(body.message)) {
          this.#answered.add(body.message);
          this.counts.answered += 1;
        }
        return null;
      case 'attention.raised':
        this.#questions.set(body.attention.id, body.attention);
        return body.attention.kind === 'permission'
          ? {who: body.attention.session ?? 'harmony', text: `asks: ${body.attention.title}`}
          : null;
      case 'attention.answered': {
        this.counts.permissions += 1;
        const choice = this.#questions.get(body.attention)?.choices.find(({id}) => id === body.choice)?.label ?? body.choice;
        return {who: body.by, text: `answers "${choice}"${body.text ? ` (${body.text})` : ''}`};
      }
      default:
        return null;
    }
  }

  #owner = (task: string): string => this.#owners.get(task) ?? 'harmony';

  #holding(id: string, holder: string, now: number): string {
    const claim = this.#claims.get(id);
    if (!claim) return `${holder} holds it`;
    const minutes = Math.ceil((claim.expiresAt - now) / 60_000);
    return `${holder} holds ${listOf(claim.resources)} for ${minutes} more minutes (${claim.reason || 'by editing it'})`;
  }

  #ended(id: string, how: string): StoryLine | null {
    const claim = this.#claims.get(id);
    return claim && !claim.automatic && how === 'released' ? {who: claim.holder, text: `releases ${listOf(claim.resources)}`} : null;
  }

  #sent({from, to, body}: {from: string; to: string; body: string}): StoryLine {
    this.counts.messages += 1;
    return {who: from, text: `to ${to}: ${firstLine(body)}`};
  }
}

const exitOf = (code: number | null): string => (code === null ? 'lost' : `exit ${code}`);

const endOf = (outcome: 'done' | 'failed', task: string): string => (outcome === 'done' ? `finishes ${task}` : `gives ${task} up`);

/** The acceptance check that Harmony ran, as its evidence begins with it. */
function checkOf(evidence: string): string {
  const command = /^\$ (.+)/.exec(evidence)?.[1];
  return command ? ` (checked: ${command})` : '';
}

const listOf = (resources: readonly Resource[]): string =>
  resources.map(({kind, pattern}) => (kind === 'path' ? pattern : `${kind}:${pattern}`)).join(', ');

const firstLine = (text: string): string => text.split('\n')[0] ?? '';
