import type {Actor, Board, CommandBody, Event, MessageTrace, Team, Verdict} from '../core/index.ts';
import type {Explanation} from '../protocol/control.ts';

/** Requests for which nothing but the journal is needed. */
export type JournalMethod = 'command' | 'board' | 'events' | 'waited' | 'inbox' | 'trace' | 'explain';

/** The team to whoever has its journal open: the supervisor, or, where none runs, a command of its own. */
export interface Coordination {
  readonly team: Team;
  /** By the real names of files; durable when it answers. The same id of the same actor is decided once. */
  execute(actor: Actor, body: CommandBody, id?: string): Promise<Verdict>;
  board(): Board;
  explain(session: string): Explanation | null;
  trace(message: string): Promise<MessageTrace>;
  eventsFrom(position: number, limit: number): Event[];
  /** Calls back after every change. */
  onChange(listener: () => void): Disposable;
}
