const paint =
  (open: string, close: string) =>
  (text: string): string =>
    `\x1b[${open}m${text}\x1b[${close}m`;

/** Colours of the theme's own sixteen where they carry a meaning; the accent is one of the 256 that look alike everywhere. */
export const bold = paint('1', '22');
export const dim = paint('2', '22');
export const red = paint('31', '39');
export const green = paint('32', '39');
export const yellow = paint('33', '39');
export const cyan = paint('36', '39');
export const accent = paint('38;5;173', '39');
/** What a person said stands on a grey ground. */
export const spoken = paint('48;5;237', '49');
