import {stripVTControlCharacters} from 'node:util';
import type {Size} from '../../../../src/tui/app/layout/regions.ts';
import {InkStdout} from '../../../../src/tui/compositor/ink-stdout.ts';
import {InkStdin} from '../../../../src/tui/input/ink-stdin.ts';
import type {InputMode, MouseEvent, PaneRect, Rect, Surface, SurfaceOptions} from '../../../../src/tui/surface.ts';

/** How keys reach Ink. */
const BYTES: Readonly<Record<string, string>> = {
  enter: '\r',
  escape: '\u001b[27u',
  space: ' ',
  tab: '\t',
  'shift+tab': '\u001b[Z',
  up: '\u001b[A',
  down: '\u001b[B',
  right: '\u001b[C',
  left: '\u001b[D',
  pageup: '\u001b[5~',
  pagedown: '\u001b[6~',
  home: '\u001b[H',
  end: '\u001b[F',
  backspace: '\u007f',
};

/** An outer terminal that only remembers what it was told. Ink's streams are the real ones. */
export class FakeSurface implements Surface {
  readonly handlers: Omit<SurfaceOptions, 'stdin' | 'stdout'>;
  readonly ink: Surface['ink'];
  readonly frames: string[] = [];
  readonly bells: string[] = [];
  panes: readonly PaneRect[] = [];
  overlays: readonly Rect[] = [];
  mode: InputMode = {kind: 'command'};
  cursor: {readonly x: number; readonly y: number} | null = null;
  /** Sessions whose programs asked for the mouse. */
  readonly wantMouse = new Set<string>();
  readonly sentMouse: MouseEvent[] = [];
  repaints = 0;
  disposed = 0;
  readonly #stdin = new InkStdin();
  readonly #stdout: InkStdout;
  readonly #resizeListeners = new Set<() => void>();

  constructor(handlers: Omit<SurfaceOptions, 'stdin' | 'stdout'>, size: Size) {
    this.handlers = handlers;
    this.#stdout = new InkStdout(size.columns, size.rows, (frame) => this.frames.push(frame));
    this.ink = {stdin: this.#stdin as unknown as NodeJS.ReadStream, stdout: this.#stdout as unknown as NodeJS.WriteStream};
  }

  get columns(): number {
    return this.#stdout.columns;
  }

  get rows(): number {
    return this.#stdout.rows;
  }

  /** The last frame as plain text. */
  get text(): string {
    return stripVTControlCharacters(this.frames.at(-1) ?? '');
  }

  /** Types keys one after the other, each after what the one before did. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      const control = /^ctrl\+([a-z])$/.exec(key)?.[1];
      this.#stdin.push(control ? String.fromCharCode(control.charCodeAt(0) - 96) : (BYTES[key] ?? key));
      await rounds();
    }
  }

  async write(text: string): Promise<void> {
    await this.press(...text);
  }

  async paste(text: string): Promise<void> {
    this.#stdin.paste(text);
    await rounds();
  }

  async mouse(event: Partial<MouseEvent> & {readonly x: number; readonly y: number}): Promise<void> {
    this.handlers.onMouse({kind: 'press', button: 0, shift: false, alt: false, ctrl: false, ...event});
    await rounds();
  }

  async resizeTo({columns, rows}: Size): Promise<void> {
    this.#stdout.resize(columns, rows);
    for (const listener of this.#resizeListeners) listener();
    await rounds();
  }

  onResize(listener: () => void): Disposable {
    this.#resizeListeners.add(listener);
    return {[Symbol.dispose]: () => this.#resizeListeners.delete(listener)};
  }

  arrange(panes: readonly PaneRect[], overlays: readonly Rect[]): void {
    this.panes = panes;
    this.overlays = overlays;
  }

  paneChanged(): void {}

  setMode(mode: InputMode): void {
    this.mode = mode;
  }

  setChromeCursor(cursor: FakeSurface['cursor']): void {
    this.cursor = cursor;
  }

  sendMouse(terminal: string, event: MouseEvent): boolean {
    if (!this.wantMouse.has(terminal)) return false;
    this.sentMouse.push(event);
    return true;
  }

  sendPaste(): void {}

  bell(): void {
    this.bells.push('bell');
  }

  notify(text: string): void {
    this.bells.push(text);
  }

  repaint(): void {
    this.repaints += 1;
  }

  [Symbol.dispose](): void {
    this.disposed += 1;
  }
}

/** Two rounds of the event loop: as the real input waits between two keys. */
export async function rounds(): Promise<void> {
  for (let round = 0; round < 3; round++) await new Promise((resolve) => setImmediate(resolve));
}
