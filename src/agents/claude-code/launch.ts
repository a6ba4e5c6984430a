import {randomUUID} from 'node:crypto';
import {closeSync, openSync} from 'node:fs';
import {join} from 'node:path';
import {replaceFile} from '../../platform/write-file.ts';
import type {LaunchContext, LaunchPlan} from '../adapter.ts';
import {configFolder, isResumable} from './conversation.ts';
import {bellFile, OWN_TOOLS, writePlugin} from './plugin.ts';
import {featuresOf} from './versions.ts';

/** Writes the session's private files and makes the command line. */
export async function launchClaude(context: LaunchContext): Promise<LaunchPlan> {
  const features = featuresOf(context.detection.version);
  const plugin = writePlugin(context, features);
  const instructions = join(context.folder, 'instructions.md');
  replaceFile(instructions, context.instructions, 0o600);
  closeSync(openSync(bellFile(context.folder), 'a', 0o600));

  const earlier = context.conversation;
  const resumes = earlier !== null && isResumable(configFolder(context.environment), earlier);
  // A new id where there is nothing to resume: the client takes no id twice.
  const conversation = resumes ? earlier : randomUUID();
  return {
    file: context.detection.file,
    args: [
      ...(context.settings.command ?? []).slice(1),
      ...['--plugin-dir', plugin],
      ...['--allowedTools', OWN_TOOLS],
      ...['--append-system-prompt-file', instructions],
      ...(features.promptSnapshot ? ['--system-prompt-snapshot', 'off'] : []),
      ...[resumes ? '--resume' : '--session-id', conversation],
      ...['--name', context.session],
      // Said always: without it, old versions ask and new ones decide by themselves.
      ...['--permission-mode', context.permissionMode ?? 'default'],
      ...(context.model === null ? [] : ['--model', context.model]),
      ...(resumes || context.prompt === null ? [] : ['--', asPrompt(context.prompt)]),
    ],
    env: {
      ...context.environment,
      // Frames in one piece: our terminals know synchronized output, and the client asks for it only in terminals it knows by name.
      CLAUDE_CODE_FORCE_SYNC_OUTPUT: '1',
    },
    conversation,
  };
}

/** A leading `/` would be taken for a command of the client, a leading `!` for one of the shell. */
const asPrompt = (prompt: string): string => (/^\s*[/!#@]/.test(prompt) ? `Task: ${prompt.trim()}` : prompt);
