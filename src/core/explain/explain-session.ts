import type {SessionState} from '../board/board.ts';
import {inFrontOf, waitsInLine} from '../claims/line.ts';
import {writeResource} from '../claims/resource.ts';
import {repetitionKey} from '../decide/repetition.ts';
import {openWithKey} from '../decide/sign-of-life.ts';
import {shownStateOf} from '../health/session-state.ts';
import type {Finding} from '../repetition/deed.ts';
import {describeRepetition} from '../repetition/describe.ts';
import {isOpenFor} from '../tasks/task-step.ts';
import type {SessionId, Team, Timestamp} from '../team.ts';
import {inWords} from '../text.ts';
import {type Line, threeFacts} from './three-facts.ts';

/** By the team's rule, where a person is still asked about it. */
const whyPaused = (team: Team, id: SessionId): string => {
  const asked = openWithKey(team, repetitionKey(id));
  return asked ? `the team's rule for repetition: ${asked.id}` : 'a person paused it';
};

/** By what a repetition is known. */
const EVIDENCE: Readonly<Record<Finding['kind'], string>> = {
  call: 'tool and arguments were the same, and no file was changed',
  revert: 'hashes of its content before each edit',
  text: 'messages to the same recipient',
  pleasantries: 'messages that only thank or acknowledge, both ways',
};

/** Why a session is shown as it is: each fact with what shows it. `null`: there is no such session. */
export function explainSession(team: Team, id: SessionId, now: Timestamp): {session: SessionId; state: SessionState; lines: Line[]} | null {
  const session = Object.hasOwn(team.sessions, id) ? team.sessions[id] : undefined;
  if (!session) return null;
  const seconds = (at: Timestamp): string => `${Math.max(0, Math.round((now - at) / 1000))} s`;
  const ago = (at: Timestamp): string => `${seconds(at)} ago`;
  const lines: Line[] = [
    {fact: `has been ${shownStateOf(team, session)} for ${seconds(session.since)}`, evidence: session.evidence},
    ...threeFacts(session, now),
  ];
  if (session.paused) lines.push({fact: 'is paused: it edits nothing and gets no mail', evidence: whyPaused(team, id)});
  if (session.repetition) {
    const {kind, since} = session.repetition;
    lines.push({fact: `repeats itself: ${describeRepetition(session.repetition)}`, evidence: `${EVIDENCE[kind]}; found ${ago(since)}`});
  }
  if (session.conversation) lines.push({fact: 'has a conversation that can be resumed', evidence: session.conversation});
  for (const exit of session.exits.slice(-3)) {
    const how = exit.signal ?? (exit.code === null ? 'lost' : `exit ${exit.code}`);
    lines.push({fact: `ended ${ago(exit.at)}`, evidence: `${how}, ${exit.expected ? 'asked for' : 'not asked for'}`});
  }
  for (const claim of Object.values(team.claims).filter((one) => one.holder === id && one.expiresAt > now)) {
    lines.push({
      fact: `holds ${claim.resources.map(writeResource).join(', ')}`,
      evidence: `${claim.id}, fence ${claim.fence}, for ${inWords(claim.expiresAt - now)}`,
    });
  }
  for (const wait of waitsInLine(team, now).filter((one) => one.session === id)) {
    lines.push({
      fact: `waits for ${inFrontOf(team, wait, now).join(', ') || 'its turn'}: ${wait.resources.map(writeResource).join(', ')}`,
      evidence: `${wait.id}, since ${seconds(wait.since)}, gives up in ${seconds(2 * now - wait.until)}`,
    });
  }
  for (const task of Object.values(team.tasks).filter((one) => isOpenFor(one, id))) {
    lines.push({fact: `has the task ${task.id} (${task.state}): ${task.title}`, evidence: `given by ${task.from} ${ago(task.createdAt)}`});
  }
  for (const attention of Object.values(team.attention).filter((one) => one.session === id && one.state === 'open')) {
    lines.push({fact: `asks: ${attention.title}`, evidence: `${attention.id}, ${ago(attention.raisedAt)}`});
  }
  return {session: id, state: shownStateOf(team, session), lines};
}
