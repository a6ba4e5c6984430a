import {expect, test} from 'vitest';
import {below, pick, randomFrom} from './random.ts';
import {Screen} from './screen.ts';

const lines = (count: number, text: (line: number) => string): string => Array.from({length: count}, (_, line) => text(line)).join('\r\n');

test('writes only what changed, and jumps or bridges to it', () => {
  const screen = new Screen(40, 4).show('a', 'one two three\r\nfour');
  screen.paint();
  expect(screen.show('a', 'one TWO three\r\nfour').paint()).toBe('\x1b[1;5HTWO');
  // Two cells between: as short as a jump.
  expect(screen.show('a', 'oNe TwO three\r\nfouR').paint()).toBe('\x1b[2GNe Tw\x1b[2;4HR');
  expect(screen.paint()).toBe('');
});

test('erases runs of blanks instead of writing them', () => {
  const screen = new Screen(60, 3).show('a', `${'x'.repeat(50)}end`);
  screen.paint();
  expect(screen.show('a', `${' '.repeat(50)}end`).paint()).toBe('\x1b[H\x1b[50X');
  expect(screen.show('a', '').paint()).toBe('\x1b[51G\x1b[K');
});

test('erases with no colour set', () => {
  const screen = new Screen(60, 1).show('a', `\x1b[44m${'x'.repeat(60)}`);
  screen.paint();
  expect(screen.show('a', '\x1b[44mxx\x1b[m').paint()).toBe('\x1b[m\x1b[3G\x1b[K');
});

test('says where each wide character and cluster goes', () => {
  const screen = new Screen(20, 2).show('a', '日本x👩‍💻y');
  expect(screen.paint()).toContain('日\x1b[3G本\x1b[5Gx\x1b[6G\x1b[2X👩‍💻\x1b[8Gy');
});

test('moves a zoomed pane by scrolling, up and down', () => {
  const screen = new Screen(100, 30).show(
    'a',
    lines(30, (line) => `line ${line} of a long log`),
  );
  screen.paint();
  const up = screen
    .show(
      'a',
      lines(30, (line) => `line ${line + 1} of a long log`),
    )
    .paint();
  expect(up).toContain('\x1b[1;30r\x1b[S\x1b[r');
  expect(up.length).toBeLessThan(60);
  const down = screen
    .show(
      'a',
      lines(30, (line) => (line < 5 ? `header ${line}` : `line ${line - 1} of a long log`)),
    )
    .paint();
  expect(down).toContain('T\x1b[r');
  expect(screen.text()).toBe(lines(30, (line) => (line < 5 ? `header ${line}` : `line ${line - 1} of a long log`)).replaceAll('\r', ''));
});

test('does not scroll what stands beside something that stays', () => {
  const screen = new Screen(100, 30);
  screen.composition.drawChrome(Array.from({length: 30}, (_, row) => `side ${row}`).join('\n'));
  const log = (first: number): string => lines(30, (line) => `line ${line + first} of a long log`);
  screen.show('a', log(0), {x: 20, width: 80}).paint();
  expect(screen.show('a', log(1), {x: 20, width: 80}).paint()).not.toContain('r\x1b[S');
  expect(screen.text()).toContain('side 29             line 30 of');
});

test('links are opened only for what may be opened, and closed before the frame ends', () => {
  const link = (target: string): string => `\x1b]8;;${target}\x1b\\text\x1b]8;;\x1b\\`;
  const screen = new Screen(40, 2);
  expect(screen.show('a', link('https://example.org')).paint()).toMatch(
    /\x1b\]8;id=\w+;https:\/\/example.org\x1b\\\x1b\[Htext\x1b\]8;;\x1b\\/,
  );
  expect(screen.show('a', link('javascript:alert(1)')).paint()).not.toContain(']8;id');
  const without = new Screen(40, 2, {abilities: {colors: 'rgb', underlineStyles: true, hyperlinks: false}});
  expect(without.show('a', link('https://example.org')).paint()).not.toContain(']8;');
});

test('a terminal that joins nothing shows all other cells where they belong', () => {
  const random = randomFrom(7);
  const screen = new Screen(60, 12, {joins: false});
  const odd = ['👩‍💻', '👨‍👩‍👧‍👦', '❤️', '1️⃣', '🇩🇪', '👍🏽', '✅', 'é', '漢', 'नि'];
  for (let frame = 0; frame < 200; frame++) {
    const text = Array.from({length: 12}, () => {
      const words = Array.from({length: 6}, () => (random() < 0.4 ? pick(random, odd) : `word${below(random, 100)}`));
      return words.join(' ');
    });
    screen.show('a', text.join('\r\n')).paint();
    const wanted = screen.panes.get('a');
    const buffer = screen.shown.terminal.buffer.active;
    for (let row = 0; row < 12; row++) {
      for (let col = 0; col < 60; col++) {
        const content = wanted?.cells[(row * 60 + col) * 4] ?? 0;
        const code = content & 0x3fffff;
        const isLetter = code > 0x20 && code < 0x7f;
        if (isLetter)
          expect(buffer.getLine(row)?.getCell(col)?.getChars(), `frame ${frame} row ${row} col ${col}`).toBe(String.fromCharCode(code));
      }
    }
  }
});
