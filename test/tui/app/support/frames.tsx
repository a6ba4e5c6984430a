import {stripVTControlCharacters} from 'node:util';
import {Text} from 'ink';
import {render} from 'ink-testing-library';
import {Screen} from '../../../../src/tui/app/components/screen.tsx';
import {presentScreen} from '../../../../src/tui/app/present/screen.ts';
import type {ScreenState} from '../../../../src/tui/app/state/state.ts';
import {colourTheme, type Theme} from '../../../../src/tui/app/text/theme.ts';
import {LOCAL} from './states.ts';

/** What Ink draws for a state, with its colours. */
export function drawFrame(state: ScreenState, theme: Theme = colourTheme, now: number = LOCAL): string {
  const {rerender, stdout, lastFrame, unmount} = render(<Text> </Text>);
  // The library's terminal has 100 columns; Ink asks for them at each frame.
  Object.defineProperty(stdout, 'columns', {value: state.size.columns});
  rerender(<Screen view={presentScreen(state, now)} theme={theme} />);
  const frame = lastFrame() ?? '';
  unmount();
  return frame;
}

/** The same as lines of plain text, each as wide as what stands in it. */
export function frameLinesOf(state: ScreenState, now: number = LOCAL): string[] {
  return stripVTControlCharacters(drawFrame(state, colourTheme, now)).split('\n');
}

export const frameOf = (state: ScreenState, now: number = LOCAL): string => frameLinesOf(state, now).join('\n');
