import {Text} from 'ink';
import {createContext, use} from 'react';
import type {Span} from '../text/spans.ts';
import {paintSpans, plainTheme, type Theme} from '../text/theme.ts';

export const ThemeContext = createContext<Theme>(plainTheme);

/** One line of text in its colours. */
export function Line({spans}: {readonly spans: readonly Span[]}) {
  const theme = use(ThemeContext);
  // An empty text takes no row; a line always does.
  return <Text wrap="truncate">{paintSpans(spans, theme) || ' '}</Text>;
}
