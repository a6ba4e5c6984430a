import type {PaneModes} from '../../protocol/terminal.ts';
import type {MouseEvent, Rect} from '../surface.ts';
import type {Token} from './token.ts';

const SHIFT = 4;
const ALT = 8;
const CTRL = 16;
const MOTION = 32;
const WHEEL = 64;
/** Back, forward and further buttons. */
const EXTRA = 128;
const NO_BUTTON = 3;
/** The old protocol adds 32 to a coordinate from 1 and sends it as one byte. */
const FARTHEST_IN_A_BYTE = 255 - 32 - 1;

/** The mouse event that a token reports; `null` when it is none, or one that Harmony has no use for. */
export function decodeMouse(token: Token): MouseEvent | null {
  if (token.kind === 'mouse') {
    const isRelease = (token.button & (MOTION | WHEEL | NO_BUTTON)) === NO_BUTTON;
    return toEvent(isRelease ? token.button & ~NO_BUTTON : token.button, token.column, token.row, isRelease);
  }
  if (!isMouseReport(token)) return null;
  const [code = 0, column = 0, row = 0] = token.parameters.slice(1).split(';').map(Number);
  return toEvent(code, column, row, token.final === 'm');
}

/** Also true of reports that `decodeMouse` has no use for: they are not keys either. */
export function isMouseReport(token: Token): token is Extract<Token, {kind: 'csi'}> {
  return token.kind === 'csi' && token.parameters.startsWith('<') && (token.final === 'M' || token.final === 'm');
}

function toEvent(code: number, column: number, row: number, isRelease: boolean): MouseEvent | null {
  if ((code & EXTRA) !== 0) return null;
  const button = code & NO_BUTTON;
  const kind = kindOf(code, button, isRelease);
  return (
    kind && {
      kind,
      button: (code & WHEEL) !== 0 || button === NO_BUTTON ? 0 : button,
      x: Math.max(0, column - 1),
      y: Math.max(0, row - 1),
      shift: (code & SHIFT) !== 0,
      alt: (code & ALT) !== 0,
      ctrl: (code & CTRL) !== 0,
    }
  );
}

function kindOf(code: number, button: number, isRelease: boolean): MouseEvent['kind'] | null {
  if ((code & WHEEL) !== 0) {
    // 2 and 3 are the wheel to the left and right.
    if (button > 1 || isRelease) return null;
    return button === 0 ? 'wheel-up' : 'wheel-down';
  }
  if (isRelease) return 'release';
  if ((code & MOTION) === 0) return 'press';
  return button === NO_BUTTON ? 'move' : 'drag';
}

/** The event in the protocol that a pane asked for, `''` when its mode does not report such events. */
export function encodeMouse(event: MouseEvent, modes: PaneModes, within: Rect): string {
  if (!isReported(event.kind, modes.mouse)) return '';
  const x = clamp(event.x - within.x, within.width);
  const y = clamp(event.y - within.y, within.height);
  const code = codeOf(event, modes.mouse !== 'x10');
  if (modes.mouseEncoding === 'sgr') return `\x1b[<${code};${x + 1};${y + 1}${event.kind === 'release' ? 'm' : 'M'}`;
  // One byte cannot name cells farther away than this.
  if (x > FARTHEST_IN_A_BYTE || y > FARTHEST_IN_A_BYTE) return '';
  const old = event.kind === 'release' ? code | NO_BUTTON : code;
  return `\x1b[M${String.fromCharCode(32 + old, 33 + x, 33 + y)}`;
}

function isReported(kind: MouseEvent['kind'], mode: PaneModes['mouse']): boolean {
  if (mode === 'none') return false;
  if (kind === 'move') return mode === 'any';
  if (kind === 'drag') return mode === 'drag' || mode === 'any';
  return mode !== 'x10' || kind === 'press';
}

function codeOf(event: MouseEvent, withModifiers: boolean): number {
  const buttons: Record<MouseEvent['kind'], number> = {
    press: event.button,
    release: event.button,
    drag: event.button | MOTION,
    move: NO_BUTTON | MOTION,
    'wheel-up': WHEEL,
    'wheel-down': WHEEL + 1,
  };
  if (!withModifiers) return buttons[event.kind];
  return buttons[event.kind] | (event.shift ? SHIFT : 0) | (event.alt ? ALT : 0) | (event.ctrl ? CTRL : 0);
}

/** A pointer that was dragged out of a pane is at its edge. */
const clamp = (value: number, size: number): number => Math.max(0, Math.min(value, size - 1));
