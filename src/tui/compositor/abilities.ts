/** How many colours the outer terminal has; `none`: attributes only. */
export type ColorDepth = 'none' | '16' | '256' | 'rgb';

/** What the outer terminal can show. */
export interface Abilities {
  readonly colors: ColorDepth;
  /** Curly, double, dotted and coloured underlines. Others misread the colons of their codes. */
  readonly underlineStyles: boolean;
  readonly hyperlinks: boolean;
}
