import type {Message} from '../team.ts';
import {cleanText} from '../text.ts';

/** Longer texts say something. */
const LONGEST = 120;
/** Words in the longest phrase. */
const MOST_WORDS = 5;

/** Only what carries nothing: "yes", "done", "agreed" and "confirmed" do, and so do numbers and names of things. */
const PHRASES: ReadonlySet<string> = new Set([
  ...['ok', 'okay', 'k', 'kk', 'oki', 'okey', 'alright', 'all right'],
  ...['thanks', 'thank you', 'thx', 'ty', 'tysm', 'tks', 'many thanks', 'cheers', 'much appreciated', 'appreciated', 'i appreciate it'],
  ...['got it', 'gotcha', 'i see', 'understood', 'roger', 'roger that', 'copy that', 'ack', 'acknowledged', 'noted', 'received'],
  ...['message received', 'good to know', 'will do', 'sounds good', 'sounds great', 'makes sense', 'sure', 'sure thing', 'of course'],
  ...['great', 'perfect', 'nice', 'cool', 'awesome', 'excellent', 'wonderful', 'fantastic', 'brilliant', 'lovely'],
  ...['great work', 'good work', 'nice work', 'good job', 'great job', 'nice job', 'well done', 'nice one'],
  ...["you're welcome", 'youre welcome', 'you are welcome', 'no problem', 'no worries', 'np', 'yw', 'anytime', 'any time'],
  ...['my pleasure', 'happy to help', 'glad to help', 'glad i could help', 'glad it helped', "don't mention it", 'have a nice day'],
]);

/** Nothing either, where one of those went before; alone they may mean something ("again"). */
const ENDINGS: ReadonlySet<string> = new Set([
  ...['so much', 'very much', 'a lot', 'again', 'and thanks', 'and thank you', 'with thanks', 'for this', 'for that', 'for the update'],
  ...['for the info', 'for the heads up', 'for letting me know', 'for telling me', 'for the quick reply', 'for the help', 'for your help'],
  ...['for your message', 'for the message', 'best regards', 'regards'],
]);

/** Marks that only applaud. Others (a cross, a thumb down, a tick for done) may well be the message itself. */
const APPLAUSE = /[\s.,;:!…~\-)"']|👍|🙏|🙌|👌|👏|🎉|🎊|😊|🙂|😀|😄|😁|😃|❤|💯|🫡|🤝|✨|🚀|\u{fe0f}|\u{200d}|[\u{1f3fb}-\u{1f3ff}]/gu;

/** Does the text only thank or acknowledge, or say nothing at all? `names`: who may be addressed in it. */
export function isPleasantry(text: string, names: readonly string[] = []): boolean {
  if (text.length > LONGEST) return false;
  const plain = text.toLowerCase().replaceAll('’', "'");
  const words = plain.match(/[\p{L}\p{N}']+/gu) ?? [];
  if (plain.replace(/[\p{L}\p{N}']+/gu, '').replace(APPLAUSE, '') !== '') return false;
  // Word by word: a pattern of alternatives that repeats would take for ever on a text made to fit it.
  for (let at = 0; at < words.length; ) {
    const length = phraseAt(words, at) || (at > 0 && names.includes(words[at] ?? '') ? 1 : 0);
    if (length === 0) return false;
    at += length;
  }
  return true;
}

/** Words of the longest phrase that begins here; 0: none does. */
function phraseAt(words: readonly string[], at: number): number {
  for (let length = Math.min(MOST_WORDS, words.length - at); length > 0; length--) {
    const phrase = words.slice(at, at + length).join(' ');
    if (PHRASES.has(phrase) || (at > 0 && ENDINGS.has(phrase))) return length;
  }
  return 0;
}

/** An acknowledgement of an acknowledgement, or of news: neither its text nor a subject of its own adds anything. */
export function saysNothingNew({subject, body}: Pick<Message, 'subject' | 'body'>, answered: Message): boolean {
  const names = [answered.from];
  const own = cleanText(subject)
    .trim()
    .replace(/^re\b:?\s*/i, '');
  const repeats = own === answered.subject.replace(/^Re: /, '') || cleanText(body).trim().startsWith(own.replace(/…$/, ''));
  return isPleasantry(cleanText(body), names) && (repeats || isPleasantry(own, names));
}
