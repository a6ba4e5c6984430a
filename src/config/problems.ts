import {z} from 'zod';
import {nearestName} from '../core/index.ts';
import type {ConfigProblem} from './config-error.ts';

type Issue = z.core.$ZodIssue;

/** What a schema found wrong, in words for the person who wrote it. `locate` says where a key is: `harmony.config.ts:12: team[1].role`. */
export function problemsOf(
  issues: readonly Issue[],
  schema: z.ZodType,
  value: unknown,
  locate: (path: readonly PropertyKey[]) => string,
): ConfigProblem[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(key, issue, schema, locate));
    const found = valueAt(value, issue.path);
    const description = schemaAt(schema, issue.path)?.description;
    return [
      {
        path: locate(issue.path),
        problem: `${wordsOf(issue)}, found ${describeValue(found)}.`,
        remedy: description ?? 'See docs/configuration.md.',
      },
    ];
  });
}

/** `team[1].role` */
export const keyOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`),
    '',
  );

function unknownKey(key: string, issue: Issue, schema: z.ZodType, locate: (path: readonly PropertyKey[]) => string): ConfigProblem {
  const section = schemaAt(schema, issue.path);
  const known = section instanceof z.ZodObject ? Object.keys(section.shape) : [];
  const nearest = nearestName(key, known);
  return {
    path: locate([...issue.path, key]),
    problem: `there is no setting "${key}".`,
    remedy: nearest === null ? `There are: ${known.join(', ')}.` : `Did you mean "${nearest}"?`,
  };
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  int: 'a whole number',
  number: 'a number',
};

function wordsOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${TYPE_WORDS[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `expected ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array' ? 'it must not be empty' : `expected at least ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'string' ? `expected at most ${issue.maximum} characters` : `expected at most ${issue.maximum}`;
    default:
      return issue.message;
  }
}

/** The schema of a setting, and the settings that it has. */
function schemaAt(schema: z.ZodType, path: readonly PropertyKey[]): z.ZodType | null {
  const inner = schema instanceof z.ZodExactOptional ? (schema.unwrap() as z.ZodType) : schema;
  const [first, ...rest] = path;
  if (first === undefined) return schema;
  if (inner instanceof z.ZodArray) return schemaAt(inner.element as z.ZodType, rest);
  if (inner instanceof z.ZodRecord) return schemaAt(inner.valueType as z.ZodType, rest);
  const shape = inner instanceof z.ZodObject ? (inner.shape as Record<string, z.ZodType>) : {};
  const next = Object.hasOwn(shape, first) ? shape[String(first)] : undefined;
  return next ? schemaAt(next, rest) : null;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, part) => (typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[part] : undefined),
    value,
  );
}

function describeValue(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'an object';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
