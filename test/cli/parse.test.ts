import fc from 'fast-check';
import {expect, test} from 'vitest';
import {type Command, commonOptions, type Option, optionName} from '../../src/cli/command.ts';
import {parseQuickly} from '../../src/cli/parse.ts';
import {parseWithHelp} from '../../src/cli/parse-with-help.ts';
import {hotCommandCalled} from '../../src/cli/table/hot.ts';
import {commandCalled, groups} from '../../src/cli/table/table.ts';

const commands = groups.flatMap((group) => group.commands);

/** Words as they come on command lines, those that look like something else among them. */
const word = fc.oneof(
  fc.constantFrom('ada', 'src/**', 'C-1', '-', '', 'two words', 'status', 'a=b', '30m', 'ünï'),
  fc.string({maxLength: 8}).filter((text) => !text.startsWith('-')),
);
const value = fc.oneof(word, fc.constantFrom('-1', '--json', '--', '-x'));

/** A command line of this command, right or nearly right. */
function lineOf(command: Command): fc.Arbitrary<string[]> {
  const options = Object.entries<Option>({...command.options, ...commonOptions});
  const given = fc.constantFrom(...options).chain(([key, option]): fc.Arbitrary<string[]> => {
    const name = `--${optionName(key)}`;
    if (option.takes === 'nothing') return fc.constant([name]);
    return fc.tuple(value, fc.boolean()).map(([text, joined]) => (joined ? [`${name}=${text}`] : [name, text]));
  });
  const part: fc.Arbitrary<string[]> = fc.oneof(
    {weight: 3, arbitrary: word.map((text) => [text])},
    {weight: 3, arbitrary: given},
    {weight: 1, arbitrary: fc.constantFrom('--', '--nothing', '-q', '--help').map((text) => [text])},
  );
  return fc.array(part, {maxLength: 5}).map((parts) => [...command.name.split(' '), ...parts.flat()]);
}

test('a line that is taken apart quickly is taken apart by commander in the same way', () => {
  let quick = 0;
  fc.assert(
    fc.property(fc.constantFrom(...commands).chain(lineOf), (line) => {
      const call = parseQuickly(line, commandCalled);
      if (call === null) return;
      quick++;
      expect(parseWithHelp(line)).toEqual(call);
    }),
    {numRuns: 1_500},
  );
  // Else the property says nothing.
  expect(quick).toBeGreaterThan(200);
});

test('options may stand before the command', () => {
  const line = ['--json', '--project', '/x', 'claim', 'a', '--shared'];
  const call = parseQuickly(line, hotCommandCalled);
  expect(call).toMatchObject({command: {name: 'claim'}, positional: ['a'], options: {json: true, project: '/x', shared: true}});
  expect(parseWithHelp(line)).toEqual(call);
});

test.each([
  [[]],
  [['--help']],
  [['--version']],
  [['help']],
  [['claim']],
  [['claim', '--help']],
  [['claim', 'a', '--for']],
  [['-v']],
  [['up', '--no-attach=yes']],
])('%j is left to commander', (line) => expect(parseQuickly(line, commandCalled)).toBeNull());

test('every verb that sessions use many times a minute is in the small file', () => {
  for (const name of ['heartbeat', 'claim', 'release', 'send', 'inbox', 'status', 'accept', 'done']) {
    expect(hotCommandCalled(name)?.name).toBe(name);
  }
});
