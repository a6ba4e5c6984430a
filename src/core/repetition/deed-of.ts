import type {CommandBody} from '../commands.ts';
import {isPleasantry} from '../messages/pleasantry.ts';
import type {SessionId, Timestamp} from '../team.ts';
import {cleanLine} from '../text.ts';
import type {Deed} from './deed.ts';

/** Of a key: longer ones are somebody's contents. Characters. */
const LONGEST_KEY = 300;

/** What a command of a session shows of its doings. `null`: nothing that could be a repetition. */
export function deedOf(session: SessionId, body: CommandBody, at: Timestamp): Deed | null {
  if (body.type === 'heartbeat') {
    const {action, target, argumentsHash, edits, contentHash = null, phase, progress, next} = body;
    const said = body.source === 'session';
    // Whoever has no hooks is known by its own words alone: the same words are the same deed.
    const key = said ? JSON.stringify([action, target, phase, progress, next]) : `${action} ${argumentsHash}`;
    if (!said && !argumentsHash) return null;
    const what = cleanLine([action, target].filter(Boolean).join(' '), 120);
    return {kind: 'call', session, at, key: cut(key), what, said, edits: edits ? {path: cut(edits), content: contentHash} : null};
  }
  if (body.type !== 'message.send') return null;
  const text = `${body.subject}\n${body.body}`;
  const what = cleanLine(`to ${body.to}: ${body.subject || body.body}`, 120);
  return {kind: 'message', session, at, to: body.to, key: fingerprint(text), what, pleasantry: isPleasantry(text)};
}

const cut = (text: string): string => (text.length > LONGEST_KEY ? fingerprint(text) : text);

/** Two sums over all characters and the length: enough to tell the texts of one session from each other, and no text is kept. */
function fingerprint(text: string): string {
  let one = 0x811c9dc5;
  let two = 0x1b873593;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    one = Math.imul(one ^ unit, 0x01000193);
    two = Math.imul(two ^ unit, 0x85ebca6b);
  }
  return `${text.length}-${(one >>> 0).toString(36)}-${(two >>> 0).toString(36)}`;
}
