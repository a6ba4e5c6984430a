import {randomUUID} from 'node:crypto';
import type {Choice} from '../../core/index.ts';
import type {SessionHub} from '../adapter.ts';
import type {HookBody} from './hook-body.ts';
import type {SessionMemory} from './memory.ts';
import {targetOf, toolName} from './tool-words.ts';

interface Asked {
  readonly kind: 'permission' | 'question' | 'plan';
  readonly title: string;
  readonly detail: string;
  readonly choices: readonly Choice[];
}

/**
 * The dialog in the pane and the question on the board work side by side, and the first answer wins: this request stays open until a person
 * answers on the board, or the session shows that it was answered in the pane.
 */
export async function answerPermission(hub: SessionHub, memory: SessionMemory, body: HookBody): Promise<object> {
  const decision = await decide(hub, memory, body);
  return decision ? {hookSpecificOutput: {hookEventName: 'PermissionRequest', decision}} : {};
}

async function decide(hub: SessionHub, memory: SessionMemory, body: HookBody): Promise<object | null> {
  if (body.tool === 'AskUserQuestion') return answerQuestions(hub, memory, body);
  const asked = body.tool === 'ExitPlanMode' ? planOf(body) : permissionOf(body, hub.project);
  const answer = await ask(hub, memory, body, asked);
  if (!answer) return null;
  if (answer.choice === 'deny')
    return {behavior: 'deny', message: answer.text || 'The person said no. Ask them what they want instead, or do something else.'};
  // A tool that exists to be answered by a person takes a bare "allow" for no answer (2.1.329): it wants its input back.
  const interaction = asked.kind === 'plan' ? {updatedInput: body.input} : {};
  return {behavior: 'allow', ...interaction, ...(answer.choice === 'allow-always' ? {updatedPermissions: body.suggestions} : {})};
}

async function ask(
  hub: SessionHub,
  memory: SessionMemory,
  body: HookBody,
  asked: Asked,
): Promise<{choice: string; text: string | null} | null> {
  // Neither version says which tool call it is about, so the key is ours.
  const key = `${asked.kind}:${randomUUID()}`;
  // Raised before it is remembered: what is remembered may be withdrawn at any moment.
  const answer = hub.ask({key, ...asked});
  try {
    await memory.openQuestion(hub, {key, what: `${asked.kind}: ${asked.title}`, agent: body.agent, shown: false});
    return await answer;
  } finally {
    await memory.closeQuestion(hub, key);
  }
}

function permissionOf({tool, input, suggestions}: HookBody, project: string): Asked {
  const always = suggestions.length > 0 ? [{id: 'allow-always', label: `Allow, and from now on: ${describeSuggestions(suggestions)}`}] : [];
  return {
    kind: 'permission',
    title: [toolName(tool), targetOf(input, project)].filter(Boolean).join(' '),
    detail: detailOf(input),
    choices: [{id: 'allow', label: 'Allow once'}, ...always, {id: 'deny', label: 'Deny'}],
  };
}

const planOf = ({input}: HookBody): Asked => ({
  kind: 'plan',
  title: 'a plan to approve',
  detail: typeof input.plan === 'string' ? input.plan : 'The plan is in its pane.',
  choices: [
    {id: 'allow', label: 'Approve the plan'},
    {id: 'deny', label: 'Go on planning'},
  ],
});

/** The longest detail that is worth reading in a list; the pane shows everything. */
const LONGEST_DETAIL = 4_000;

function detailOf(input: Readonly<Record<string, unknown>>): string {
  const text = Object.entries(input)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('\n');
  return text.length > LONGEST_DETAIL ? `${text.slice(0, LONGEST_DETAIL)}\n… (${text.length - LONGEST_DETAIL} more characters)` : text;
}

function describeSuggestions(suggestions: readonly unknown[]): string {
  return suggestions
    .map((suggestion) => {
      const {type, mode, directories, rules} = suggestion as {type?: string; mode?: string; directories?: string[]; rules?: RuleWords[]};
      if (mode) return `mode ${mode}`;
      if (directories) return `folder ${directories.join(', ')}`;
      if (rules) return rules.map(({toolName: tool, ruleContent}) => (ruleContent ? `${tool}(${ruleContent})` : tool)).join(', ');
      return type ?? 'what the dialog offers';
    })
    .join(' and ');
}

interface RuleWords {
  readonly toolName?: string;
  readonly ruleContent?: string;
}

interface QuestionInput {
  readonly question: string;
  readonly options?: readonly {readonly label: string; readonly description?: string}[];
}

/** The model's own questions, one after the other; an answer may be one of the options or the person's own words. */
async function answerQuestions(hub: SessionHub, memory: SessionMemory, body: HookBody): Promise<object | null> {
  const questions = Array.isArray(body.input.questions) ? (body.input.questions as QuestionInput[]) : [];
  const answers: Record<string, string> = {};
  for (const {question, options = []} of questions) {
    const answer = await ask(hub, memory, body, {
      kind: 'question',
      title: question,
      detail: options.map(({label, description}) => (description ? `${label}: ${description}` : label)).join('\n'),
      choices: options.map(({label}) => ({id: label, label})),
    });
    if (!answer) return null;
    answers[question] = answer.text || answer.choice;
  }
  return {behavior: 'allow', updatedInput: {...body.input, answers}};
}
