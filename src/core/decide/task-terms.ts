import type {CommandBody} from '../commands.ts';
import {remedyForName} from '../nearest-name.ts';
import {cycleThrough} from '../tasks/dependencies.ts';
import type {Task, Team} from '../team.ts';
import {cleanLine, cleanText} from '../text.ts';
import {type Decision, nameOf, refuse, type Situation} from './decision.ts';

const LONGEST_LIST = 64;
const LONGEST_ACCEPTANCE = 4_000;
const LOWEST_TIER = 9;

type Given = Omit<Extract<CommandBody, {type: 'task.change'}>, 'type' | 'task'>;
export type Terms = Pick<
  Task,
  'acceptance' | 'check' | 'acceptanceFrom' | 'reviewBy' | 'priority' | 'tier' | 'expertise' | 'after' | 'phase'
>;

/** What was said of a task beyond its words, or why it cannot be so. Only what was named is in it. */
export function termsOf({team, actor}: Situation, id: string, given: Given): Partial<Terms> | Decision {
  const {acceptance, reviewBy, priority, tier, expertise, after, phase} = given;
  const problem =
    (phase && problemWithPhase(team, phase)) ||
    (after && problemWithOrder(team, id, after)) ||
    (reviewBy && problemWithReviewer(team, reviewBy)) ||
    (typeof tier === 'number' && problemWithTier(tier)) ||
    (acceptance && acceptance.length > LONGEST_ACCEPTANCE && tooLong('An acceptance check', acceptance.length, LONGEST_ACCEPTANCE)) ||
    (expertise && expertise.length > LONGEST_LIST && tooLong('A list of expertise', expertise.length, LONGEST_LIST));
  if (problem) return problem;
  return {
    ...(acceptance === undefined ? {} : {...acceptanceOf(team, acceptance), acceptanceFrom: nameOf(actor)}),
    ...(reviewBy === undefined ? {} : {reviewBy: reviewBy === null ? null : roleNamed(reviewBy)}),
    ...(priority === undefined ? {} : {priority}),
    ...(tier === undefined ? {} : {tier}),
    ...(expertise === undefined ? {} : {expertise: [...new Set(expertise.map((one) => cleanLine(one, 40)).filter(Boolean))]}),
    ...(after === undefined ? {} : {after: [...new Set(after)]}),
    ...(phase === undefined ? {} : {phase: phase || null}),
  };
}

/** A check of the configuration is called by its name; everything else is a command. */
function acceptanceOf({policy}: Team, given: string | null): Pick<Task, 'acceptance' | 'check'> {
  const text = given === null ? '' : cleanText(given).trim();
  const configured = Object.hasOwn(policy.checks, text) ? policy.checks[text] : undefined;
  return configured === undefined ? {acceptance: text || null, check: null} : {acceptance: configured, check: text};
}

const roleNamed = (text: string): string => text.replace(/^role:/, '');

const tooLong = (what: string, length: number, most: number): Decision =>
  refuse('invalid', `${what} of ${length}; ${most} is the most.`, 'Shorten it.');

function problemWithOrder(team: Team, id: string, after: readonly string[]): Decision | null {
  if (after.length > LONGEST_LIST) return tooLong('A list of tasks to wait for', after.length, LONGEST_LIST);
  const unknown = after.filter((one) => one !== id && !Object.hasOwn(team.tasks, one));
  if (unknown.length > 0) {
    return refuse('not-found', `There is no task ${unknown.join(', ')} to wait for.`, 'See: harmony task list', {unknown});
  }
  const cycle = cycleThrough(team, id, after);
  if (!cycle) return null;
  return refuse(
    'invalid',
    `${id} would wait for itself: ${cycle.join(' waits for ')}.`,
    'Leave one of these out: what waits in a ring is never done.',
    {cycle},
  );
}

function problemWithReviewer(team: Team, reviewBy: string): Decision | null {
  const roles = [...new Set(Object.values(team.sessions).map(({role}) => role))];
  if (roles.includes(roleNamed(reviewBy))) return null;
  return refuse('not-found', `There is no role "${reviewBy}" in the team to review it.`, remedyForName(reviewBy, roles), {roles});
}

function problemWithPhase({policy}: Team, phase: string): Decision | null {
  const names = policy.phases.map(({name}) => name);
  if (names.includes(phase)) return null;
  const remedy = names.length === 0 ? 'Configure them: phases: [{name: "SPECS"}, …].' : remedyForName(phase, names);
  return refuse('not-found', `There is no phase "${phase}".`, remedy, {phases: names});
}

const problemWithTier = (tier: number): Decision | null =>
  Number.isInteger(tier) && tier >= 1 && tier <= LOWEST_TIER
    ? null
    : refuse('invalid', `There is no tier ${tier}.`, `Give a whole number from 1 (who decides) to ${LOWEST_TIER}.`);
