import {expect, test} from 'vitest';
import {gridToSvg} from '../../../src/tui/compositor/svg.ts';
import {Replay} from './replay.ts';

const svgOf = (text: string, cols = 20, rows = 3): string => gridToSvg(new Replay(cols, rows).feed(text).pane(), {title: 'a <team> & co'});
const elements = (svg: string, name: string): string[] => svg.match(new RegExp(`<${name}[^>]*fill[^>]*>(?:[^<]*</${name}>)?`, 'g')) ?? [];

test('every word says where it is and how wide', () => {
  const words = elements(svgOf('one  two\r\n three'), 'text').slice(1);
  expect(words).toEqual([
    '<text x="0" y="13.5" textLength="25.2" lengthAdjust="spacingAndGlyphs" fill="#d5dae3">one</text>',
    '<text x="42" y="13.5" textLength="25.2" lengthAdjust="spacingAndGlyphs" fill="#d5dae3">two</text>',
    '<text x="8.4" y="31.5" textLength="42" lengthAdjust="spacingAndGlyphs" fill="#d5dae3">three</text>',
  ]);
});

test('wide characters take two cells', () => {
  const svg = svgOf('a漢b👩‍💻c');
  expect(svg).toContain('x="8.4" y="13.5" textLength="16.8" lengthAdjust="spacingAndGlyphs" fill="#d5dae3">漢<');
  expect(svg).toContain('x="33.6" y="13.5" textLength="16.8" lengthAdjust="spacingAndGlyphs" fill="#d5dae3">👩‍💻<');
  expect(svg).toContain('x="50.4" y="13.5" textLength="8.4" lengthAdjust="spacingAndGlyphs" fill="#d5dae3">c<');
});

test('styles are those of the cells', () => {
  const svg = svgOf(
    '\x1b[1;31mbold\x1b[m \x1b[3;38;2;1;2;3mlean\x1b[m \x1b[7;32minv\x1b[m\r\n\x1b[2mdim\x1b[m \x1b[4mline\x1b[m \x1b[44mpaper\x1b[m \x1b[38;5;196mcube',
  );
  expect(svg).toContain('fill="#e06c75" font-weight="bold">bold<');
  expect(svg).toContain('fill="#010203" font-style="italic">lean<');
  expect(svg).toMatch(/<rect x="84" y="0" width="25.5"[^>]*fill="#98c379"\/>/);
  expect(svg).toContain('fill="#15181e">inv<');
  expect(svg).toMatch(/<g opacity="0.6"><text[^>]*>dim</);
  expect(svg).toContain('<path d="M33.6 33.5H67.2" stroke="#d5dae3"');
  expect(svg).toMatch(/<rect x="75.6" y="18" width="42.3"[^>]*fill="#61afef"\/>/);
  expect(svg).toContain('fill="#ff0000">cube<');
});

test('boxes and bars are shapes, so that they have no gaps', () => {
  const svg = svgOf('╭─╮│┃║█▄░⎿⏺');
  expect(elements(svg, 'text')).toHaveLength(1);
  expect(elements(svg, 'path').length).toBeGreaterThanOrEqual(6);
  expect(svg).toContain('fill-opacity="0.25"');
});

test('is well-formed whatever the text is', () => {
  const svg = svgOf('a<b>&"c\x1b[8mhidden');
  expect(svg).toContain('>a&lt;b&gt;&amp;&quot;c<');
  expect(svg).toContain('<title>a &lt;team&gt; &amp; co</title>');
  expect(svg).not.toContain('hidden');
  expect(svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg" width="196" height="116"')).toBe(true);
});
