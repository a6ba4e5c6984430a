import type {ActivityEntry, Team, Timestamp} from '../team.ts';

/** Where the configuration does not say it, or was read by an older version. Milliseconds. */
const ACTIVITY_FOR = 24 * 60 * 60_000;

/** Whether it is not older than the activity goes back. */
export const isRecent = ({policy}: Team, {at}: ActivityEntry, now: Timestamp): boolean => at >= now - (policy.activityFor ?? ACTIVITY_FOR);
