import type {EventBody} from './events.ts';
import type {PhaseRule, PhaseState, Task, Team} from './team.ts';

const UNTRIED: PhaseState = {passed: null, gate: null, by: null};

export const phaseStateOf = ({phases}: Team, name: string): PhaseState => (Object.hasOwn(phases, name) && phases[name]) || UNTRIED;

/** The first whose gate has not been passed. `null`: there are none, or all are behind. */
export const presentPhase = (team: Team): PhaseRule | null =>
  team.policy.phases.find(({name}) => phaseStateOf(team, name).passed === null) ?? null;

/** The earlier phase whose gate keeps a task from being ready. A phase that is not configured any more keeps nothing. */
export function gateBefore(team: Team, {phase}: Pick<Task, 'phase'>): string | null {
  const names = team.policy.phases.map(({name}) => name);
  const present = presentPhase(team)?.name;
  if (phase === null || present === undefined || !names.includes(phase)) return null;
  return names.indexOf(present) < names.indexOf(phase) ? present : null;
}

export const tasksOfPhase = ({tasks}: Team, name: string): Task[] => Object.values(tasks).filter(({phase}) => phase === name);

/** The present phase, when all its tasks are over and its gate was not tried since. */
export function gateToTry(team: Team): PhaseRule | null {
  const present = presentPhase(team);
  if (!present || phaseStateOf(team, present.name).gate !== null) return null;
  const tasks = tasksOfPhase(team, present.name);
  return tasks.length > 0 && tasks.every(({state}) => state === 'done' || state === 'cancelled') ? present : null;
}

/** Folds an event of a phase, or of a task of it. */
export function evolvePhase(team: Team, body: EventBody): void {
  const set = (name: string, change: Partial<PhaseState>): void => {
    team.phases[name] = {...phaseStateOf(team, name), ...change};
  };
  switch (body.type) {
    case 'phase.gateTried':
      set(body.phase, {gate: 'checking', by: body.by});
      break;
    case 'phase.gateClosed':
      set(body.phase, {gate: body.why});
      break;
    case 'phase.passed':
      set(body.phase, {passed: {by: body.by, evidence: body.evidence}, gate: null, by: null});
      break;
    case 'phase.reopened': {
      const names = team.policy.phases.map(({name}) => name);
      // `left`: a person has opened it, so only new work or a person closes it again.
      for (const name of names.slice(names.indexOf(body.phase)))
        team.phases[name] = {...UNTRIED, gate: name === body.phase ? 'left' : null};
      break;
    }
    case 'task.created':
    case 'task.finished':
    case 'task.cancelled': {
      const phase = body.type === 'task.created' ? body.task.phase : team.tasks[body.task]?.phase;
      // New facts: the gate may be tried again.
      if (phase && ['failed', 'left'].includes(phaseStateOf(team, phase).gate ?? '')) set(phase, {gate: null});
    }
  }
}
