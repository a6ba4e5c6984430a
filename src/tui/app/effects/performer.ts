import {ConnectionLostError} from '../../../client/connection-lost.ts';
import {RefusedError} from '../../../client/control.ts';
import type {ScreenEffect} from '../actions/action.ts';
import type {ScreenEvent} from '../state/event.ts';
import type {ScreenState} from '../state/state.ts';
import {cleanLine} from '../text/width.ts';
import type {HostLink} from './host-link.ts';
import type {SupervisorLink} from './supervisor-link.ts';

export interface PerformerOptions {
  readonly supervisor: SupervisorLink;
  readonly host: HostLink;
  state(): ScreenState;
  dispatch(event: ScreenEvent): void;
  repaint(): void;
  leave(): void;
  /** The supervisor was told to end the team; `false`: it refused. */
  onEnding(isEnding: boolean): void;
}

/** Carries out what an action wants beyond the screen, and tells how it went. */
export function createPerformer(options: PerformerOptions): (effect: ScreenEffect) => void {
  const {supervisor, host, state, dispatch} = options;

  const done = (text: string): void => dispatch({type: 'toast', toast: {kind: 'done', text, remedy: ''}});
  const failed = (error: unknown): void => dispatch({type: 'toast', toast: {kind: 'problem', ...problemOf(error)}});

  async function perform(effect: ScreenEffect): Promise<void> {
    switch (effect.kind) {
      case 'command':
        await supervisor.command(effect.body);
        return done(effect.done);
      case 'send':
        try {
          await supervisor.command(effect.body);
          dispatch({type: 'sent', form: effect.form});
          return done(effect.done);
        } finally {
          dispatch({type: 'sending', on: false});
        }
      case 'answer':
        return answer(effect);
      case 'explain':
        return dispatch({type: 'explained', explanation: await supervisor.request('explain', {session: effect.session})});
      case 'read-inbox':
        return dispatch({type: 'inbox', messages: (await supervisor.request('inbox', {take: true})).messages});
      case 'scroll':
        return scroll(effect.session, effect.by);
      case 'end-team':
        return endTeam();
      case 'leave':
        return options.leave();
      case 'repaint':
        return options.repaint();
    }
  }

  function scroll(terminal: string, by: number): void {
    // From what was asked for last: the host may not have answered yet.
    const from = state().terminals[terminal]?.scrolled ?? 0;
    dispatch({type: 'scrolled', terminal, lines: host.scrollable(terminal, from + by)});
  }

  async function answer({attention, choice, label, text}: Extract<ScreenEffect, {kind: 'answer'}>): Promise<void> {
    const isOpen = (): boolean => {
      const {dialog} = state();
      return dialog?.kind === 'answer' && dialog.attention.id === attention;
    };
    try {
      await supervisor.command({type: 'attention.answer', attention, choice, text});
      if (isOpen()) dispatch({type: 'dialog.done'});
      const more = state().board?.attention.filter(({id}) => id !== attention).length ?? 0;
      done(`Answered: ${cleanLine(label)}.${more > 0 ? ` ${more} more ${more === 1 ? 'waits' : 'wait'}: w` : ''}`);
    } catch (error) {
      // Somebody was first: said in the dialog, where the person looks.
      const isLate = error instanceof RefusedError && (error.refusal.code === 'conflict' || error.refusal.code === 'not-found');
      if (isLate && isOpen()) return dispatch({type: 'answer.settled', attention, text: error.refusal.message});
      if (isOpen()) dispatch({type: 'sending', on: false});
      throw error;
    }
  }

  async function endTeam(): Promise<void> {
    options.onEnding(true);
    dispatch({type: 'ending', text: 'ending the team…'});
    try {
      await supervisor.request('down', {});
    } catch (error) {
      // It ended before it could say so.
      if (error instanceof ConnectionLostError) return;
      options.onEnding(false);
      dispatch({type: 'ending', text: null});
      throw error;
    }
  }

  return (effect) => {
    perform(effect).catch(failed);
  };
}

function problemOf(error: unknown): {text: string; remedy: string} {
  if (error instanceof RefusedError) return {text: error.refusal.message, remedy: error.refusal.remedy};
  if (error instanceof ConnectionLostError) {
    return {text: 'The supervisor went away before it answered.', remedy: 'See on the board whether it was done, then try again.'};
  }
  return {text: error instanceof Error ? error.message : String(error), remedy: ''};
}
