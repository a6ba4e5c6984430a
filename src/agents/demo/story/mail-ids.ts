import type {Mail} from '../progress.ts';

/** The task that a message is about. */
export const taskIn = (mail: Mail): string => /\bT-\d+\b/.exec(mail.text)?.[0] ?? '';

/** The id of the message that holds the phrase: the last one named before it. */
export function messageIn(mail: Mail, phrase: string): string {
  const before = mail.text.slice(0, mail.text.indexOf(phrase));
  return before.match(/\bM-\d+\b/g)?.at(-1) ?? '';
}
