import type {Token} from './token.ts';

/** What the outer terminal says about itself. */
export type Reply =
  | {readonly kind: 'focus'; readonly focused: boolean}
  /** It speaks the kitty keyboard protocol. */
  | {readonly kind: 'kitty'}
  /** DA1: it has answered everything that was asked before. */
  | {readonly kind: 'attributes'}
  | {readonly kind: 'name'; readonly name: string}
  /** Something else; not a key. */
  | {readonly kind: 'other'};

/** Final bytes of keys in control sequences. All others come from terminals that answer, and must not be typed into a session. */
const KEY_FINALS = new Set('ABCDEFHPQRSZu~abcde$^@');

/** The reply that a token is; `null` when it may be a key. */
export function readReply(token: Token): Reply | null {
  if (token.kind === 'string') {
    const name = /^>\|(.*)$/s.exec(token.content)?.[1];
    return token.introducer === 'P' && name !== undefined ? {kind: 'name', name} : {kind: 'other'};
  }
  if (token.kind === 'lost') return {kind: 'other'};
  if (token.kind !== 'csi') return null;
  const {parameters, intermediates, final} = token;
  if (parameters === '' && (final === 'I' || final === 'O')) return {kind: 'focus', focused: final === 'I'};
  if (parameters.startsWith('?') && intermediates === '') {
    if (final === 'u') return {kind: 'kitty'};
    if (final === 'c') return {kind: 'attributes'};
  }
  const isPrivate = /^[<=>?]/.test(parameters);
  if (isPrivate || intermediates !== '' || !KEY_FINALS.has(final)) return {kind: 'other'};
  return final === 'R' && isCursorReport(parameters) ? {kind: 'other'} : null;
}

/** F3 with modifiers looks like the report of a cursor in the first row: `CSI 1 ; 2 R` to `CSI 1 ; 16 R`. */
function isCursorReport(parameters: string): boolean {
  const match = /^(\d+);(\d+)$/.exec(parameters);
  if (!match) return false;
  const column = Number(match[2]);
  return match[1] !== '1' || column < 2 || column > 16;
}
