/** The core's door: the rest of the house imports from here. */
export type * from './board/board.ts';
export {boardOf} from './board/board-of.ts';
export {briefOf} from './board/brief.ts';
export {statusBoardMarkdown} from './board/status-board.ts';
export type * from './commands.ts';
export {decide} from './decide/decide.ts';
export type {Decision} from './decide/decision.ts';
export type * from './effects.ts';
export {effectsOf, outstanding} from './effects-of.ts';
export {emptyTeam} from './empty-team.ts';
export type * from './events.ts';
export {evolve} from './evolve.ts';
export {explainSession} from './explain/explain-session.ts';
export {stateOf} from './health/session-state.ts';
export {renderMail} from './messages/render-mail.ts';
export {nextTimerAt} from './next-timer.ts';
export type * from './team.ts';
export type * from './verdict.ts';
