import {version} from '../version.ts';
import type {Xterm} from './emulator.ts';

/** Pixels of a cell, for programs that ask: no picture is ever drawn, but some programs divide by them. */
const CELL = {width: 8, height: 16};
/** The host does not know the outer terminal's colours, and there may be several; most people who run agents use a dark one. */
const COLORS = ['rgb:d0d0/d0d0/d0d0', 'rgb:1010/1010/1010', 'rgb:d0d0/d0d0/d0d0'];
/** OSC 10 is the foreground, 11 the background, 12 the cursor. */
const FIRST_COLOR = 10;
const DARK = 1;
const COLOR_SCHEME_UPDATES = 2031;

/** Answers what xterm.js 6.0 leaves unanswered, because a program may wait for it, and takes out what must not reach the outer terminal. */
export function answerQueries(xterm: Xterm, reply: (text: string) => void, notice: (text: string) => void): void {
  answerName(xterm, reply);
  answerSizes(xterm, reply);
  answerColors(xterm, reply);
  answerColorScheme(xterm, reply);
  takeNotices(xterm, notice);
  // A program's wish to set or to read the clipboard is not a person's.
  xterm.parser.registerOscHandler(52, () => true);
}

/** XTVERSION. Claude Code draws in synchronized frames for a terminal that tells its name. */
function answerName({parser}: Xterm, reply: (text: string) => void): void {
  parser.registerCsiHandler({prefix: '>', final: 'q'}, () => {
    reply(`\u001bP>|harmony ${version}\u001b\\`);
    return true;
  });
}

function answerSizes(xterm: Xterm, reply: (text: string) => void): void {
  xterm.parser.registerCsiHandler({final: 't'}, ([what]) => {
    const {cols, rows} = xterm;
    if (what === 14) reply(`\u001b[4;${rows * CELL.height};${cols * CELL.width}t`);
    else if (what === 16) reply(`\u001b[6;${CELL.height};${CELL.width}t`);
    else if (what === 18) reply(`\u001b[8;${rows};${cols}t`);
    else return false;
    return true;
  });
}

function answerColors({parser}: Xterm, reply: (text: string) => void): void {
  COLORS.forEach((_, index) => {
    const code = FIRST_COLOR + index;
    parser.registerOscHandler(code, (data) => {
      // Further parts of one sequence are about the colours that follow.
      data.split(';').forEach((part, offset) => {
        const color = COLORS[index + offset];
        if (part === '?' && color) reply(`\u001b]${code + offset};${color}\u001b\\`);
      });
      return true;
    });
  });
}

/** The scheme never changes here, so that there is nothing to tell after it was asked to be told about changes. */
function answerColorScheme({parser}: Xterm, reply: (text: string) => void): void {
  let updates = false;
  parser.registerCsiHandler({prefix: '?', final: 'n'}, ([what]) => {
    if (what !== 996) return false;
    reply(`\u001b[?997;${DARK}n`);
    return true;
  });
  for (const [final, on] of [
    ['h', true],
    ['l', false],
  ] as const) {
    parser.registerCsiHandler({prefix: '?', final}, (modes) => {
      if (modes.includes(COLOR_SCHEME_UPDATES)) updates = on;
      return false;
    });
  }
  parser.registerCsiHandler({prefix: '?', intermediates: '$', final: 'p'}, ([mode]) => {
    if (mode !== COLOR_SCHEME_UPDATES) return false;
    reply(`\u001b[?${COLOR_SCHEME_UPDATES};${updates ? 1 : 2}$y`);
    return true;
  });
}

function takeNotices({parser}: Xterm, notice: (text: string) => void): void {
  parser.registerOscHandler(9, (data) => {
    // `9;4;…` is a progress bar.
    if (!data.startsWith('4;')) notice(data);
    return true;
  });
  parser.registerOscHandler(777, (data) => {
    const [kind, title = '', ...body] = data.split(';');
    if (kind === 'notify') notice(body.length === 0 ? title : `${title}: ${body.join(';')}`);
    return true;
  });
}
