import {type Instance, render} from 'ink';
import type {PaneView} from '../../../protocol/terminal.ts';
import type {Surface} from '../../surface.ts';
import {Keyboard, type KeyboardProps} from '../components/keyboard.tsx';
import {Screen} from '../components/screen.tsx';
import {presentScreen} from '../present/screen.ts';
import type {ScreenView} from '../present/view.ts';
import type {ScreenState} from '../state/state.ts';
import type {Theme} from '../text/theme.ts';
import type {Cause, Store} from './store.ts';

/** Pictures that nobody pressed a key for come at most this often: five a second are enough for a board, and each takes Ink some 5 ms. */
const SHORTEST_PAUSE = 200;

export interface StageOptions extends KeyboardProps {
  readonly store: Store;
  readonly surface: Surface;
  readonly theme: Theme;
  now(): number;
  /** The panes that are shown now. */
  watch(panes: readonly PaneView[]): void;
  /** A component threw. */
  onCrash(error: unknown): void;
}

/** Makes the picture of the state and hands it out: cells to Ink, rectangles to the compositor, sizes to the terminal host. */
export class Stage implements Disposable {
  readonly #options: StageOptions;
  readonly #ink: Instance;
  readonly #following: Disposable;
  #view: ScreenView;
  /** The view as it was shown: a picture that looks the same is not drawn again. */
  #shown: string;
  #shownAt: number;
  #timer: NodeJS.Timeout | null = null;
  #isDue = false;
  #disposed = false;

  constructor(options: StageOptions) {
    const {store, surface, now} = options;
    this.#options = options;
    this.#shownAt = now();
    this.#view = presentScreen(store.state, this.#shownAt);
    this.#shown = JSON.stringify(this.#view);
    this.#ink = render(this.#tree(), {
      stdin: surface.ink.stdin,
      stdout: surface.ink.stdout,
      // Whole frames, one write each: the compositor finds out what changed.
      debug: true,
      interactive: false,
      exitOnCtrlC: false,
      patchConsole: false,
      isScreenReaderEnabled: false,
    });
    this.#ink.waitUntilExit().catch(options.onCrash);
    this.#place();
    this.#following = store.onChange((cause) => this.#change(cause));
  }

  /** What is on the screen. */
  get view(): ScreenView {
    return this.#view;
  }

  /** Time has passed: shows what looks different now. */
  refresh(): void {
    this.#change('team');
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    this.#following[Symbol.dispose]();
    if (this.#timer) clearTimeout(this.#timer);
    this.#ink.unmount();
  }

  #change(cause: Cause): void {
    const pause = this.#shownAt + SHORTEST_PAUSE - this.#options.now();
    if (cause === 'person') this.#showSoon();
    else if (pause <= 0) this.#show();
    else this.#timer ??= setTimeout(() => this.#show(), pause);
  }

  /** One picture for everything that one key did. */
  #showSoon(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      if (!this.#disposed) this.#show();
    });
  }

  #show(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const {store, now} = this.#options;
    const at = now();
    const view = presentScreen(store.state, at);
    const looks = JSON.stringify(view);
    this.#view = view;
    this.#placeWatch(store.state);
    if (looks === this.#shown) return;
    this.#shown = looks;
    this.#shownAt = at;
    this.#place();
    this.#ink.rerender(this.#tree());
  }

  #place(): void {
    const {surface, store} = this.#options;
    const {panes, overlays, mode, cursor} = this.#view;
    surface.arrange(panes, overlays);
    surface.setMode(mode);
    surface.setChromeCursor(cursor);
    this.#placeWatch(store.state);
  }

  #placeWatch({terminals}: ScreenState): void {
    this.#options.watch(
      this.#view.panes.map(({terminal, width, height, focused}) => ({
        terminal,
        cols: width,
        rows: height,
        scrolled: terminals[terminal]?.scrolled ?? 0,
        focused,
      })),
    );
  }

  #tree() {
    const {theme, onKey, onPaste} = this.#options;
    return (
      <>
        <Screen view={this.#view} theme={theme} />
        <Keyboard onKey={onKey} onPaste={onPaste} />
      </>
    );
  }
}
