const WORDS: Readonly<Record<string, string>> = {
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  enter: 'Enter',
  escape: 'Esc',
  space: 'Space',
  tab: 'Tab',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  home: 'Home',
  end: 'End',
  backspace: 'Backspace',
  delete: 'Delete',
  ctrl: 'Ctrl',
  alt: 'Alt',
  shift: 'Shift',
};

/** A key as people read it: `ctrl+k` is `Ctrl+K`. */
export function keyName(key: string): string {
  const parts = key === '+' ? ['+'] : key.split('+');
  return parts.map((part) => WORDS[part] ?? (parts.length > 1 ? part.toUpperCase() : part)).join('+');
}

/** Several keys as people read them; the nine digits are one range. */
export function keyNames(keys: readonly string[]): string {
  const digits = keys.filter((key) => /^[1-9]$/.test(key));
  const names = digits.length === 9 ? ['1–9', ...keys.filter((key) => !digits.includes(key)).map(keyName)] : keys.map(keyName);
  return names.join(' ');
}
