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

/**
 * The spans as one string with SGR sequences. Not through Ink's colours: those go off altogether where NO_COLOR is set, bold and inverse too.
 * Each style is ended as it was begun and neighbours that look the same are one run: so Ink writes the string as it reads it, and does not
 * have to read what it wrote once more.
 */
export function paintSpans(spans: readonly Span[], theme: Theme): string {
  let painted = '';
  let run = '';
  let style = '';
  for (const span of spans) {
    const own = styleOf(span, theme);
    if (own !== style) {
      painted += withStyle(run, style);
      run = '';
      style = own;
    }
    run += span.text;
  }
  return painted + withStyle(run, style);
}

const BOLD = '1';
const QUIET = '2';
const INVERSE = '7';

function styleOf({tone = 'plain', bold, inverse}: Span, theme: Theme): string {
  const codes = [theme[tone], bold && theme[tone] !== BOLD ? BOLD : '', inverse ? INVERSE : ''];
  return codes.filter((code) => code !== '').join(';');
}

function withStyle(text: string, style: string): string {
  if (style === '' || text === '') return text;
  const codes = style.split(';');
  const begin = codes.map((code) => `\u001b[${code}m`).join('');
  const end = codes
    .map((code) => `\u001b[${endOf(code)}m`)
    .reverse()
    .join('');
  return `${begin}${text}${end}`;
}

function endOf(code: string): number {
  if (code === BOLD || code === QUIET) return 22;
  return code === INVERSE ? 27 : 39;
}
