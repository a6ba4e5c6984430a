import {type Event, evolve, type Team} from '../../core/index.ts';
import {clockTime} from './clock-time.ts';

/** An event as people read it. */
export interface StoryLine {
  readonly event: Event;
  readonly session: string | null;
  /** `null`: not worth a line for people. */
  readonly text: string | null;
}

/** Folds the event into the team and says it: what a line says may need the claim or the task that the event names. */
export function foldIntoLine(team: Team, event: Event): StoryLine {
  const before = team.activity.at(-1);
  evolve(team, event);
  const entry = team.activity.at(-1);
  const isNew = entry !== undefined && entry !== before;
  return {event, session: isNew ? entry.session : null, text: isNew ? entry.text : null};
}

export const storyText = ({event, text, session}: StoryLine): string =>
  `${clockTime(event.wall)}  ${(session ?? event.actor).padEnd(12)}  ${text}`;
