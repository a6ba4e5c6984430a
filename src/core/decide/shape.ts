import type {CommandBody} from '../commands.ts';

/** `?`: may be left out; `null`: may be null. A list of words: one of them. */
type Field =
  | 'text'
  | 'text?'
  | 'text? null'
  | 'texts'
  | 'texts?'
  | 'number'
  | 'number?'
  | 'number? null'
  | 'flag?'
  | readonly string[]
  | {readonly optional: readonly string[]};

const PRIORITIES = ['low', 'normal', 'high', 'urgent'];
const ONE_SESSION = {session: 'text'} as const;
const TASK_TERMS = {
  acceptance: 'text? null',
  reviewBy: 'text? null',
  priority: {optional: PRIORITIES},
  tier: 'number? null',
  expertise: 'texts?',
  after: 'texts?',
  phase: 'text? null',
} as const;

/** The commands that come over a socket, where anything may be in them. The others are made by the supervisor itself. */
const FIELDS: Partial<Record<CommandBody['type'], Readonly<Record<string, Field>>>> = {
  'session.start': ONE_SESSION,
  'session.stop': ONE_SESSION,
  'session.restart': ONE_SESSION,
  'session.pause': ONE_SESSION,
  'session.resume': ONE_SESSION,
  heartbeat: {
    action: 'text',
    target: 'text? null',
    phase: 'text? null',
    progress: 'number? null',
    next: 'text? null',
    argumentsHash: 'text? null',
    edits: 'text? null',
    contentHash: 'text? null',
    source: ['hook', 'session'],
  },
  claim: {
    resources: 'texts',
    mode: ['exclusive', 'shared'],
    reason: 'text',
    ttl: 'number?',
    wait: 'number?',
    everything: 'flag?',
    tell: {optional: ['call', 'message']},
    fence: 'number?',
  },
  'claim.check': {fence: 'number', resources: 'texts'},
  'claim.give': {to: 'text', claims: 'texts?', resources: 'texts?'},
  release: {claims: 'texts?', resources: 'texts?', all: 'flag?', force: 'flag?'},
  edit: {paths: 'texts', tool: 'text', fence: 'number?'},
  'message.send': {
    to: 'text',
    subject: 'text',
    body: 'text',
    priority: {optional: PRIORITIES},
    replyTo: 'text? null',
    needsReply: 'flag?',
    replyWithin: 'number?',
    supersede: 'text? null',
  },
  'message.reply': {message: 'text', body: 'text', priority: {optional: PRIORITIES}, needsReply: 'flag?', replyWithin: 'number?'},
  'task.delegate': {to: 'text', title: 'text', body: 'text', acceptance: 'text? null'},
  'task.add': {to: 'text?', title: 'text', body: 'text', ...TASK_TERMS},
  'task.change': {task: 'text', ...TASK_TERMS},
  'task.take': {task: 'text?'},
  'task.review': {task: 'text', outcome: ['approved', 'rejected'], reasons: 'text'},
  'task.cancel': {task: 'text', reason: 'text'},
  'task.accept': {task: 'text'},
  'task.finish': {task: 'text', outcome: ['done', 'failed'], summary: 'text'},
  block: {what: 'text', on: 'text?', key: 'text?'},
  unblock: {blocker: 'text', answer: 'text'},
  'phase.pass': {phase: 'text?', force: 'flag?'},
  'phase.reopen': {phase: 'text'},
  'attention.answer': {attention: 'text', choice: 'text', text: 'text? null'},
};

/** What is wrong with the form of a command, or `null`. */
export function malformed(body: CommandBody): string | null {
  const values: Readonly<Record<string, unknown>> = {...body};
  for (const [name, field] of Object.entries(FIELDS[body.type] ?? {})) {
    if (!fits(values[name], field)) return `"${name}" of the command ${body.type} has to be ${inWords(field)}`;
  }
  return null;
}

function fits(value: unknown, field: Field): boolean {
  if (typeof field === 'object') {
    if ('optional' in field) return value === undefined || field.optional.some((word) => word === value);
    return field.some((word) => word === value);
  }
  const [kind = ''] = /^[a-z]+/.exec(field) ?? [];
  if (value === undefined && field.includes('?')) return true;
  if (value === null && field.endsWith('null')) return true;
  if (kind === 'texts') return Array.isArray(value) && value.every((item) => typeof item === 'string');
  if (kind === 'number') return typeof value === 'number' && Number.isFinite(value);
  return typeof value === (kind === 'flag' ? 'boolean' : 'string');
}

function inWords(field: Field): string {
  if (typeof field === 'object') return `one of ${('optional' in field ? field.optional : field).join(', ')}`;
  if (field.startsWith('texts')) return 'a list of texts';
  return field.startsWith('number') ? 'a number' : field.startsWith('flag') ? 'true or false' : 'a text';
}
