import {render, Text, useInput, usePaste} from 'ink';
import {createElement, type ReactElement} from 'react';
import {expect, test} from 'vitest';
import {InkStdout} from '../../../src/tui/compositor/ink-stdout.ts';
import {InkStdin} from '../../../src/tui/input/ink-stdin.ts';
import {ALT, CTRL, character, ENTER, ESCAPE, functionKey, type KeyPress, SHIFT, TAB} from '../../../src/tui/input/key.ts';

function Listener({hear}: {hear(what: string): void}): ReactElement {
  useInput((input, key) => {
    const names = Object.entries(key).filter(([, isSet]) => isSet === true);
    hear([...names.map(([name]) => name), input].join(' ').trim());
  });
  usePaste((text) => hear(`pasted ${text}`));
  return createElement(Text, null, 'listening');
}

/** Gives the keys to a real Ink and returns what its hooks say of each. */
async function inkHears(keys: readonly (KeyPress | string)[]): Promise<string[]> {
  const heard: string[] = [];
  const stdin = new InkStdin();
  const done = Promise.withResolvers<void>();
  const hear = (what: string): void => {
    heard.push(what);
    if (heard.length === keys.length) done.resolve();
  };
  const app = render(createElement(Listener, {hear}), {
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: new InkStdout(20, 5, () => undefined) as unknown as NodeJS.WriteStream,
    debug: true,
    interactive: true,
    patchConsole: false,
    exitOnCtrlC: false,
  });
  await app.waitUntilRenderFlush();
  for (const key of keys) {
    if (typeof key === 'string') stdin.paste(key);
    else stdin.typeKey(key);
  }
  await done.promise;
  app.unmount();
  return heard;
}

const letter = (text: string, modifiers = 0): KeyPress => character(text.codePointAt(0) ?? 0, modifiers);

test('Ink hears each key by itself, and by its name', async () => {
  const keys: [KeyPress | string, string][] = [
    [letter('j'), 'j'],
    [letter('j'), 'j'],
    [letter('日'), '日'],
    [letter('k', CTRL), 'ctrl k'],
    [letter('g', SHIFT), 'shift G'],
    [letter('x', ALT), 'meta x'],
    [character(ESCAPE), 'escape'],
    [letter('['), '['],
    [letter('[', ALT), 'meta ['],
    [letter('o', ALT | SHIFT), 'shift meta o'],
    [character(TAB), 'tab'],
    [character(TAB, SHIFT), 'shift tab'],
    [functionKey('up'), 'upArrow'],
    [functionKey('end'), 'end'],
    [functionKey('pagedown'), 'pageDown'],
    [functionKey('delete'), 'delete'],
    [character(127), 'backspace'],
    ['two\r\nlines\rof text\x1b[201~', 'pasted two\nlines\nof text'],
    [character(ENTER), 'return'],
    [character(ENTER, SHIFT), 'return meta'],
  ];
  expect(await inkHears(keys.map(([key]) => key))).toEqual(keys.map(([, heard]) => heard));
});
