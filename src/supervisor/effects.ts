import type {Effect, Team} from '../core/index.ts';
import type {MailDelivery} from './delivery.ts';
import type {OpenQuestions} from './questions.ts';
import type {SessionRunner} from './session-runner.ts';

export interface EffectHost {
  readonly team: Team;
  readonly runner: SessionRunner;
  readonly delivery: MailDelivery;
  readonly questions: OpenQuestions;
  notify(attention: string): void;
  checkTask(task: string): void;
  checkPhase(phase: string): void;
  tryGate(): void;
  assignOpenTasks(): void;
  grantWaitingClaims(): void;
}

/** Does what the core asked for. Each effect is safe to perform twice: after a restart all outstanding ones come again. */
export function performEffect(host: EffectHost, effect: Effect): void {
  switch (effect.type) {
    case 'session.start':
      host.runner.startLater(effect.session, effect.after, effect.incarnation);
      break;
    case 'session.stop':
      host.runner.stop(effect.session);
      break;
    case 'deliver':
      host.delivery.attend(effect.session);
      break;
    case 'attention.settled': {
      const attention = host.team.attention[effect.attention];
      if (attention) host.questions.settle(attention);
      break;
    }
    case 'notify':
      host.notify(effect.attention);
      break;
    case 'task.check':
      host.checkTask(effect.task);
      break;
    case 'claim.grantWaiting':
      host.grantWaitingClaims();
      break;
    case 'phase.check':
      host.checkPhase(effect.phase);
      break;
    case 'phase.tryGate':
      host.tryGate();
      break;
    case 'task.assignOpen':
      host.assignOpenTasks();
      break;
  }
}
