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
 * Neighbours that look the same are one run, and blanks look like whatever stands before them: Ink reads every sequence again at each frame.
 */
export function paintSpans(spans: readonly Span[], theme: Theme): string {
  let painted = '';
  let run = '';
  let codes = '';
  for (const span of spans) {
    const own = codesOf(span, theme);
    if (own !== codes && !isBlank(span, codes)) {
      painted += withCodes(run, codes);
      run = '';
      codes = own;
    }
    run += span.text;
  }
  return painted + withCodes(run, codes);
}

const isBlank = ({text, inverse}: Span, codes: string): boolean => !inverse && !codes.endsWith(INVERSE) && text.trim() === '';

const INVERSE = '7';

function codesOf({tone = 'plain', bold, inverse}: Span, theme: Theme): string {
  return [theme[tone], bold ? '1' : '', inverse ? INVERSE : ''].filter((code) => code !== '').join(';');
}

const withCodes = (text: string, codes: string): string => (codes === '' || text === '' ? text : `\u001b[${codes}m${text}\u001b[0m`);
