import type {Team} from './team.ts';

/** The state before the first event. The policy is replaced by the configuration's. */
export const emptyTeam = (): Team => ({
  position: 0,
  name: '',
  policy: {
    enforcement: 'deny',
    enforcementByPath: [],
    claimTtl: 30 * 60_000,
    automaticClaimTtl: 30 * 60_000,
    restartLimit: 3,
    restartWindow: 10 * 60_000,
    restartDelay: 1_000,
    inboxLimit: 200,
    quietAfter: 2 * 60_000,
    stuckAfter: 15 * 60_000,
    repetition: {action: 'show', after: 5},
  },
  sessions: {},
  claims: {},
  messages: {},
  tasks: {},
  attention: {},
  activity: [],
  counters: {claim: 0, message: 0, task: 0, attention: 0, fence: 0},
});
