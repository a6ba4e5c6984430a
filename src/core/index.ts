/** The core's door: the rest of the house imports from here. */

export type * from './board/board.ts';
export type * from './commands.ts';
export type * from './effects.ts';
export type * from './events.ts';
export type * from './team.ts';
export type * from './verdict.ts';
