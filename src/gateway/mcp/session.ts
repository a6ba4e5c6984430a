import type {Board, CommandBody, Verdict} from '../../core/index.ts';
import type {Found} from '../../notes/note-index.ts';
import type {InboxMessage} from '../../protocol/control.ts';

/** One authenticated session, as its tools see the team. Who it is was settled by the connection: no tool takes a sender. */
export interface McpSession {
  readonly name: string;
  execute(body: CommandBody): Promise<Verdict>;
  board(): Board;
  /** Unread mail; marks it as seen. */
  takeInbox(): Promise<readonly InboxMessage[]>;
  /** Returns the file's path in the project. */
  addNote(note: {readonly title: string; readonly body: string; readonly tags: readonly string[]}): string;
  searchNotes(words: readonly string[]): readonly Found[];
}
