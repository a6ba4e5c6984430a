/** Owner of listeners, timers and children: disposing it disposes all of them, last first. */
export class Disposables implements Disposable {
  #items: Disposable[] = [];
  #disposed = false;

  add<T extends Disposable>(item: T): T {
    if (this.#disposed) item[Symbol.dispose]();
    else this.#items.push(item);
    return item;
  }

  defer(dispose: () => void): void {
    this.add({[Symbol.dispose]: dispose});
  }

  get disposed(): boolean {
    return this.#disposed;
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    for (const item of this.#items.splice(0).reverse()) item[Symbol.dispose]();
  }
}
