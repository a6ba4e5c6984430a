import type {TerminalRequests} from '../protocol/terminal.ts';

type Signal = TerminalRequests['signal']['params']['signal'];

/**
 * How a session is ended: politely first. A client that is killed outright starts in another renderer next time and loses what it had not
 * written; an interactive shell ignores SIGTERM but heeds SIGHUP. Milliseconds after the request.
 */
const STEPS: readonly {readonly after: number; readonly signal: Signal}[] = [
  {after: 0, signal: 'SIGTERM'},
  {after: 1_000, signal: 'SIGHUP'},
  {after: 6_000, signal: 'SIGKILL'},
];

/** Sends the signals one after the other until disposed, which is done when the exit was seen. */
export function beginStopSequence(send: (signal: Signal) => void): Disposable {
  const timers = STEPS.map(({after, signal}) => setTimeout(send, after, signal));
  return {[Symbol.dispose]: () => timers.forEach(clearTimeout)};
}
