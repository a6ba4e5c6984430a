import type {Board, CommandBody, Verdict} from '../../core/index.ts';
import type {Found} from '../../notes/note-index.ts';
import type {InboxMessage} from '../../protocol/control.ts';

export interface InboxChoice {
  readonly message?: string;
  readonly all?: boolean;
}

/** One authenticated session, as its tools see the team. Who it is was settled by the connection: no tool takes a sender. */
export interface McpSession {
  readonly name: string;
  execute(body: CommandBody): Promise<Verdict>;
  board(): Board;
  /** Unread mail, all mail, or one message; marks it as seen. */
  takeInbox(which: InboxChoice): Promise<readonly InboxMessage[]>;
  /** Returns the file's path in the project. */
  addNote(note: {readonly title: string; readonly body: string; readonly tags: readonly string[]}): string;
  searchNotes(words: readonly string[]): readonly Found[];
}
