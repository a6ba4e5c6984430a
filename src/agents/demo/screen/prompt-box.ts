import {dim} from './style.ts';
import {cutText, widthOf} from './text.ts';
import {box} from './transcript.ts';

export interface Key {
  readonly name?: string | undefined;
  readonly ctrl?: boolean | undefined;
  readonly meta?: boolean | undefined;
  readonly sequence?: string | undefined;
}

/** One line of input. What a person types stays in it until Enter; pasted line breaks become spaces. */
export class PromptBox {
  #value = '';
  #pasting = false;

  get empty(): boolean {
    return this.#value === '';
  }

  clear(): void {
    this.#value = '';
  }

  /** What was submitted with Enter, or `null`. */
  press(text: string | undefined, key: Key): string | null {
    if (key.name === 'paste-start' || key.name === 'paste-end') this.#pasting = key.name === 'paste-start';
    else if (key.name === 'return' || key.name === 'enter') return this.#enter();
    else if (key.name === 'backspace') this.#value = [...this.#value].slice(0, -1).join('');
    else if (key.ctrl && key.name === 'u') this.#value = '';
    else if (text !== undefined && !key.ctrl && !key.meta && !/[\x00-\x1f\x7f]/.test(text)) this.#value += text;
    return null;
  }

  /** Its lines, and where the cursor stands in them; without a frame where there is little room. The end of a long text is what is seen. */
  render(width: number, hint: string, framed: boolean): {lines: string[]; row: number; column: number} {
    const room = Math.max(width - 7, 1);
    let shown = this.#value;
    while (widthOf(shown) > room) shown = [...shown].slice(1).join('');
    const line = `> ${this.empty ? dim(cutText(hint, room)) : shown}`;
    const column = 2 + widthOf(shown);
    return framed ? {lines: box([line], width), row: 1, column: column + 2} : {lines: [line], row: 0, column};
  }

  #enter(): string | null {
    if (this.#pasting) {
      this.#value += ' ';
      return null;
    }
    const submitted = this.#value.trim();
    this.#value = '';
    return submitted === '' ? null : submitted;
  }
}
