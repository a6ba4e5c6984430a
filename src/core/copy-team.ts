import type {Team} from './team.ts';

/** A team that can be folded on without the other noticing. The fold replaces what is in these records and never changes it, so they are enough. */
export const copyTeam = (team: Team): Team => ({
  ...team,
  sessions: {...team.sessions},
  claims: {...team.claims},
  waits: {...team.waits},
  settledWaits: {...team.settledWaits},
  messages: {...team.messages},
  tasks: {...team.tasks},
  attention: {...team.attention},
  blockers: {...team.blockers},
  checks: {...team.checks},
  phases: {...team.phases},
  activity: [...team.activity],
  counters: {...team.counters},
});
