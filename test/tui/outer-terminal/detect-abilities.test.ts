import {describe, expect, test} from 'vitest';
import type {Abilities} from '../../../src/tui/compositor/abilities.ts';
import {detectAbilities, improveAbilities} from '../../../src/tui/outer-terminal/detect-abilities.ts';

describe('what the environment says of the terminal', () => {
  test.each<[string, Record<string, string>, Partial<Abilities>]>([
    ['nothing', {}, {colors: '16', underlineStyles: false}],
    ['xterm', {TERM: 'xterm'}, {colors: '16', underlineStyles: false, hyperlinks: true}],
    ['256 colours', {TERM: 'screen-256color'}, {colors: '256', underlineStyles: false}],
    ['true colour', {TERM: 'xterm-256color', COLORTERM: 'truecolor'}, {colors: 'rgb', underlineStyles: false}],
    ['kitty', {TERM: 'xterm-kitty'}, {colors: 'rgb', underlineStyles: true}],
    ['a recent VTE', {TERM: 'xterm-256color', VTE_VERSION: '7600'}, {colors: 'rgb', underlineStyles: true}],
    ['VS Code', {TERM: 'xterm-256color', TERM_PROGRAM: 'vscode'}, {colors: 'rgb', underlineStyles: true}],
    ['Terminal.app', {TERM: 'xterm-256color', TERM_PROGRAM: 'Apple_Terminal'}, {colors: '256', underlineStyles: false}],
    ['the console', {TERM: 'linux'}, {colors: '16', hyperlinks: false}],
    ['no colour wanted', {TERM: 'xterm-kitty', NO_COLOR: '1'}, {colors: 'none', underlineStyles: true}],
    ['an empty NO_COLOR', {TERM: 'xterm-256color', NO_COLOR: ''}, {colors: '256'}],
    ['a dumb terminal', {TERM: 'dumb'}, {colors: 'none', hyperlinks: false}],
  ])('%s', (_name, env, expected) => {
    expect(detectAbilities(env)).toMatchObject(expected);
  });
});

test('a name that the terminal gives itself says more', () => {
  const remote = detectAbilities({TERM: 'xterm-256color'});
  expect(improveAbilities(remote, 'ghostty 1.2.0')).toEqual({colors: 'rgb', underlineStyles: true, hyperlinks: true});
  expect(improveAbilities(remote, 'tmux 3.5a')).toEqual({colors: '256', underlineStyles: true, hyperlinks: true});
  expect(improveAbilities(remote, 'somethingelse 1')).toEqual(remote);
  expect(improveAbilities({...remote, colors: 'none'}, 'kitty(0.35)').colors).toBe('none');
});
