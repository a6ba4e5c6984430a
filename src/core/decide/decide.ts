import type {Command, CommandBody} from '../commands.ts';
import {assignOpenTasks} from '../tasks/open-tasks.ts';
import type {Team, Timestamp} from '../team.ts';
import {answerAttention, raiseAttention, withdrawAttention} from './attention.ts';
import {block, unblock} from './blockers.ts';
import {grantWaiting} from './claim-line.ts';
import {claim} from './claims.ts';
import {accept, type Decision, onlyFor, refuse, type Situation} from './decision.ts';
import {edit} from './edit.ts';
import {checkFence} from './fences.ts';
import {give} from './give.ts';
import {heartbeat} from './heartbeat.ts';
import {messageDelivered, replyToMessage, sendMessage} from './messages.ts';
import {passPhase, phaseChecked, reopenPhase, tryGate} from './phases.ts';
import {release} from './release.ts';
import {noticeRepetition} from './repetition.ts';
import {
  configureTeam,
  joinSession,
  observeSession,
  pauseSession,
  restartSession,
  sessionExited,
  sessionStarted,
  startFailed,
  startSession,
  stopSession,
} from './sessions.ts';
import {malformed} from './shape.ts';
import {withSignOfLife} from './sign-of-life.ts';
import {passUnattended} from './silence.ts';
import {giveTask} from './task-giving.ts';
import {reviewTask} from './task-review.ts';
import {takeTask} from './task-taking.ts';
import {acceptTask, cancelTask, changeTask, finishTask} from './tasks.ts';
import {passTime} from './time.ts';

/** A UUID has 36 characters; ids are kept for a day, and of what kind they are is the caller's affair. */
const LONGEST_ID = 200;

/** What a command comes to, by the team's state and its time. Pure: the same in, the same out. */
export function decide(team: Team, {id, actor, body}: Command, now: Timestamp): Decision {
  const situation: Situation = {team, actor, now};
  const problem = id === '' || id.length > LONGEST_ID ? `The id of a command has 1 to ${LONGEST_ID} characters` : malformed(body);
  if (problem) return refuse('invalid', `${problem}.`, 'See harmony --help.');
  return withSignOfLife(situation, body, decideByType(situation, body));
}

function decideByType(situation: Situation, body: CommandBody): Decision {
  switch (body.type) {
    case 'team.configure':
      return configureTeam(situation, body);
    case 'session.join':
      return joinSession(situation, body);
    case 'session.start':
      return startSession(situation, body);
    case 'session.started':
      return sessionStarted(situation, body);
    case 'session.startFailed':
      return startFailed(situation, body);
    case 'session.observe':
      return observeSession(situation, body);
    case 'session.exited':
      return sessionExited(situation, body);
    case 'session.stop':
      return stopSession(situation, body);
    case 'session.restart':
      return restartSession(situation, body);
    case 'session.pause':
    case 'session.resume':
      return pauseSession(situation, body);
    case 'session.repetition':
      return noticeRepetition(situation, body);
    case 'heartbeat':
      return heartbeat(situation, body);
    case 'claim':
      return claim(situation, body);
    case 'claim.check':
      return checkFence(situation, body);
    case 'claim.give':
      return give(situation, body);
    case 'claim.grantWaiting':
      return onlyFor(situation, ['supervisor'], 'grant claims', () => grantWaiting(situation));
    case 'release':
      return release(situation, body);
    case 'edit':
      return edit(situation, body);
    case 'message.send':
      return sendMessage(situation, body);
    case 'message.reply':
      return replyToMessage(situation, body);
    case 'message.delivered':
      return messageDelivered(situation, body);
    case 'task.delegate':
    case 'task.add':
      return giveTask(situation, body);
    case 'task.change':
      return changeTask(situation, body);
    case 'task.take':
      return takeTask(situation, body);
    case 'task.review':
      return reviewTask(situation, body);
    case 'task.cancel':
      return cancelTask(situation, body);
    case 'task.accept':
      return acceptTask(situation, body);
    case 'task.finish':
      return finishTask(situation, body);
    case 'task.assignOpen':
      return onlyFor(situation, ['supervisor'], 'assign tasks', () => accept(null, assignOpenTasks(situation)));
    case 'block':
      return block(situation, body);
    case 'unblock':
      return unblock(situation, body);
    case 'phase.pass':
      return passPhase(situation, body);
    case 'phase.reopen':
      return reopenPhase(situation, body);
    case 'phase.tryGate':
      return tryGate(situation);
    case 'phase.checked':
      return phaseChecked(situation, body);
    case 'attention.raise':
      return raiseAttention(situation, body);
    case 'attention.answer':
      return answerAttention(situation, body);
    case 'attention.withdraw':
      return withdrawAttention(situation, body);
    case 'time.pass':
      return passTime(situation);
    case 'time.unattended':
      return passUnattended(situation, body);
    default:
      return refuse('invalid', `There is no command "${(body as {type: unknown}).type}".`, 'See harmony --help.');
  }
}
