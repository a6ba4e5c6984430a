import {z} from 'zod';
import {DURATION_FORM} from '../../src/config/duration.ts';
import {builtInRoles} from '../../src/config/roles.ts';
import {configSchema, roleSchema} from '../../src/config/schema.ts';

/** docs/configuration.md: every setting, from the schema that checks them. `example` is the configuration of this project. */
export function configReference(example: string): string {
  return [
    '# Configuration',
    '',
    '<!-- Made from src/config/schema.ts by: node scripts/docs.ts -->',
    '',
    '`harmony.config.ts` (or `.js`, `.mjs`) in the project says who is in the team. `harmony init` writes one. It is read without a build step, and again whenever it or a role changes; what is wrong with it is told with its place and what to do, and the running team goes on with what it had.',
    '',
    'It is a module: it may import other files, read the environment, await. Its default export is plain data. It runs in a process of its own, for at most 10 seconds.',
    '',
    'Because it is a program, it is run only in folders that you trust: the first `harmony up` in a folder asks, `--trust` says so without being asked, `harmony init` trusts what it has written itself. Trusted folders are remembered in `$XDG_STATE_HOME/harmony/trusted.jsonl` (`~/.local/state` by default), one a line.',
    '',
    '```ts',
    example.trimEnd(),
    '```',
    '',
    '## Settings',
    '',
    `Every setting may be left out. A duration is text: ${DURATION_FORM.replace('a duration such as ', '')}.`,
    '',
    '| setting | type | |',
    '|---|---|---|',
    ...rows(configSchema, ''),
    '',
    '## Roles',
    '',
    'A role is a Markdown file in `roles/`: front matter, then the instructions that its sessions are given at their start, in addition to how the team works together. A file of the project takes the place of the built-in role of that name.',
    '',
    '| front matter | type | |',
    '|---|---|---|',
    ...rows(roleSchema, ''),
    '',
    'Built in:',
    '',
    '| role | tier | expertise | may delegate to |',
    '|---|---|---|---|',
    ...builtInRoles().map(
      ({name, tier, expertise, delegatesTo}) =>
        `| ${name} | ${tier} | ${expertise.join(', ')} | ${delegatesTo.join(', ').replace('*', 'everybody')} |`,
    ),
    '',
  ].join('\n');
}

function rows(schema: z.ZodObject, prefix: string): string[] {
  return Object.entries(schema.shape).flatMap(([key, value]) => {
    const setting = value as z.ZodType;
    const inner = required(setting);
    const path = `${prefix}${key}`;
    const own = `| \`${path}\` | ${typeOf(inner)} | ${(setting.description ?? inner.description ?? '').replaceAll('|', '\\|')} |`;
    if (inner instanceof z.ZodObject) return [own, ...rows(inner, `${path}.`)];
    const element =
      inner instanceof z.ZodArray ? (inner.element as z.ZodType) : inner instanceof z.ZodRecord ? (inner.valueType as z.ZodType) : null;
    if (element instanceof z.ZodObject) return [own, ...rows(element, inner instanceof z.ZodArray ? `${path}[].` : `${path}.NAME.`)];
    return [own];
  });
}

const required = (schema: z.ZodType): z.ZodType => (schema instanceof z.ZodExactOptional ? (schema.unwrap() as z.ZodType) : schema);

function typeOf(schema: z.ZodType): string {
  if (schema instanceof z.ZodEnum) return schema.options.map((option) => `\`${option}\``).join(', ');
  if (schema instanceof z.ZodArray) return `list of ${typeOf(required(schema.element as z.ZodType))}`;
  if (schema instanceof z.ZodRecord) return `object of ${typeOf(required(schema.valueType as z.ZodType))}`;
  if (schema instanceof z.ZodObject) return 'object';
  return schema instanceof z.ZodString ? 'text' : 'number';
}
