import type {PaneModes} from '../../../src/protocol/terminal.ts';

/** What a program asked for that asked for nothing but `modes`. */
export const paneModes = (modes: Partial<PaneModes>): PaneModes => ({
  applicationCursor: false,
  applicationKeypad: false,
  bracketedPaste: false,
  focusEvents: false,
  mouse: 'none',
  mouseEncoding: 'default',
  alternateScreen: false,
  kittyKeyboard: 0,
  ...modes,
});
