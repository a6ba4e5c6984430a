import type {Journal} from './journal.ts';

/** More claims than are granted between two backups, in case the wall clock was set back since: 10,000 a second for close to three hours. */
const JUMP = 100_000_000;

/**
 * What came after the backup is lost, and with it the number of the last fence. So that no fence is ever given out twice, they go on above the
 * microseconds since 1970: fences of a team that begins at 1, or at such a number, never overtake that clock. They stay exact until the year 2255.
 */
export function raiseFences(journal: Journal): void {
  const position = journal.position();
  const [last] = journal.read(Math.max(0, position - 1), 1);
  const wall = Date.now();
  const event = {
    at: last?.at ?? wall,
    wall,
    command: `restored ${new Date(wall).toISOString()}`,
    actor: 'harmony',
    body: {type: 'journal.restored', jump: JUMP, floor: wall * 1_000},
  } as const;
  journal.append(position, [event], []);
}
