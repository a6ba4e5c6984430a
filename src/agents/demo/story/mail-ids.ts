import type {Mail} from '../progress.ts';

/** The task that the phrase is said of: the last one named before it. */
export const taskIn = (mail: Mail, phrase: string): string => lastBefore(mail, phrase, /\bT-\d+\b/g);

/** The id of the message that holds the phrase. */
export const messageIn = (mail: Mail, phrase: string): string => lastBefore(mail, phrase, /\bM-\d+\b/g);

function lastBefore({text}: Mail, phrase: string, id: RegExp): string {
  return text.slice(0, text.indexOf(phrase)).match(id)?.at(-1) ?? '';
}

export interface PersonsMessage {
  readonly id: string;
  readonly body: string;
}

/** What the person who watches the team has written: the frame names its sender, and each line of the body begins with `| `. */
export function messagesOfThePerson({text}: Mail): PersonsMessage[] {
  const found = text.matchAll(/^Message (M-\d+) from human \(.*\n((?:\| .*\n)+)/gm);
  return [...found].map(([, id = '', body = '']) => ({id, body: body.replaceAll(/^\| /gm, '').trim()}));
}
