import type {Command} from '../command.ts';
import {completionScript} from '../completion/scripts.ts';
import type {Result} from '../output.ts';

export async function completion(shell: string, commands: readonly Command[]): Promise<Result> {
  const script = completionScript(shell, commands);
  return {text: script, json: {shell, script}};
}
