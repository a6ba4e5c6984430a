import {execa} from 'execa';
import type {Attention} from '../core/index.ts';

const LIMIT = 30_000;

/** Runs the user's command for something that waits for a person. Its failure is a line in the log, never more. */
export async function runNotifyCommand(
  command: readonly string[],
  attention: Attention,
  project: string,
  log: (line: string) => void,
): Promise<void> {
  const [file, ...args] = command;
  if (file === undefined) return;
  const run = await execa(file, args, {
    cwd: project,
    reject: false,
    timeout: LIMIT,
    stdio: 'ignore',
    env: {
      HARMONY_ATTENTION_ID: attention.id,
      HARMONY_ATTENTION_KIND: attention.kind,
      HARMONY_ATTENTION_SESSION: attention.session ?? '',
      HARMONY_ATTENTION_TITLE: attention.title,
      HARMONY_ATTENTION_DETAIL: attention.detail,
    },
  });
  if (run.failed) log(`notify: ${run.shortMessage}`);
}
