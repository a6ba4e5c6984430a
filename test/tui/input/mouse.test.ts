import {expect, test} from 'vitest';
import type {PaneModes} from '../../../src/protocol/terminal.ts';
import {decodeMouse, encodeMouse} from '../../../src/tui/input/mouse.ts';
import {mouseInput} from '../../../src/tui/input/pane-input.ts';
import {Tokenizer} from '../../../src/tui/input/tokenizer.ts';
import type {MouseEvent} from '../../../src/tui/surface.ts';
import {paneModes} from './pane-modes.ts';

const WITHIN = {x: 10, y: 5, width: 40, height: 10};

function mouseOf(sequence: string): MouseEvent | null {
  const [token] = new Tokenizer().push(Buffer.from(sequence, 'latin1'));
  if (!token) throw new Error('no token');
  return decodeMouse(token);
}

const sgr = (mouse: PaneModes['mouse']): PaneModes => paneModes({mouse, mouseEncoding: 'sgr'});
const held = {shift: false, alt: false, ctrl: false};

test('reads both protocols', () => {
  expect(mouseOf('\x1b[<0;11;6M')).toEqual({kind: 'press', button: 0, x: 10, y: 5, ...held});
  expect(mouseOf('\x1b[<2;11;6m')).toEqual({kind: 'release', button: 2, x: 10, y: 5, ...held});
  expect(mouseOf('\x1b[<33;1;1M')).toEqual({kind: 'drag', button: 1, x: 0, y: 0, ...held});
  expect(mouseOf('\x1b[<35;1;1M')).toEqual({kind: 'move', button: 0, x: 0, y: 0, ...held});
  expect(mouseOf('\x1b[<64;3;4M')).toEqual({kind: 'wheel-up', button: 0, x: 2, y: 3, ...held});
  expect(mouseOf('\x1b[<93;3;4M')).toEqual({kind: 'wheel-down', button: 0, x: 2, y: 3, shift: true, alt: true, ctrl: true});
  expect(mouseOf('\x1b[M !!')).toEqual({kind: 'press', button: 0, x: 0, y: 0, ...held});
  expect(mouseOf('\x1b[M#!!')).toEqual({kind: 'release', button: 0, x: 0, y: 0, ...held});
  expect(mouseOf('\x1b[M`\xff!')).toEqual({kind: 'wheel-up', button: 0, x: 222, y: 0, ...held});
});

test('has no use for a wheel to the side or further buttons', () => {
  expect(mouseOf('\x1b[<66;1;1M')).toBeNull();
  expect(mouseOf('\x1b[<128;1;1M')).toBeNull();
});

test('a pane gets its own cells in its own protocol', () => {
  const press: MouseEvent = {kind: 'press', button: 0, x: 12, y: 8, ...held, ctrl: true};
  expect(encodeMouse(press, sgr('vt200'), WITHIN)).toBe('\x1b[<16;3;4M');
  expect(encodeMouse(press, paneModes({mouse: 'vt200'}), WITHIN)).toBe('\x1b[M0#$');
  expect(encodeMouse(press, paneModes({mouse: 'x10'}), WITHIN)).toBe('\x1b[M #$');
  const release: MouseEvent = {...press, kind: 'release', button: 2, ctrl: false};
  expect(encodeMouse(release, sgr('vt200'), WITHIN)).toBe('\x1b[<2;3;4m');
  expect(encodeMouse(release, paneModes({mouse: 'vt200'}), WITHIN)).toBe('\x1b[M##$');
  expect(encodeMouse({...press, kind: 'wheel-down', ctrl: false}, sgr('vt200'), WITHIN)).toBe('\x1b[<65;3;4M');
});

test('a pane gets only the events that its mode reports', () => {
  const event = (kind: MouseEvent['kind']): MouseEvent => ({kind, button: 0, x: 12, y: 8, ...held});
  const reported = (mouse: PaneModes['mouse']): string[] =>
    (['press', 'release', 'drag', 'move', 'wheel-up'] as const).filter((kind) => encodeMouse(event(kind), sgr(mouse), WITHIN) !== '');
  expect(reported('none')).toEqual([]);
  expect(reported('x10')).toEqual(['press']);
  expect(reported('vt200')).toEqual(['press', 'release', 'wheel-up']);
  expect(reported('drag')).toEqual(['press', 'release', 'drag', 'wheel-up']);
  expect(reported('any')).toEqual(['press', 'release', 'drag', 'move', 'wheel-up']);
});

test('a drag that leaves the pane stays at its edge, and cells that one byte cannot name are left out', () => {
  const drag: MouseEvent = {kind: 'drag', button: 0, x: 500, y: 0, ...held};
  expect(encodeMouse(drag, sgr('drag'), WITHIN)).toBe('\x1b[<32;40;1M');
  expect(encodeMouse(drag, paneModes({mouse: 'drag'}), {x: 0, y: 0, width: 600, height: 4})).toBe('');
});

test('the wheel scrolls a pager that knows no mouse, and nothing else without one', () => {
  const wheel: MouseEvent = {kind: 'wheel-up', button: 0, x: 12, y: 8, ...held};
  expect(mouseInput(wheel, paneModes({alternateScreen: true, applicationCursor: true}), WITHIN)).toBe('\x1bOA\x1bOA\x1bOA');
  expect(mouseInput(wheel, paneModes({}), WITHIN)).toBeNull();
  expect(mouseInput({...wheel, kind: 'press'}, paneModes({alternateScreen: true}), WITHIN)).toBeNull();
});
