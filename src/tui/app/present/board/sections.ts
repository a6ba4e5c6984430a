import {teamTime} from '../../state/sessions.ts';
import type {BoardSection, ScreenState} from '../../state/state.ts';
import {activitySection} from './activity-section.ts';
import {attentionSection} from './attention-section.ts';
import {claimsSection} from './claims-section.ts';
import {messagesSection} from './messages-section.ts';
import type {Section} from './section.ts';
import {sessionsSection} from './sessions-section.ts';
import {tasksSection} from './tasks-section.ts';

/** The parts of the board, each as rows of the width it is given. */
export function boardSection(state: ScreenState, name: BoardSection, now: number): Section {
  const time = teamTime(state, now);
  switch (name) {
    case 'attention':
      return attentionSection(state, time);
    case 'sessions':
      return sessionsSection(state, time);
    case 'claims':
      return claimsSection(state, time);
    case 'tasks':
      return tasksSection(state);
    case 'messages':
      return messagesSection(state, time);
    case 'activity':
      return activitySection(state, time);
  }
}
