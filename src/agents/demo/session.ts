import {randomUUID} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {callHook, type GatewayIdentity, type HookAnswer} from './gateway.ts';
import type {Mail, Progress} from './progress.ts';
import {type CommandResult, commandLine, runCommand} from './run-command.ts';
import type {Permission} from './screen/dialog.ts';
import type {Pane} from './screen/pane.ts';
import {messagesOfThePerson, type PersonsMessage} from './story/mail-ids.ts';
import {answerTo} from './story/small-talk.ts';

const PREVIEW_LINES = 5;
const OUTPUT_LINES = 8;
/** A supervisor that was restarted is back within this time. Milliseconds. */
const PATIENCE = 20_000;
const TRY_AGAIN = 500;
const UNHEARD = /No team is running|The supervisor ended before it answered/;
/** Between two words of what it says. Milliseconds at pace 1. */
const WORD_TIME = 45;
/** How long a person needs to see what it does now. Seconds at pace 1. */
const WRITING = 1.6;
const RUNNING = 0.8;
const READING = 1.3;

export interface DemoSessionOptions {
  readonly identity: GatewayIdentity;
  readonly project: string;
  readonly pane: Pane;
  readonly progress: Progress;
  /** Factor on every pause: 1 for people who look on, 0 for none. */
  readonly pace: number;
}

/** A session as its script sees it: each verb is drawn in the pane, told to Harmony through hooks, and really done. */
export class DemoSession {
  readonly name: string;
  readonly #options: DemoSessionOptions;
  readonly #words: string[] = [];
  readonly #letters: PersonsMessage[] = [];
  #working = false;
  #rung = false;
  #wake: () => void = () => {};

  constructor(options: DemoSessionOptions) {
    this.#options = options;
    this.name = options.identity.session;
  }

  /** From the keyboard: answered between two actions, or at once when nothing else is to be done. */
  hear(words: string): void {
    this.#words.push(words);
    this.#wake();
  }

  /** The bell: there may be mail. While it works its next hook brings it. */
  ring(): void {
    this.#rung = true;
    this.#wake();
  }

  async begin(prompt: string | null): Promise<void> {
    const {pane, progress} = this.#options;
    pane.settle({kind: 'banner', title: this.name, lines: ['Harmony demo: a scripted session, real work', this.#options.project]});
    await this.#hook('SessionStart', {source: progress.resumed ? 'resume' : 'startup'});
    if (progress.resumed) pane.settle({kind: 'note', text: 'Started again: going on where the last process ended.'});
    else if (prompt !== null) await this.#take(prompt);
  }

  step(name: string, act: () => Promise<string>): Promise<string> {
    return this.#options.progress.step(name, act);
  }

  /** Seconds at pace 1. */
  async pause(seconds: number): Promise<void> {
    await wait(seconds * 1000 * this.#options.pace);
  }

  async think(seconds: number, about: string): Promise<void> {
    await this.#attend();
    this.#options.pane.setStatus(about);
    await this.pause(seconds);
  }

  async say(text: string): Promise<void> {
    await this.#attend();
    await this.#speak(text);
  }

  /** Writes a file of the project unless Harmony refuses it; gives the reason of the refusal, or `null`. */
  async write(path: string, content: string): Promise<string | null> {
    await this.#attend();
    const {pane, project} = this.#options;
    const file = join(project, path);
    const before = existsSync(file) ? readFileSync(file, 'utf8') : null;
    const tool = before === null ? 'Write' : 'Edit';
    const call = {tool_name: tool, tool_input: {file_path: file}, tool_use_id: randomUUID()};
    pane.setStatus(`${before === null ? 'Writing' : 'Editing'} ${path}`);
    pane.show({kind: 'tool', tool, target: path, outcome: 'running'});
    const verdict = (await this.#hook('PreToolUse', call)).hookSpecificOutput;
    if (verdict?.permissionDecision === 'deny') {
      const reason = verdict.permissionDecisionReason ?? 'refused';
      pane.settle({kind: 'tool', tool, target: path, outcome: 'failed'}, {kind: 'result', text: `Refused: ${reason}`, failed: true});
      return reason;
    }
    await this.pause(WRITING);
    mkdirSync(dirname(file), {recursive: true});
    writeFileSync(file, content);
    const lines = content.trimEnd().split('\n');
    const fresh = before === null ? lines : lines.filter((line) => !before.split('\n').includes(line));
    const summary = before === null ? `Wrote ${lines.length} lines` : `Updated: ${fresh.length} new lines`;
    pane.settle(
      {kind: 'tool', tool, target: path, outcome: 'done'},
      {kind: 'preview', summary, lines: fresh.slice(0, PREVIEW_LINES), total: fresh.length},
    );
    await this.#hook('PostToolUse', call);
    return null;
  }

  /** `harmony …`, like any session. While the supervisor is being started again there is nobody to hear it: it is tried again. */
  async harmony(...args: readonly string[]): Promise<CommandResult> {
    const giveUp = performance.now() + PATIENCE;
    for (;;) {
      const result = await this.run(['harmony', ...args]);
      if (result.code === 0 || !UNHEARD.test(result.output) || performance.now() > giveUp) return result;
      await wait(TRY_AGAIN);
    }
  }

  /** Runs a command in the project. */
  async run(words: readonly string[]): Promise<CommandResult> {
    await this.#attend();
    const call = await this.#announce(words);
    return this.#perform(words, call);
  }

  /** Asks for permission first: in the pane and on the board at once, and whoever answers first decides. `null`: not allowed. */
  async runWithPermission(words: readonly string[], purpose: string): Promise<CommandResult | null> {
    await this.#attend();
    const call = await this.#announce(words);
    if ((await this.#askPermission(call, purpose)) === 'allow') return this.#perform(words, call);
    const {pane} = this.#options;
    pane.settle(
      {kind: 'tool', tool: 'Bash', target: commandLine(words), outcome: 'failed'},
      {kind: 'result', text: 'The person said no.', failed: true},
    );
    return null;
  }

  /** Waits for mail with this phrase in it. What it waits for it may have had for long. */
  async mail(phrase: string): Promise<Mail> {
    for (;;) {
      const found = this.#options.progress.find(phrase);
      if (found) return found;
      await this.#rest();
    }
  }

  /** The script is over: goes on listening. */
  async listen(): Promise<never> {
    for (;;) await this.#rest();
  }

  /** Until something comes in: ends the turn, unless its end brings mail, and sleeps until words or the bell. */
  async #rest(): Promise<void> {
    const {pane} = this.#options;
    if (this.#words.length + this.#letters.length > 0) return this.#attend();
    if (this.#working) {
      this.#working = false;
      if (await this.#receive(await this.#hook('Stop', {}))) return;
      pane.setStatus(null);
    }
    if (!this.#rung && this.#words.length === 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#words.length > 0) return this.#attend();
    this.#rung = false;
    await this.#receive(await this.#hook('Mail', {}));
  }

  /** Answers what a person has typed or written meanwhile. */
  async #attend(): Promise<void> {
    for (let letter = this.#letters.shift(); letter !== undefined; letter = this.#letters.shift()) {
      const reply = ['harmony', 'reply', letter.id, answerTo(letter.body, this.name).text];
      await this.#perform(reply, await this.#announce(reply));
    }
    for (let words = this.#words.shift(); words !== undefined; words = this.#words.shift()) {
      await this.#take(words);
      const {text, command} = answerTo(words, this.name);
      if (command) await this.#perform(command, await this.#announce(command));
      await this.#speak(text);
    }
  }

  async #take(prompt: string): Promise<void> {
    this.#options.pane.settle({kind: 'prompt', text: prompt});
    this.#working = true;
    await this.#receive(await this.#hook('UserPromptSubmit', {prompt}));
  }

  async #speak(text: string): Promise<void> {
    const {pane} = this.#options;
    pane.setStatus('Writing');
    const words = text.split(' ');
    for (let shown = 1; shown < words.length; shown += 1) {
      pane.show({kind: 'said', text: words.slice(0, shown).join(' ')});
      await wait(WORD_TIME * this.#options.pace);
    }
    pane.settle({kind: 'said', text});
  }

  async #announce(words: readonly string[]) {
    const command = commandLine(words);
    const call = {tool_name: 'Bash', tool_input: {command}, tool_use_id: randomUUID()};
    this.#options.pane.show({kind: 'tool', tool: 'Bash', target: command, outcome: 'running'});
    await this.#hook('PreToolUse', call);
    return call;
  }

  async #perform(words: readonly string[], call: object): Promise<CommandResult> {
    const {pane, project} = this.#options;
    pane.setStatus('Running a command');
    await this.pause(RUNNING);
    const result = await runCommand(words, project);
    const failed = result.code !== 0;
    const lines = result.output.split('\n');
    const shown = [
      ...lines.slice(0, OUTPUT_LINES),
      ...(lines.length > OUTPUT_LINES ? [`… ${lines.length - OUTPUT_LINES} more lines`] : []),
    ];
    pane.settle(
      {kind: 'tool', tool: 'Bash', target: commandLine(words), outcome: failed ? 'failed' : 'done'},
      {kind: 'result', text: shown.join('\n') || 'done', failed},
    );
    await this.#hook(failed ? 'PostToolUseFailure' : 'PostToolUse', call);
    return result;
  }

  async #askPermission(call: {tool_input: {command: string}}, purpose: string): Promise<Permission> {
    const {pane} = this.#options;
    pane.setStatus('Waiting for permission');
    const asked = {...call, tool_input: {...call.tool_input, description: purpose}};
    const board = new AbortController();
    const inPane = pane.askPermission(call.tool_input.command, purpose, board.signal);
    const elsewhere = callHook(this.#options.identity, 'PermissionRequest', asked, board.signal).then((answer) => {
      const behavior = answer.hookSpecificOutput?.decision?.behavior;
      // No decision: it was answered here, or nobody on the board can. The dialog stays.
      return behavior ?? inPane;
    });
    const first = await Promise.race([
      inPane.then((answer) => ({answer, here: true})),
      elsewhere.then((answer) => ({answer, here: false})),
    ]);
    board.abort();
    if (first.here) await this.#hook('PermissionAnswered', call);
    return first.answer;
  }

  /** Calls a hook; mail that comes with the answer is taken in. */
  async #hook(event: string, body: object): Promise<HookAnswer> {
    // A process that goes on where another ended works without having been asked to.
    if (event === 'PreToolUse') this.#working = true;
    const answer = await callHook(this.#options.identity, event, body);
    // `Stop` and `Mail` are looked at by their callers, who have to know whether there was any.
    if (event === 'PostToolUse' || event === 'PostToolUseFailure') await this.#receive(answer);
    return answer;
  }

  async #receive(answer: HookAnswer): Promise<boolean> {
    const text = answer.hookSpecificOutput?.additionalContext;
    if (!answer.messages || text === undefined) return false;
    this.#working = true;
    this.#options.pane.setStatus('Reading mail');
    this.#options.pane.settle({kind: 'mail', text});
    this.#options.progress.receive({text});
    this.#letters.push(...messagesOfThePerson({text}));
    await this.#hook('MailShown', {messages: answer.messages});
    await this.pause(READING);
    return true;
  }
}
