import {useInput, usePaste} from 'ink';
import {type KeyPress, keyPressesOf} from '../keys/key-press.ts';

export interface KeyboardProps {
  onKey(key: KeyPress): void;
  onPaste(text: string): void;
}

/** Hands keys on. It draws nothing. */
export function Keyboard({onKey, onPaste}: KeyboardProps) {
  useInput((input, key) => {
    for (const press of keyPressesOf(input, key)) onKey(press);
  });
  usePaste(onPaste);
  return null;
}
