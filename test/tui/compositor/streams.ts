import {below, pick, type Random} from './random.ts';

const WORDS = ['error', 'build', 'the quick', 'ok', '0x7f', '──────', '│', '▁▂▃█', '  ', 'ÄÖÜß', 'Ελλάδα', 'мир'];
const ODD = [
  '日本語',
  '漢',
  '한국어',
  'ｱｲｳ',
  '🚀',
  '✅',
  '👩‍💻',
  '👍🏽',
  '🇩🇪',
  '❤️',
  '⚠️',
  '1️⃣',
  'é',
  'ñ',
  'क्षि',
  'नि',
  'ก็',
  'שלום',
  'العربية',
  '\u0301',
  '☁️ ',
  '…',
  '—',
  '👨‍👩‍👧‍👦',
  '\ue0b0',
  '🏴‍☠️',
];
const STYLES = [
  '0',
  '1',
  '2',
  '3',
  '4',
  '7',
  '9',
  '22',
  '24',
  '27',
  '4:3',
  '4:2',
  '53',
  '31',
  '42',
  '97',
  '100',
  '38;5;12',
  '48;5;200',
  '38;5;240',
  '38;2;10;200;30',
  '48;2;90;0;120',
  '39',
  '49',
  '58:5:9',
  '58:2::1:2:3',
];

/** What programs write, a little at a time. */
export type Stream = (random: Random, cols: number, rows: number) => string;

const style = (random: Random): string => `\x1b[${pick(random, STYLES)}m`;
const text = (random: Random): string => (random() < 0.3 ? pick(random, ODD) : pick(random, WORDS));
const link = (random: Random): string =>
  `\x1b]8;;${random() < 0.5 ? `https://example.org/${below(random, 4)}` : ''}\x1b\\${text(random)}\x1b]8;;\x1b\\`;

/** Lines that scroll by. */
const log: Stream = (random) => `${style(random)}${text(random)} ${style(random)}${text(random)} ${below(random, 1000)}\x1b[m\r\n`;

/** A program of the alternate screen that writes here and there. */
const scattered: Stream = (random, cols, rows) => {
  const at = `\x1b[${1 + below(random, rows)};${1 + below(random, cols)}H`;
  const erase = pick(random, ['', '', '', '\x1b[K', '\x1b[1K', '\x1b[5X', '\x1b[3P', '\x1b[2@', '\x1b[2J']);
  return `${at}${style(random)}${erase}${text(random)}${random() < 0.2 ? link(random) : ''}`;
};

/** A client that repaints the lines of its message again and again, as Claude Code does. */
const repaint: Stream = (random, cols) => {
  const lines = 1 + below(random, 4);
  let out = `\x1b[${lines}A\r`;
  for (let line = 0; line < lines; line++)
    out += `\x1b[2K${style(random)}${text(random)}\x1b[${1 + below(random, cols)}G${text(random)}\x1b[0m\r\n`;
  return out;
};

/** Scroll regions, both ways. */
const region: Stream = (random, _cols, rows) => {
  const top = 1 + below(random, Math.max(1, rows - 2));
  const bottom = Math.min(rows, top + 1 + below(random, rows));
  return `\x1b[${top};${bottom}r\x1b[${1 + below(random, 3)}${pick(random, ['S', 'T'])}\x1b[r${text(random)}`;
};

export const STREAMS: readonly Stream[] = [log, scattered, repaint, region];
