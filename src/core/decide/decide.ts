import type {Command, CommandBody} from '../commands.ts';
import {assignOpenTasks} from '../tasks/open-tasks.ts';
import type {Team, Timestamp} from '../team.ts';
import {answerAttention, raiseAttention, withdrawAttention} from './attention.ts';
import {claim, release} from './claims.ts';
import {accept, type Decision, onlyFor, refuse, type Situation} from './decision.ts';
import {edit} from './edit.ts';
import {heartbeat} from './heartbeat.ts';
import {messageDelivered, sendMessage} from './messages.ts';
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
import {acceptTask, delegate, finishTask} from './tasks.ts';
import {passTime, passUnattended} from './time.ts';

/** What a command comes to, by the team's state and its time. Pure: the same in, the same out. */
export function decide(team: Team, {actor, body}: Command, now: Timestamp): Decision {
  const situation: Situation = {team, actor, now};
  const problem = malformed(body);
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
    case 'release':
      return release(situation, body);
    case 'edit':
      return edit(situation, body);
    case 'message.send':
      return sendMessage(situation, body);
    case 'message.delivered':
      return messageDelivered(situation, body);
    case 'task.delegate':
      return delegate(situation, body);
    case 'task.accept':
      return acceptTask(situation, body);
    case 'task.finish':
      return finishTask(situation, body);
    case 'task.assignOpen':
      return onlyFor(situation, ['supervisor'], 'assign tasks', () => accept(null, assignOpenTasks(situation)));
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
