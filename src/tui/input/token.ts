/** What the outer terminal sent, cut at the borders of its meaning. `raw` are the very bytes: together with the marks of pastes they are all that came in. */
export type Token =
  /** One character, or a byte that is not part of any. */
  | {readonly kind: 'text'; readonly raw: Uint8Array}
  /** A C0 control or DEL; ESC when nothing followed it. */
  | {readonly kind: 'control'; readonly code: number; readonly raw: Uint8Array}
  /** ESC and one character or control: the key together with Alt. */
  | {readonly kind: 'alt'; readonly raw: Uint8Array}
  | {readonly kind: 'csi'; readonly parameters: string; readonly intermediates: string; readonly final: string; readonly raw: Uint8Array}
  | {readonly kind: 'ss3'; readonly final: string; readonly raw: Uint8Array}
  /** A mouse report of the old protocol: three bytes. */
  | {readonly kind: 'mouse'; readonly button: number; readonly column: number; readonly row: number; readonly raw: Uint8Array}
  /** OSC, DCS, SOS, PM, APC: only replies come so. `introducer` is the byte after ESC, `content` what is between it and the end. */
  | {readonly kind: 'string'; readonly introducer: string; readonly content: string; readonly raw: Uint8Array}
  /** Pasted text; a very long one comes in parts. */
  | {readonly kind: 'paste'; readonly content: Uint8Array}
  /** The beginning of a sequence whose rest never came. */
  | {readonly kind: 'lost'; readonly raw: Uint8Array};
