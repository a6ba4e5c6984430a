import {execa} from 'execa';
import {expect, test} from 'vitest';
import {completionScript} from '../../src/cli/completion/scripts.ts';
import {groups} from '../../src/cli/table/table.ts';

const commands = groups.flatMap((group) => group.commands);

/** What a real bash offers after these words. */
async function offered(...words: readonly string[]): Promise<string[]> {
  const script = `${completionScript('bash', commands)}
harmony() { printf 'ada\\nbob\\n'; }
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _harmony; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const {stdout} = await execa('bash', ['--norc', '-c', script, 'bash', 'harmony', ...words]);
  return stdout.split('\n').filter(Boolean);
}

test('bash completes commands, options, their values, and the names of sessions', async () => {
  expect(await offered('cl')).toEqual(['claim', 'claims']);
  expect(await offered('claim', '--sh')).toEqual(['--shared']);
  expect(await offered('--json', 'wait', 'ada', '--until', 'w')).toEqual(['working', 'waiting']);
  expect(await offered('completion', '')).toEqual(expect.arrayContaining(['bash', 'zsh', 'fish']));
  expect(await offered('status', '')).toEqual(expect.arrayContaining(['ada', 'bob', '--json']));
  expect(await offered('status', 'b')).toEqual(['bob']);
  expect(await offered('task', 'ta')).toEqual(['take']);
  expect(await offered('task', 'add', '--pr')).toEqual(['--priority', '--project']);
  expect(await offered('task', 'add', '--priority', 'h')).toEqual(['high']);
});

test.each(['bash', 'zsh', 'fish'])('the script for %s knows every command and option', (shell) => {
  const script = completionScript(shell, commands);
  for (const {name} of commands) for (const word of name.split(' ')) expect(script).toContain(word);
  expect(script).toMatch(shell === 'fish' ? /-l no-attach/ : /--no-attach/);
});
