import type {Controls, ScreenEffect} from '../actions/action.ts';
import {type Entry, paletteEntries, sessionMenu} from '../actions/palette.ts';
import {type ActionId, actions} from '../actions/table.ts';
import {findBinding, keyContextsOf, takesText} from '../keys/find-binding.ts';
import type {KeyPress} from '../keys/key-press.ts';
import type {ScreenView} from '../present/view.ts';
import type {ScreenEvent} from '../state/event.ts';
import {focusedField} from '../state/form.ts';
import type {ScreenState} from '../state/state.ts';

export interface ControllerOptions {
  state(): ScreenState;
  dispatch(event: ScreenEvent): void;
  perform(effect: ScreenEffect): void;
  /** What is shown: how many entries the list has, how far the text can be scrolled. */
  view(): Pick<ScreenView, 'entries' | 'hidden' | 'page'>;
}

/** Turns keys into actions, and actions into what they do. */
export class Controller {
  readonly #options: ControllerOptions;

  constructor(options: ControllerOptions) {
    this.#options = options;
  }

  handleKey(key: KeyPress): void {
    const {state, dispatch} = this.#options;
    // A toast stands over the hints until the next key.
    const {toast} = state();
    if (toast) dispatch({type: 'toast.over', id: toast.id});
    const binding = findBinding(state(), key);
    if (binding) this.run(binding.action, key);
    else if (key.text !== '' && takesText(state())) this.#writeText(key.text);
  }

  handlePaste(text: string): void {
    const {state, dispatch} = this.#options;
    const toast = {kind: 'note' as const, text: 'Pasted text goes into a session: press Enter first, then paste.', remedy: ''};
    dispatch(takesText(state()) ? {type: 'dialog.edit', edit: {kind: 'insert', text}} : {type: 'toast', toast});
  }

  run(id: ActionId, key: KeyPress = {name: '', text: ''}): void {
    const action = actions[id];
    const reason = action.whyDisabled(this.#options.state());
    if (reason === null) action.run(this.#controls(), key);
    else this.#options.dispatch({type: 'toast', toast: {kind: 'note', text: reason, remedy: ''}});
  }

  /** What a click or `Enter` on an entry of the open list does. */
  runEntry(index: number): void {
    const {state} = this.#options;
    const {dialog} = state();
    if (dialog?.kind === 'palette') this.#runFromPalette(paletteEntries(state(), dialog.query.text)[index]);
    // The menu's actions are about its session: it closes when they have begun.
    else if (dialog?.kind === 'menu') this.#runFromMenu(sessionMenu(state())[index]);
    else if (dialog?.kind === 'claims') this.#askToTakeAway(index);
    else if (dialog?.kind === 'answer') this.run('answer.number', {name: String(index + 1), text: ''});
  }

  #runFromPalette(entry: Entry | undefined): void {
    if (!entry) return;
    this.#options.dispatch({type: 'dialog.done'});
    if (entry.does.kind === 'select') this.#options.dispatch({type: 'select', session: entry.does.session});
    else this.run(entry.does.action);
  }

  #runFromMenu(entry: Entry | undefined): void {
    if (entry?.does.kind === 'action') this.run(entry.does.action);
  }

  #askToTakeAway(index: number): void {
    const {state, dispatch} = this.#options;
    const claims = state().board?.claims ?? [];
    const claim = claims[Math.min(index, claims.length - 1)];
    if (!claim) return;
    const {id, holder, resources} = claim;
    dispatch({
      type: 'dialog.open',
      dialog: {
        kind: 'confirm',
        title: `Take ${id} away from ${holder}?`,
        text: `${holder} may not write ${resources.join(', ')} any more until it claims it again. What it has written stays.`,
        verb: 'take it away',
        intent: {kind: 'command', body: {type: 'release', claims: [id], force: true}, done: `${id} is free again.`},
      },
    });
  }

  #controls(): Controls {
    const {state, dispatch, perform, view} = this.#options;
    return {
      get state() {
        return state();
      },
      get entries() {
        return view().entries;
      },
      get hidden() {
        return view().hidden;
      },
      get page() {
        return view().page;
      },
      dispatch,
      perform,
      runEntry: (index) => this.runEntry(index),
    };
  }

  #writeText(text: string): void {
    const {state, dispatch} = this.#options;
    const {dialog} = state();
    const focused = dialog && 'form' in dialog && keyContextsOf(state()).includes('form') ? focusedField(dialog.form) : undefined;
    if (focused?.kind === 'choice' && text !== ' ') dispatch({type: 'form.jump', text});
    else if (focused && focused.kind !== 'text') dispatch({type: 'form.choose', by: 1});
    else dispatch({type: 'dialog.edit', edit: {kind: 'insert', text}});
  }
}
