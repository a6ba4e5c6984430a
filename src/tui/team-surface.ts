import {isDeepStrictEqual} from 'node:util';
import type {PaneModes} from '../protocol/terminal.ts';
import type {Abilities} from './compositor/abilities.ts';
import {CellTables} from './compositor/cell-tables.ts';
import {Composition, type CursorWish} from './compositor/composition.ts';
import {FramePacer} from './compositor/frame-pacer.ts';
import {InkStdout} from './compositor/ink-stdout.ts';
import {Painter} from './compositor/painter.ts';
import {InkStdin} from './input/ink-stdin.ts';
import {parseKeyName} from './input/key-name.ts';
import {FocusReports, mouseInput} from './input/pane-input.ts';
import {encodePaste} from './input/paste.ts';
import type {Reply} from './input/reply.ts';
import {InputRouter} from './input/router.ts';
import {detectAbilities, improveAbilities} from './outer-terminal/detect-abilities.ts';
import {OuterTerminal} from './outer-terminal/outer-terminal.ts';
import type {InputMode, MouseEvent, PaneRect, Rect, Surface, SurfaceOptions} from './surface.ts';

/** Programs can invent graphemes and links without end; beyond this many the numbering starts afresh, with one full repaint. */
const MOST_TABLE_ENTRIES = 50_000;
const LONGEST_NOTICE = 200;

/** Puts the parts together: input to whom it is for, panes and Ink's frames to the outer terminal. */
export class TeamSurface implements Surface {
  readonly ink: Surface['ink'];
  readonly #options: SurfaceOptions;
  readonly #tables = new CellTables();
  readonly #outer: OuterTerminal;
  readonly #router: InputRouter;
  readonly #pacer = new FramePacer(() => this.#paint());
  readonly #focus: FocusReports;
  readonly #inkStdin = new InkStdin();
  readonly #inkStdout: InkStdout;
  readonly #resizeListeners = new Set<() => void>();
  #abilities: Abilities;
  #composition: Composition;
  #painter: Painter;
  #frame = '';
  #arrangement: {panes: readonly PaneRect[]; overlays: readonly Rect[]} = {panes: [], overlays: []};
  #chromeCursor: {readonly x: number; readonly y: number} | null = null;

  constructor(options: SurfaceOptions, env: Readonly<Record<string, string | undefined>>) {
    this.#options = options;
    this.#abilities = detectAbilities(env);
    const leaveTyping = parseKeyName(options.leaveTyping);
    this.#focus = new FocusReports(
      (terminal) => this.#modesOf(terminal),
      (terminal, text) => this.#send(terminal, text),
    );
    this.#router = new InputRouter(leaveTyping, {
      modesOf: (terminal) => this.#modesOf(terminal),
      toPane: (terminal, bytes) => options.onPaneInput(terminal, bytes),
      keyToApplication: (key) => this.#inkStdin.typeKey(key),
      pasteToApplication: (text) => this.#inkStdin.paste(text),
      onMouse: (event) => options.onMouse(event),
      onReply: (reply) => this.#onReply(reply),
      onLeaveTyping: () => options.onLeaveTyping(),
      onSuspend: () => this.#outer.suspend(),
    });
    this.#outer = new OuterTerminal({
      stdin: options.stdin,
      stdout: options.stdout,
      onInput: (bytes) => this.#onInput(bytes),
      onReset: () => this.#onReset(),
      onDrained: () => this.#pacer.request(true),
    });
    const {columns, rows} = this.#outer;
    this.#composition = this.#newComposition();
    this.#painter = this.#newPainter();
    this.#inkStdout = new InkStdout(columns, rows, (frame) => this.#onFrame(frame));
    // Ink wants no more of a terminal's streams than these have.
    this.ink = {stdin: this.#inkStdin as unknown as NodeJS.ReadStream, stdout: this.#inkStdout as unknown as NodeJS.WriteStream};
  }

  get columns(): number {
    return this.#composition.wanted.cols;
  }

  get rows(): number {
    return this.#composition.wanted.rows;
  }

  onResize(listener: () => void): Disposable {
    this.#resizeListeners.add(listener);
    return {[Symbol.dispose]: () => this.#resizeListeners.delete(listener)};
  }

  arrange(panes: readonly PaneRect[], overlays: readonly Rect[]): void {
    this.#arrangement = {panes, overlays};
    if (this.#composition.arrange(panes, overlays)) this.#pacer.request(true);
  }

  paneChanged(terminal: string): void {
    if (this.#composition.shows(terminal)) this.#pacer.request(terminal === this.#typingTarget);
  }

  setMode(mode: InputMode): void {
    if (isDeepStrictEqual(mode, this.#router.mode)) return;
    this.#router.mode = mode;
    this.#focus.typeInto(this.#typingTarget);
    this.#pacer.request(true);
  }

  setChromeCursor(position: {readonly x: number; readonly y: number} | null): void {
    if (isDeepStrictEqual(position, this.#chromeCursor)) return;
    this.#chromeCursor = position;
    this.#pacer.request(true);
  }

  sendMouse(terminal: string, event: MouseEvent, within: Rect): boolean {
    const modes = this.#modesOf(terminal);
    const input = modes && mouseInput(event, modes, within);
    if (input === null) return false;
    this.#send(terminal, input, 'latin1');
    return true;
  }

  sendPaste(terminal: string, text: string): void {
    this.#send(terminal, encodePaste(text, this.#modesOf(terminal)?.bracketedPaste ?? false));
  }

  bell(): void {
    this.#outer.write('\x07');
  }

  notify(text: string): void {
    const line = text.replace(/[\p{Cc}\p{Cs}]+/gu, ' ').slice(0, LONGEST_NOTICE);
    // A number in front would make it another command of some terminals (progress bars).
    this.#outer.write(`\x1b]9;${/^\d+;/.test(line) ? ` ${line}` : line}\x1b\\`);
  }

  repaint(): void {
    this.#painter.forget();
    this.#composition.changed.fill(1);
    this.#pacer.request(true);
  }

  [Symbol.dispose](): void {
    this.#pacer[Symbol.dispose]();
    this.#router[Symbol.dispose]();
    this.#focus.typeInto(null);
    this.#outer[Symbol.dispose]();
    this.#inkStdin.push(null);
  }

  get #typingTarget(): string | null {
    const {mode} = this.#router;
    return mode.kind === 'typing' ? mode.terminal : null;
  }

  #modesOf(terminal: string): PaneModes | null {
    return this.#options.pane(terminal)?.modes ?? null;
  }

  #send(terminal: string, text: string, encoding: 'utf8' | 'latin1' = 'utf8'): void {
    if (text !== '') this.#options.onPaneInput(terminal, Buffer.from(text, encoding));
  }

  #onInput(bytes: Uint8Array): void {
    this.#pacer.keyPressed();
    this.#router.feed(bytes);
  }

  #onReply(reply: Reply): void {
    this.#outer.take(reply);
    if (reply.kind === 'focus') {
      this.#focus.outerFocus(reply.focused);
      this.#options.onFocus(reply.focused);
      // Whatever happened to the window while nobody looked, it is right again.
      if (reply.focused) this.repaint();
    } else if (reply.kind === 'name') {
      const abilities = improveAbilities(this.#abilities, reply.name);
      if (isDeepStrictEqual(abilities, this.#abilities)) return;
      this.#abilities = abilities;
      this.#painter = this.#newPainter();
      this.repaint();
    }
  }

  #onFrame(frame: string): void {
    this.#frame = frame;
    this.#composition.drawChrome(frame);
    this.#pacer.requestAfterEffects();
  }

  #onReset(): void {
    const {columns, rows} = this.#outer;
    if (columns === this.columns && rows === this.rows) {
      this.repaint();
      return;
    }
    this.#composition = this.#newComposition();
    this.#painter = this.#newPainter();
    this.#inkStdout.resize(columns, rows);
    for (const listener of this.#resizeListeners) listener();
    this.#pacer.request(true);
  }

  /** With the last frame and arrangement: until the application has laid out anew they are the best there is. */
  #newComposition(): Composition {
    const composition = new Composition(this.#outer.columns, this.#outer.rows, this.#tables, (terminal) => this.#options.pane(terminal));
    composition.drawChrome(this.#frame);
    composition.arrange(this.#arrangement.panes, this.#arrangement.overlays);
    return composition;
  }

  #newPainter(): Painter {
    return new Painter(this.columns, this.rows, this.#tables, this.#abilities);
  }

  #paint(): void {
    if (this.#outer.isStalled) return;
    const composition = this.#composition;
    composition.compose();
    if (this.#tables.size > MOST_TABLE_ENTRIES) {
      this.#tables.clear();
      composition.composeAgain();
      this.#painter.forget();
    }
    const focused = composition.focusedRect;
    this.#outer.followPointer(focused !== null && this.#modesOf(focused.terminal)?.mouse === 'any');
    this.#outer.write(this.#painter.paint(composition.wanted, composition.changed, this.#cursor(focused)));
  }

  /** The application's text cursor if it has one, else that of the pane that is typed into. */
  #cursor(focused: PaneRect | null): CursorWish | null {
    const chrome = this.#chromeCursor;
    if (chrome) {
      const isOnScreen = chrome.x >= 0 && chrome.x < this.columns && chrome.y >= 0 && chrome.y < this.rows;
      return isOnScreen ? {...chrome, style: 0} : null;
    }
    return focused?.terminal === this.#typingTarget && focused ? this.#composition.paneCursor(focused) : null;
  }
}
