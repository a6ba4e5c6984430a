import {expect, test} from 'vitest';
import {cleanEnvironment} from '../../src/agents/environment.ts';

test('what belongs to the outer terminal or to another agent session is not inherited', () => {
  const clean = cleanEnvironment({
    TMUX: '/tmp/tmux-0/default,1,0',
    TERM_PROGRAM: 'ghostty',
    KITTY_WINDOW_ID: '1',
    VSCODE_PID: '2',
    COLUMNS: '300',
    CLAUDECODE: '1',
    AI_AGENT: 'claude-code',
    CLAUDE_CODE_CHILD_SESSION: '1',
    CLAUDE_CODE_SESSION_ID: 'x',
    CLAUDE_CODE_MESSAGING_TOKEN: 'x',
    CLAUDE_PID: '3',
    HARMONY_TOKEN: 'of the session that this was started from',
    TERM: 'screen',
    LEFT_OUT: undefined,
  });
  expect(clean).toEqual({TERM: 'xterm-256color', COLORTERM: 'truecolor'});
});

test('accounts, proxies and the rest are kept', () => {
  const kept = {
    PATH: '/bin',
    HOME: '/home/me',
    ANTHROPIC_BASE_URL: 'http://127.0.0.1:1',
    CLAUDE_CONFIG_DIR: '/home/me/.claude',
    CLAUDE_CODE_USE_BEDROCK: '1',
    HTTPS_PROXY: 'http://proxy',
    HARMONY_LOG: 'x',
  };
  expect(cleanEnvironment(kept)).toMatchObject(kept);
});
