/**
 * What clients and the supervisor say to each other over `.harmony/run/control.sock`: one JSON object a line.
 * A connection without a token is the human's (the socket is 0600); a session names itself and shows its token in `hello`.
 */
import type {Board, Claim, CommandBody, Event, Message, Refusal, SessionState, SettledWait, TraceLine} from '../core/index.ts';
import type {ScreenFormat} from './terminal.ts';

export const PROTOCOL_VERSION = 1;

export interface Hello {
  readonly protocol: number;
  readonly session?: string;
  readonly token?: string;
}

export interface ControlRequests {
  hello: {params: Hello; result: {supervisor: SupervisorInfo; actor: string}};
  /** The verdict's value. A refusal comes as an error. */
  command: {params: {id: string; body: CommandBody}; result: unknown};
  board: {params: Record<string, never>; result: Board};
  /** Pushes a board now and after each change (at most 20 a second). */
  follow: {params: Record<string, never>; result: Board};
  events: {params: {from: number; limit: number}; result: Event[]};
  /** What is on a session's screen now. */
  screen: {params: {session: string; format: ScreenFormat; history?: number}; result: {content: string}};
  /** The human's own words, typed into the session behind the gate of its adapter. */
  type: {params: {session: string; text: string; enter: boolean}; result: {typed: true; evidence: string}};
  /** Answers when the session is in the state, or with `reached: false` after `timeout` ms. */
  wait: {params: {session: string; until: WaitState; timeout: number | null}; result: {reached: boolean; state: SessionState}};
  /**
   * Answers when the caller's wait for a claim has ended. The end of the connection before that is the end of the wait, too: whoever kept it open is
   * gone.
   */
  waited: {params: {wait: string}; result: {how: SettledWait['how']; claim: Claim | null}};
  /**
   * Unread mail of the caller (a session, or the human), with `all` also what was read and is still in memory, or one message by its id; with
   * `take`, marks it as seen with `evidence: inbox`.
   */
  inbox: {params: {session?: string; take: boolean; all?: boolean; message?: string}; result: {messages: InboxMessage[]}};
  /** A message and all that happened to it, from the journal. */
  trace: {params: {message: string}; result: {message: Message; lines: readonly TraceLine[]}};
  explain: {params: {session: string}; result: Explanation};
  info: {params: Record<string, never>; result: SupervisorInfo};
  /** New identity for a process that a person started by hand. */
  join: {params: {name: string; role?: string; tier?: number; pid?: number}; result: JoinGrant};
  /** Ends the sessions, then the host, then the supervisor; `progress` pushes tell how far it is. */
  down: {params: Record<string, never>; result: {ended: string[]}};
}

export type WaitState = 'idle' | 'working' | 'waiting' | 'ended';

export interface SupervisorInfo {
  readonly pid: number;
  readonly version: string;
  readonly project: string;
  readonly team: string;
  readonly startedAt: number;
  /** Where hooks and MCP are served: http://127.0.0.1:PORT */
  readonly gateway: string;
  /** Way out of a screen's typing mode, from the configuration: `ctrl+q`. */
  readonly leaveTyping: string;
  /** Problems to show: a configuration that does not load, a projection that cannot be written. */
  readonly notices: readonly string[];
}

export interface JoinGrant {
  readonly session: string;
  readonly incarnation: number;
  /** Names and values for the shell of the session. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface InboxMessage {
  readonly id: string;
  readonly from: string;
  readonly authority: string;
  readonly subject: string;
  readonly body: string;
  readonly priority: string;
  readonly needsReply: boolean;
  readonly replyBy: number | null;
  readonly replyTo: string | null;
  readonly replaces: string | null;
  readonly replacedBy: string | null;
  readonly sentAt: number;
  readonly state: string;
}

/** Why a session is shown as it is. */
export interface Explanation {
  readonly session: string;
  readonly state: SessionState;
  readonly lines: readonly {readonly fact: string; readonly evidence: string}[];
}

export type ControlPush =
  | {readonly push: 'board'; readonly board: Board}
  | {readonly push: 'info'; readonly info: SupervisorInfo}
  | {readonly push: 'progress'; readonly text: string};

export interface ControlRequest<M extends keyof ControlRequests = keyof ControlRequests> {
  readonly id: number;
  readonly method: M;
  readonly params: ControlRequests[M]['params'];
}

export type ControlResponse = {readonly id: number; readonly result: unknown} | {readonly id: number; readonly error: Refusal};
