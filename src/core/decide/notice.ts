import type {Message, SessionId} from '../team.ts';
import type {Situation} from './decision.ts';
import {messageOf} from './message-of.ts';

/** Word of Harmony's own to a session, whoever caused it. `offset`: of the message within the decision. */
export const noticeTo = (situation: Situation, to: SessionId, subject: string, body: string, offset: number): Message =>
  messageOf({...situation, actor: {kind: 'supervisor'}}, {type: 'message.send', to, subject, body}, offset);
