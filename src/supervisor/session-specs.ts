import type {ResolvedConfig, ResolvedMember} from '../config/team-config.ts';
import type {ProcessIdentity, SessionSpec} from '../core/index.ts';
import {startTimeOf} from '../platform/process-identity.ts';
import type {ControlRequests} from '../protocol/control.ts';

/** Somebody who joins without a role advises and decides nothing. */
const GUEST_TIER = 3;

/** What the core has to know of a member of the configuration. */
export const specOfMember = ({id, role, client}: ResolvedMember): SessionSpec => ({
  id,
  role: role.name,
  tier: role.tier,
  client,
  expertise: role.expertise,
  delegatesTo: role.delegatesTo,
  paths: role.paths,
  origin: 'config',
});

/** A session that a person started by hand has the rights of its role, where the team has such a role. */
export function specOfGuest({name, role, tier}: ControlRequests['join']['params'], config: ResolvedConfig): SessionSpec {
  const known = config.members.find((member) => member.role.name === role)?.role;
  return {
    id: name,
    role: role ?? 'guest',
    tier: tier ?? known?.tier ?? GUEST_TIER,
    client: 'command',
    expertise: known?.expertise ?? [],
    delegatesTo: known?.delegatesTo ?? [],
    paths: known?.paths ?? [],
    origin: 'joined',
  };
}

/** `null`: it was not said, or there is no such process. */
export function processOfGuest(pid: number | undefined): ProcessIdentity | null {
  const startTime = pid === undefined ? null : startTimeOf(pid);
  return pid === undefined || startTime === null ? null : {pid, startTime};
}
