import type {Xterm} from './emulator.ts';

/** A program that pushes without end must not grow the host. */
const MOST = 32;
/** The flags that the protocol has. */
const ALL = 0b11111;

/** The kitty keyboard protocol's flags: a stack for each screen, as the protocol has it. xterm.js 6.0 does not know it. */
export class KittyKeyboard {
  readonly #xterm: Xterm;
  #stacks: {normal: number[]; alternate: number[]} = {normal: [], alternate: []};

  constructor(xterm: Xterm, reply: (text: string) => void) {
    this.#xterm = xterm;
    const {parser} = xterm;
    parser.registerCsiHandler({prefix: '?', final: 'u'}, () => {
      reply(`\u001b[?${this.flags}u`);
      return true;
    });
    parser.registerCsiHandler({prefix: '>', final: 'u'}, ([flags]) => {
      const stack = this.#stack();
      // The oldest entry is lost.
      if (stack.length >= MOST) stack.shift();
      stack.push(Number(flags ?? 0) & ALL);
      return true;
    });
    parser.registerCsiHandler({prefix: '<', final: 'u'}, ([count]) => {
      const stack = this.#stack();
      stack.splice(Math.max(0, stack.length - Math.max(1, Number(count ?? 1))));
      return true;
    });
    parser.registerCsiHandler({prefix: '=', final: 'u'}, ([flags, mode]) => {
      const stack = this.#stack();
      const now = stack.pop() ?? 0;
      const given = Number(flags ?? 0) & ALL;
      stack.push(mode === 2 ? now | given : mode === 3 ? now & ~given : given);
      return true;
    });
    parser.registerEscHandler({final: 'c'}, () => {
      this.reset();
      return false;
    });
  }

  /** Those in force on the screen that is shown. */
  get flags(): number {
    return this.#stack().at(-1) ?? 0;
  }

  reset(): void {
    this.#stacks = {normal: [], alternate: []};
  }

  #stack(): number[] {
    return this.#stacks[this.#xterm.buffer.active.type];
  }
}
