import type {Span, Tone} from './spans.ts';

/** Select Graphic Rendition parameters per tone: the terminal's own 16 colours, so that the user's palette decides what they look like. */
export type Theme = Readonly<Record<Tone, string>>;

export const colourTheme: Theme = {plain: '', quiet: '2', strong: '1', here: '36', needs: '33', bad: '31', good: '32'};

/** Without colour, weight carries what the glyphs and words do not. */
export const plainTheme: Theme = {plain: '', quiet: '2', strong: '1', here: '1', needs: '1', bad: '1', good: ''};

/** https://no-color.org: present and not empty means no colour. */
export function themeOf(environment: Readonly<Record<string, string | undefined>>): Theme {
  return environment.NO_COLOR ? plainTheme : colourTheme;
}

/** The spans as one string with SGR sequences. Not through Ink's colours: those go off altogether where NO_COLOR is set, bold and inverse too. */
export function paintSpans(spans: readonly Span[], theme: Theme): string {
  return spans.map((piece) => paintSpan(piece, theme)).join('');
}

function paintSpan({text, tone = 'plain', bold, inverse}: Span, theme: Theme): string {
  const codes = [theme[tone], bold ? '1' : '', inverse ? '7' : ''].filter((code) => code !== '');
  return codes.length === 0 || text === '' ? text : `\u001b[${codes.join(';')}m${text}\u001b[0m`;
}
