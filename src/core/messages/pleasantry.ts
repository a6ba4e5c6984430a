/** Longer texts say something. */
const LONGEST = 120;
const PHRASES = [
  'ok',
  'okay',
  'thanks',
  'thank you',
  'thx',
  'got it',
  'understood',
  'roger',
  'ack',
  'acknowledged',
  'noted',
  'great',
  'perfect',
  'nice',
  'cool',
  'will do',
  'sounds good',
  "you're welcome",
  'youre welcome',
  'no problem',
  'cheers',
  'so much',
  'very much',
  'a lot',
];

/** Does the text only thank or acknowledge, or say nothing at all? */
export function isPleasantry(text: string): boolean {
  if (text.length > LONGEST || text.includes('?')) return false;
  // Word by word: a pattern of alternatives that repeats would take for ever on a text made to fit it.
  const words =
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{N}']+/gu) ?? [];
  for (let at = 0; at < words.length; ) {
    const rest = words.slice(at, at + 2).join(' ');
    const phrase = PHRASES.find((one) => rest === one || rest.startsWith(`${one} `));
    if (phrase === undefined) return false;
    at += phrase.split(' ').length;
  }
  return true;
}
