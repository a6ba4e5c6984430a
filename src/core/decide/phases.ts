import type {CommandBody} from '../commands.ts';
import type {EventBody} from '../events.ts';
import {remedyForName} from '../nearest-name.ts';
import {gateToTry, phaseStateOf, presentPhase, tasksOfPhase} from '../phases.ts';
import {isOver} from '../tasks/task-step.ts';
import type {Attention, PhaseRule, Team} from '../team.ts';
import {cleanText} from '../text.ts';
import {accept, type Decision, forSession, nameOf, onlyFor, refuse, type Situation} from './decision.ts';

type Body<T extends CommandBody['type']> = Extract<CommandBody, {type: T}>;
const KEY = 'phase:';

export function passPhase(situation: Situation, body: Body<'phase.pass'>): Decision {
  const {team, actor} = situation;
  const rule = phaseCalled(team, body.phase ?? presentPhase(team)?.name);
  if ('ok' in rule) return rule;
  const decide = (): Decision => {
    const problem = problemWith(team, rule, body.force === true && actor.kind === 'human');
    if (problem) return problem;
    if (body.force) return accept({phase: rule.name, state: 'passed'}, passed(situation, rule.name, 'opened by force'));
    return accept({phase: rule.name, state: rule.checks.length > 0 ? 'checking' : 'tried'}, tried(situation, rule));
  };
  if (actor.kind !== 'session') return decide();
  return forSession(situation, 'try the gate of a phase', (session) => {
    if (body.force) return refuse('forbidden', 'Only a person may open a gate by force.', 'Ask the person who watches the team.');
    if (session.delegatesTo.length > 0) return decide();
    return refuse('forbidden', `${session.id} (${session.role}) may not try the gate of a phase.`, 'Ask one who may delegate.');
  });
}

export const tryGate = (situation: Situation): Decision =>
  onlyFor(situation, ['supervisor'], 'try a gate by itself', () => {
    const rule = gateToTry(situation.team);
    return accept(null, rule ? tried(situation, rule) : []);
  });

export const phaseChecked = (situation: Situation, body: Body<'phase.checked'>): Decision =>
  onlyFor(situation, ['supervisor'], 'say what a check came to', () => {
    const rule = situation.team.policy.phases.find(({name}) => name === body.phase);
    const {gate, by} = phaseStateOf(situation.team, body.phase);
    if (!rule || gate !== 'checking') return accept(null);
    const evidence = cleanText(body.evidence).slice(-8_000);
    if (body.passed) return accept(null, throughPerson(situation, rule, by ?? 'harmony', evidence));
    return accept(null, closed(situation, rule.name, 'failed', `The gate of ${rule.name} stays closed: a check failed`, evidence));
  });

export const reopenPhase = (situation: Situation, {phase}: Body<'phase.reopen'>): Decision =>
  onlyFor(situation, ['human'], 'reopen a phase', () => {
    const rule = phaseCalled(situation.team, phase);
    if ('ok' in rule) return rule;
    if (phaseStateOf(situation.team, rule.name).passed === null) return accept({phase: rule.name, already: true});
    const {phases} = situation.team.policy;
    // A question about a later gate would let somebody open it before this one.
    const later = phases.slice(phases.indexOf(rule)).flatMap(({name}) => withdrawn(situation.team, name, `${rule.name} was reopened`));
    return accept({phase: rule.name, already: false}, [...later, {type: 'phase.reopened', phase: rule.name, by: nameOf(situation.actor)}]);
  });

/** What follows from a person's answer to a closed gate. */
export function gateAnswered(situation: Situation, {key}: Attention, choice: string): EventBody[] {
  const rule = situation.team.policy.phases.find(({name}) => key === `${KEY}${name}`);
  if (!rule || phaseStateOf(situation.team, rule.name).passed) return [];
  if (choice === 'pass') return [{type: 'phase.passed', phase: rule.name, by: 'human', evidence: 'approved by a person'}];
  if (choice === 'again') return [{type: 'phase.gateTried', phase: rule.name, by: 'human'}];
  return [{type: 'phase.gateClosed', phase: rule.name, why: 'left', evidence: ''}];
}

function phaseCalled({policy}: Team, name: string | undefined): PhaseRule | Decision {
  const rule = policy.phases.find((one) => one.name === name);
  if (rule) return rule;
  const names = policy.phases.map((one) => one.name);
  if (name !== undefined) return refuse('not-found', `There is no phase "${name}".`, remedyForName(name, names), {phases: names});
  if (names.length === 0) return refuse('not-found', 'The project has no phases.', 'Configure them: phases: [{name: "SPECS"}, …].');
  return refuse('conflict', 'All phases are passed.', 'Nothing to do; to go back: harmony phase reopen NAME');
}

function problemWith(team: Team, {name}: PhaseRule, force: boolean): Decision | null {
  if (phaseStateOf(team, name).passed) return refuse('conflict', `${name} is passed already.`, 'Nothing to do.');
  const present = presentPhase(team)?.name;
  if (present !== name) return refuse('conflict', `${present} comes before ${name}.`, `First: harmony phase pass ${present}`, {present});
  const open = tasksOfPhase(team, name).filter((task) => !isOver(task) || task.state === 'failed');
  if (open.length === 0 || force) return null;
  const ids = open.map(({id}) => id).join(', ');
  return refuse(
    'conflict',
    `${ids} of ${name} ${open.length === 1 ? 'is' : 'are'} not done.`,
    'Finish or cancel them; a person may --force.',
    {
      tasks: open.map(({id}) => id),
    },
  );
}

const tried = (situation: Situation, rule: PhaseRule): EventBody[] =>
  rule.checks.length > 0
    ? [...withdrawn(situation.team, rule.name), {type: 'phase.gateTried', phase: rule.name, by: nameOf(situation.actor)}]
    : throughPerson(situation, rule, nameOf(situation.actor), '');

/** The checks have passed, if there are any. A person who tried has approved. */
function throughPerson(situation: Situation, {name, person}: PhaseRule, by: string, evidence: string): EventBody[] {
  if (!person || by === 'human') return passed(situation, name, evidence, by);
  return closed(situation, name, 'asked', `May ${name} be left behind? Its tasks are done, and its checks have passed`, evidence);
}

const passed = (situation: Situation, phase: string, evidence: string, by = nameOf(situation.actor)): EventBody[] => [
  ...withdrawn(situation.team, phase),
  {type: 'phase.passed', phase, by, evidence},
];

const withdrawn = (team: Team, phase: string, reason = `the gate of ${phase} is tried again`): EventBody[] =>
  Object.values(team.attention)
    .filter(({state, key}) => state === 'open' && key === `${KEY}${phase}`)
    .map(({id}) => ({type: 'attention.withdrawn', attention: id, reason}));

function closed({team, now}: Situation, phase: string, why: 'asked' | 'failed', title: string, evidence: string): EventBody[] {
  const again = why === 'failed' ? [{id: 'again', label: 'Try its checks again'}] : [];
  const open = Object.values(team.attention).some(({state, key}) => state === 'open' && key === `${KEY}${phase}`);
  const attention: Attention = {
    id: `A-${team.counters.attention + 1}`,
    kind: 'blocked',
    session: null,
    title,
    detail: evidence,
    choices: [...again, {id: 'pass', label: `Pass ${phase}`}, {id: 'leave', label: 'Leave it closed'}],
    key: `${KEY}${phase}`,
    raisedAt: now,
    state: 'open',
    answer: null,
  };
  return [{type: 'phase.gateClosed', phase, why, evidence}, ...(open ? [] : [{type: 'attention.raised', attention} as const])];
}
