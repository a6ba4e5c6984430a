import {expect, test} from 'vitest';
import {startScreen} from './screen-driver.ts';

test('shows the chrome and a pane, and follows both', async () => {
  await using screen = await startScreen();
  await screen.command({type: 'pane', terminal: 'a', cols: 20, rows: 5, text: 'hello \x1b[31m世界\x1b[m 👩‍💻!'});
  await screen.command({type: 'arrange', panes: [{terminal: 'a', x: 2, y: 2, width: 20, height: 5, focused: true}], overlays: []});
  await screen.shows('  hello 世界 👩‍💻!');
  expect(screen.terminal.text()).toMatch(/^🚀 chrome 60x12/);
  await screen.command({type: 'pane', terminal: 'a', cols: 20, rows: 5, text: '\r\nsecond line'});
  await screen.shows('  second line');
  screen.type('x');
  await screen.shows('chrome 60x12 x');
});
