/**
 * Variables that tell a program about the terminal or the agent session that Harmony itself was started from. A session has a terminal of its
 * own: with these it would switch on features of a terminal that is not there, or take itself for a child of another session
 * (an inherited CLAUDE_CODE_CHILD_SESSION stops Claude Code from writing its transcript).
 */
const NOT_INHERITED: readonly RegExp[] = [
  /^(CLAUDECODE|AI_AGENT)$/,
  /^CLAUDE_CODE_(CHILD_SESSION|SESSION_ID|ENTRYPOINT|CHILD_NOTES_DIR|SESSION_ATTENDED|SSE_PORT)$/,
  /^CLAUDE_CODE_MESSAGING_/,
  /^CLAUDE_(PID|ENV_FILE|PROJECT_DIR|PLUGIN_ROOT|PLUGIN_DATA)$/,
  /^HARMONY_(SESSION|TOKEN|PROJECT|GATEWAY|CHECK|TERMINAL)$/,
  /^TMUX/,
  /^STY$/,
  /^TERM_PROGRAM/,
  /^TERM_SESSION_ID$/,
  /^(KITTY|WEZTERM|ITERM|VSCODE|GHOSTTY|ALACRITTY|KONSOLE|ZELLIJ)_/,
  /^(ITERM_SESSION_ID|LC_TERMINAL.*|VTE_VERSION|WINDOWID|WT_SESSION|ZELLIJ)$/,
  // Sizes of the outer terminal; the session's own is asked of its pty.
  /^(LINES|COLUMNS)$/,
  /^npm_(config|package|lifecycle|command|execpath|node_execpath)/,
];

/**
 * The environment for a session's process: the caller's, without what belongs to another terminal or another session, and with what Harmony's
 * own terminals can do. Everything else is kept: accounts, proxies, ANTHROPIC_*, CLAUDE_CONFIG_DIR.
 */
export function cleanEnvironment(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const clean: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && !NOT_INHERITED.some((pattern) => pattern.test(name))) clean[name] = value;
  }
  return {...clean, TERM: 'xterm-256color', COLORTERM: 'truecolor'};
}
