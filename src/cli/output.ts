import {cleanText} from '../core/index.ts';
import type {Failure} from './errors.ts';

/** What a command gives: the one for people, the other for scripts. A command that prints by itself gives neither. */
export interface Result {
  readonly text?: string;
  readonly json?: unknown;
  /** 0 when left out. */
  readonly exitCode?: number;
  /** The text is made for a terminal and goes there as it is. */
  readonly raw?: boolean;
}

interface Streams {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/**
 * The only place that prints. What sessions wrote is data: it must not be able to move the reader's cursor or to recolour their terminal. With `--json` standard output holds JSON and nothing else.
 */
export class Output {
  readonly #streams: Streams;
  readonly json: boolean;

  constructor(streams: Streams, json: boolean) {
    this.#streams = streams;
    this.json = json;
  }

  result({text = '', json, raw}: Result): void {
    if (this.json && json !== undefined) this.#streams.stdout.write(`${JSON.stringify(json)}\n`);
    else if (!this.json && text !== '') this.#streams.stdout.write(raw ? text : `${cleanText(text)}\n`);
  }

  /** How far it is: for a person who waits. */
  progress(text: string): void {
    if (!this.json) this.#streams.stderr.write(`${cleanText(text)}\n`);
  }

  failure(failure: Failure): void {
    const {exitCode, ...error} = failure;
    if (this.json) this.#streams.stdout.write(`${JSON.stringify({error: {...error, exitCode}})}\n`);
    else this.#streams.stderr.write(`${cleanText(`harmony: ${[error.message, error.remedy].filter(Boolean).join('\n')}`)}\n`);
  }
}
