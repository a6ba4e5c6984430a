import type {Abilities, ColorDepth} from '../compositor/abilities.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const TRUECOLOR_TERMS = /-direct|kitty|ghostty|alacritty|foot|wezterm|contour|rio/;
const TRUECOLOR_PROGRAMS = new Set(['iTerm.app', 'WezTerm', 'vscode', 'ghostty', 'Hyper', 'rio', 'WarpTerminal', 'mintty', 'Tabby']);
/** Terminals whose TERM says only "xterm-256color", but which tell their name. */
const UNDERLINE_PROGRAMS = new Set(['iTerm.app', 'WezTerm', 'vscode', 'ghostty', 'rio', 'mintty']);
const UNDERLINE_TERMS = /kitty|ghostty|alacritty|foot|wezterm|contour|rio/;
/** VTE has colon-separated underlines since 0.52, true colour since 0.36. */
const VTE_UNDERLINES = 5200;
const VTE_TRUECOLOR = 3600;
const LIMITED_TERMS = /^(?:linux|dumb|vt\d|ansi|cons25|sun)/;

/** What the outer terminal can show, as far as its environment says. */
export function detectAbilities(env: Environment): Abilities {
  const term = env.TERM ?? '';
  const program = env.TERM_PROGRAM ?? '';
  const vte = Number(env.VTE_VERSION ?? 0);
  return {
    colors: colorDepth(env, term, program, vte),
    underlineStyles: UNDERLINE_TERMS.test(term) || UNDERLINE_PROGRAMS.has(program) || vte >= VTE_UNDERLINES || env.WT_SESSION !== undefined,
    hyperlinks: !LIMITED_TERMS.test(term),
  };
}

function colorDepth(env: Environment, term: string, program: string, vte: number): ColorDepth {
  // https://no-color.org: any value but the empty one.
  if (env.NO_COLOR) return 'none';
  if (/^(?:dumb|vt\d)/.test(term)) return 'none';
  if (/^(?:truecolor|24bit)$/i.test(env.COLORTERM ?? '')) return 'rgb';
  if (TRUECOLOR_TERMS.test(term) || TRUECOLOR_PROGRAMS.has(program) || vte >= VTE_TRUECOLOR || env.WT_SESSION !== undefined) return 'rgb';
  return term.includes('256color') ? '256' : '16';
}

/** Terminals that say their name when asked, also through a connection that does not carry the environment (ssh). */
const CAPABLE_NAMES = /^(?:kitty|ghostty|foot|wezterm|iterm2|contour|mintty|xterm\.js|rio)/i;

/** The same, knowing the name that the terminal gave itself. */
export function improveAbilities(abilities: Abilities, name: string): Abilities {
  // tmux keeps the style of an underline and shows what its own terminal can; of colours it knows only what it was told.
  if (/^tmux/i.test(name)) return {...abilities, underlineStyles: true};
  if (!CAPABLE_NAMES.test(name)) return abilities;
  return {...abilities, underlineStyles: true, colors: abilities.colors === 'none' ? 'none' : 'rgb'};
}
