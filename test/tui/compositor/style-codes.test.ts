import {describe, expect, test} from 'vitest';
import type {ColorDepth} from '../../../src/tui/compositor/abilities.ts';
import {Screen} from './screen.ts';

/** What is written for a letter that a program drew in this style. */
function written(style: string, colors: ColorDepth = 'rgb', underlineStyles = true): string {
  const screen = new Screen(10, 2, {abilities: {colors, underlineStyles, hyperlinks: true}});
  screen.paint();
  const bytes = screen.show('a', `\x1b[${style}mx`).paint();
  return /\x1b\[([\d;:]*)m(?:\x1b\[[\d;]*H|\r)*x/.exec(bytes)?.[1] ?? '';
}

describe('colours stay what they are', () => {
  test.each(['31', '97', '42', '107', '38;5;1', '38;5;200', '48;5;8', '38;2;1;2;3', '48;2;250;128;0', '1;3;38;5;12', '2;9;53;41'])(
    '%s',
    (style) => {
      const sorted = (codes: string): string => codes.split(';').sort().join(';');
      expect(sorted(written(style))).toBe(sorted(style));
    },
  );
});

test('colours that the terminal lacks become the nearest that it has', () => {
  expect(written('38;2;255;0;0', '256')).toBe('38;5;196');
  expect(written('48;2;128;128;128', '256')).toBe('48;5;244');
  expect(written('38;5;196', '16')).toBe('91');
  expect(written('38;2;0;200;0', '16')).toBe('32');
  expect(written('38;5;9', '16')).toBe('91');
  expect(written('1;31;48;2;1;2;3', 'none')).toBe('1');
});

test('styles of underlines are written only for terminals that know the colons', () => {
  expect(written('4:3;58:2::1:2:3')).toBe('4:3;58:2::1:2:3');
  expect(written('4:2')).toBe('4:2');
  expect(written('4:3;58:5:9', 'rgb', false)).toBe('4');
});

test('a style ends by the shorter of what clears parts of it and what clears all', () => {
  const after = (from: string, to: string): string => {
    const screen = new Screen(10, 2);
    const bytes = screen.show('a', `\x1b[${from}mx\x1b[${to}my`).paint();
    return /x\x1b\[([\d;:]*)my/.exec(bytes)?.[1] ?? 'nothing';
  };
  expect(after('1;38;2;10;20;30', '0;38;2;10;20;30')).toBe('22');
  expect(after('1;2', '0;2')).toBe('0;2');
  expect(after('1;3;4;7;31;42', '0')).toBe('');
  expect(after('31', '32')).toBe('32');
  expect(after('31', '31')).toBe('nothing');
});
