import {actions} from '../../src/tui/app/actions/table.ts';
import {keyNames} from '../../src/tui/app/keys/key-names.ts';
import {type KeyContext, keyContexts, keyTable} from '../../src/tui/app/keys/table.ts';

/** docs/keys.md: every key of the screen, from the table that the screen itself reads. */
export function keysReference(): string {
  return [
    '# Keys of the screen',
    '',
    '<!-- Made from src/tui/app/keys/table.ts by: node scripts/docs.ts -->',
    '',
    'The screen has two modes. In *command mode* keys are Harmony’s. `Enter` begins *typing mode*: every key goes to the selected session but the way out, `Ctrl+Q` (`screen.leaveTyping` in the configuration sets another one). `?` shows these keys on the screen, `Ctrl+K` finds an action by its name.',
    '',
    'The mouse: a click selects a session or a pane, a click on the selected pane types into it, a click on an entry of a list marks it and a second one does it. The wheel scrolls a pane’s history, or is given to the program in the pane when that asked for the mouse.',
    '',
    ...(Object.keys(keyContexts) as KeyContext[]).flatMap(section),
  ].join('\n');
}

function section(context: KeyContext): string[] {
  const bindings = keyTable.filter((binding) => binding.context === context);
  return [
    `## ${keyContexts[context]}`,
    '',
    '| keys | what they do | |',
    '|---|---|---|',
    ...bindings.map(({keys, action}) => {
      const {title, description} = actions[action];
      return `| ${keyNames(keys)
        .split(' ')
        .map((key) => `\`${key}\``)
        .join(' ')} | ${title} | ${description.replaceAll('|', '\\|')} |`;
    }),
    '',
  ];
}
