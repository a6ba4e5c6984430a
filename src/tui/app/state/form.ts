import {editText, type TextEdit, type TextField} from './text-field.ts';

export type FormField =
  | {readonly kind: 'text'; readonly name: string; readonly label: string; readonly field: TextField; readonly hint: string}
  | {
      readonly kind: 'choice';
      readonly name: string;
      readonly label: string;
      readonly options: readonly string[];
      readonly index: number;
      readonly hint: string;
    }
  | {readonly kind: 'switch'; readonly name: string; readonly label: string; readonly on: boolean; readonly hint: string};

export interface Form {
  readonly fields: readonly FormField[];
  /** Index of the field that the keys go to. */
  readonly focus: number;
}

export const focusedField = (form: Form): FormField | undefined => form.fields[form.focus];

export function moveFocus(form: Form, by: number): Form {
  const count = form.fields.length;
  return {...form, focus: (form.focus + by + count) % count};
}

export function editForm(form: Form, edit: TextEdit): Form {
  return changeFocused(form, (field) => (field.kind === 'text' ? {...field, field: editText(field.field, edit)} : field));
}

/** The next option, or the switch turned over. */
export function changeChoice(form: Form, by: number): Form {
  return changeFocused(form, (field) => {
    if (field.kind === 'choice') return {...field, index: (field.index + by + field.options.length) % field.options.length};
    return field.kind === 'switch' ? {...field, on: !field.on} : field;
  });
}

/** The next option that begins with what was typed. */
export function jumpToChoice(form: Form, text: string): Form {
  return changeFocused(form, (field) => {
    if (field.kind !== 'choice') return field;
    const order = field.options.map((_, offset) => (field.index + 1 + offset) % field.options.length);
    const found = order.find((index) => field.options[index]?.toLowerCase().startsWith(text.toLowerCase()));
    return found === undefined ? field : {...field, index: found};
  });
}

function changeFocused(form: Form, change: (field: FormField) => FormField): Form {
  return {...form, fields: form.fields.map((field, index) => (index === form.focus ? change(field) : field))};
}

export function textOf(form: Form, name: string): string {
  const field = form.fields.find((candidate) => candidate.name === name);
  return field?.kind === 'text' ? field.field.text.trim() : '';
}

export function choiceOf(form: Form, name: string): string {
  const field = form.fields.find((candidate) => candidate.name === name);
  return field?.kind === 'choice' ? (field.options[field.index] ?? '') : '';
}

export function isOn(form: Form, name: string): boolean {
  const field = form.fields.find((candidate) => candidate.name === name);
  return field?.kind === 'switch' && field.on;
}
