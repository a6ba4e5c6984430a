import type {Terminal} from '@xterm/headless';

/** A program that pushes without end must not grow the host. */
const MOST = 32;

/** The kitty keyboard protocol's flags: a stack for each screen, as the protocol has it. xterm.js 6.0 does not know it. */
export class KittyKeyboard {
  readonly #terminal: Terminal;
  #stacks: {normal: number[]; alternate: number[]} = {normal: [], alternate: []};

  constructor(terminal: Terminal, reply: (text: string) => void) {
    this.#terminal = terminal;
    const {parser} = terminal;
    parser.registerCsiHandler({prefix: '?', final: 'u'}, () => {
      reply(`\u001b[?${this.flags}u`);
      return true;
    });
    parser.registerCsiHandler({prefix: '>', final: 'u'}, ([flags]) => {
      const stack = this.#stack();
      if (stack.length >= MOST) stack.shift();
      stack.push(Number(flags ?? 0));
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
      const given = Number(flags ?? 0);
      stack.push(mode === 2 ? now | given : mode === 3 ? now & ~given : given);
      return true;
    });
  }

  get flags(): number {
    return this.#stack().at(-1) ?? 0;
  }

  reset(): void {
    this.#stacks = {normal: [], alternate: []};
  }

  #stack(): number[] {
    return this.#stacks[this.#terminal.buffer.active.type];
  }
}
