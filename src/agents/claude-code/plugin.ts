import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {replaceFile} from '../../platform/write-file.ts';
import type {LaunchContext} from '../adapter.ts';
import {EDIT_TOOLS} from './tool-words.ts';
import type {ClientFeatures} from './versions.ts';

const NAME = 'harmony';
const SERVER = 'harmony';

/** Seconds. A permission waits for a person: a day. The first prompt waits for the tools, so its limit is above that wait. */
const TIMEOUT = {quick: 10, prompt: 20, person: 86_400, end: 2} as const;

/** Our own tools never ask for permission. From a plugin their names carry the plugin's. */
export const OWN_TOOLS = `mcp__plugin_${NAME}_${SERVER}__*`;

/** Written in place by `ring`; the client watches it. */
export const bellFile = (folder: string): string => join(folder, 'bell');

/**
 * Writes the session's plugin: hooks and the MCP server, given to the client by --plugin-dir. A plugin and not --settings with --mcp-config,
 * because of two --settings only the last counts: one in the user's own `command` would switch every hook of ours off without a word, and
 * ours would switch off theirs. --plugin-dir may be repeated and leaves --settings to the user. Nothing of the user's is written.
 */
export function writePlugin(context: LaunchContext, features: ClientFeatures): string {
  const folder = join(context.folder, 'plugin');
  mkdirSync(folder, {recursive: true, mode: 0o700});
  writePrivate(join(folder, '.claude-plugin', 'plugin.json'), {
    name: NAME,
    version: '1.0.0',
    description: `Makes this session ${context.session} of a Harmony team.`,
  });
  writePrivate(join(folder, 'hooks', 'hooks.json'), {hooks: hooksOf(context, features)});
  writePrivate(join(folder, '.mcp.json'), {
    mcpServers: {
      [SERVER]: {
        type: 'http',
        url: `${context.gateway}/mcp/${context.session}`,
        headers: {Authorization: 'Bearer ${HARMONY_TOKEN}'},
        // Without it new clients show the model names only, behind a search.
        alwaysLoad: true,
      },
    },
  });
  return folder;
}

const writePrivate = (path: string, value: object): void => replaceFile(path, JSON.stringify(value, null, 2), 0o600);

type Hook = Readonly<Record<string, unknown>>;
type Group = {readonly matcher?: string; readonly hooks: readonly Hook[]};

function hooksOf(context: LaunchContext, features: ClientFeatures): Record<string, Group[]> {
  const http = (event: string, timeout: number = TIMEOUT.quick): Hook => ({
    type: 'http',
    // The URL is shown to the model in some versions: the token is in a header, and that from the environment.
    url: `${context.gateway}/h/${context.session}/${event}`,
    headers: {Authorization: 'Bearer $HARMONY_TOKEN'},
    allowedEnvVars: ['HARMONY_TOKEN'],
    timeout,
  });
  const every = (event: string, timeout?: number): Group[] => [{hooks: [http(event, timeout)]}];
  const guard: Hook = {...http('PreToolUse'), ...(features.failClosedHooks ? {onFailure: 'block'} : {})};
  const program = (...words: string[]): string => [context.node, context.programs.hook, ...words].map(quoted).join(' ');
  const bell = bellFile(context.folder);
  return {
    // The client takes only commands here.
    SessionStart: [{hooks: [{type: 'command', command: program('SessionStart', bell), timeout: TIMEOUT.quick}]}],
    UserPromptSubmit: every('UserPromptSubmit', TIMEOUT.prompt),
    // Two groups, so that only edits fail closed: a Bash must not stand still because Harmony does.
    PreToolUse: [
      {matcher: EDIT_TOOLS.join('|'), hooks: [guard]},
      {matcher: `^(?!(${EDIT_TOOLS.join('|')})$)`, hooks: [http('PreToolUse')]},
    ],
    PermissionRequest: every('PermissionRequest', TIMEOUT.person),
    // Once per round trip, after all tools of it, the refused and failed ones too. PostToolUse would cost a call for each tool, and what it
    // adds to the conversation would be read no sooner.
    PostToolBatch: every('PostToolBatch'),
    Stop: every('Stop'),
    StopFailure: every('StopFailure'),
    SubagentStart: every('SubagentStart'),
    SubagentStop: every('SubagentStop'),
    PreCompact: every('PreCompact'),
    CwdChanged: every('CwdChanged'),
    Notification: every('Notification'),
    SessionEnd: every('SessionEnd', TIMEOUT.end),
    // The bell. No matcher: with one, the client loses the file when it is replaced. Exit code 2 wakes the session up.
    FileChanged: [
      {
        hooks: [
          {
            type: 'command',
            command: program('Mail'),
            asyncRewake: true,
            timeout: 60,
            rewakeSummary: 'Message from Harmony',
            rewakeMessage: 'Harmony delivered this:',
          },
        ],
      },
    ],
  };
}

/** For the shell that the client starts command hooks with. */
const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;
