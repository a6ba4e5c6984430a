import type {Terminal} from '@xterm/headless';
import {version} from '../version.ts';

/** Pixels of a cell, for programs that ask: no picture is ever drawn, but some programs divide by them. */
const CELL = {width: 8, height: 16};
/** The host does not know the outer terminal's colours; most people who run agents use a dark one. */
const COLORS: Readonly<Record<number, string>> = {10: 'rgb:d0d0/d0d0/d0d0', 11: 'rgb:1010/1010/1010', 12: 'rgb:d0d0/d0d0/d0d0'};

/** Answers what xterm.js 6.0 leaves unanswered, because a program may wait for it, and takes out what must not reach the outer terminal. */
export function answerQueries(terminal: Terminal, reply: (text: string) => void, notice: (text: string) => void): void {
  const {parser} = terminal;
  // Claude Code draws in synchronized frames for a terminal that tells its name.
  parser.registerCsiHandler({prefix: '>', final: 'q'}, () => {
    reply(`\u001bP>|harmony ${version}\u001b\\`);
    return true;
  });
  parser.registerCsiHandler({final: 't'}, ([what]) => {
    const {cols, rows} = terminal;
    if (what === 14) reply(`\u001b[4;${rows * CELL.height};${cols * CELL.width}t`);
    else if (what === 16) reply(`\u001b[6;${CELL.height};${CELL.width}t`);
    else if (what === 18) reply(`\u001b[8;${rows};${cols}t`);
    else return false;
    return true;
  });
  parser.registerCsiHandler({prefix: '?', final: 'n'}, ([what]) => {
    if (what !== 996) return false;
    // 1: dark.
    reply('\u001b[?997;1n');
    return true;
  });
  for (const [code, color] of Object.entries(COLORS)) {
    parser.registerOscHandler(Number(code), (data) => {
      if (data !== '?') return false;
      reply(`\u001b]${code};${color}\u001b\\`);
      return true;
    });
  }
  // A program's wish to set the clipboard is not a person's.
  parser.registerOscHandler(52, () => true);
  parser.registerOscHandler(9, (data) => {
    // `9;4;…` is a progress bar.
    if (!/^4;/.test(data)) notice(data);
    return true;
  });
  parser.registerOscHandler(777, (data) => {
    const [kind, title = '', body = ''] = data.split(';');
    if (kind === 'notify') notice(body === '' ? title : `${title}: ${body}`);
    return true;
  });
}
