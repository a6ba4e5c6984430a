import {accent, bold, dim, yellow} from './style.ts';
import {cutText, wrapText} from './text.ts';
import {box} from './transcript.ts';

/** On the screen exactly while a permission question is open. */
export const DIALOG_QUESTION = 'Do you want to proceed?';

const CHOICES = [
  {answer: 'allow', label: 'Yes'},
  {answer: 'deny', label: 'No'},
] as const;

export type Permission = (typeof CHOICES)[number]['answer'];

/** A permission question in the pane: arrows, `1` and `2`, Enter, Esc. */
export class PermissionDialog {
  readonly #command: string;
  readonly #purpose: string;
  #selected = 0;

  constructor(command: string, purpose: string) {
    this.#command = command;
    this.#purpose = purpose;
  }

  render(width: number): string[] {
    const inner = width - 4;
    const choices = CHOICES.map(({label}, index) => {
      const line = cutText(`${index === this.#selected ? '❯' : ' '} ${index + 1}. ${label}`, inner);
      return index === this.#selected ? accent(line) : line;
    });
    return box(
      [
        bold(yellow(cutText('Bash command', inner))),
        ...wrapText(`  ${this.#command}`, inner),
        ...wrapText(`  ${this.#purpose}`, inner).map(dim),
        '',
        ...wrapText(DIALOG_QUESTION, inner),
        ...choices,
      ],
      width,
    );
  }

  /** What the key decided; `null`: nothing yet. */
  press(key: string | undefined): Permission | null {
    if (key === 'up') this.#selected = 0;
    if (key === 'down') this.#selected = 1;
    if (key === '1') return 'allow';
    if (key === '2' || key === 'escape') return 'deny';
    return key === 'return' ? (CHOICES[this.#selected]?.answer ?? null) : null;
  }
}
