import type {Attention, AttentionId, CommandBody, Team} from '../core/index.ts';

export interface Answer {
  readonly choice: string;
  readonly text: string | null;
}

/**
 * The questions of sessions that are held open: whoever asked waits here until a person answers, or until it is settled elsewhere (`null`).
 * Only the waiting is in memory; the question itself is in the journal.
 */
export class OpenQuestions {
  readonly #waiting = new Map<AttentionId, Set<(answer: Answer | null) => void>>();

  wait(attention: AttentionId): Promise<Answer | null> {
    return new Promise((resolve) => {
      const listeners = this.#waiting.get(attention) ?? new Set();
      this.#waiting.set(attention, listeners.add(resolve));
    });
  }

  isHeld(attention: AttentionId): boolean {
    return this.#waiting.has(attention);
  }

  settle(attention: Attention): void {
    if (attention.state === 'open') return;
    const listeners = this.#waiting.get(attention.id);
    this.#waiting.delete(attention.id);
    const answer =
      attention.state === 'answered' && attention.answer ? {choice: attention.answer.choice, text: attention.answer.text} : null;
    for (const resolve of listeners ?? []) resolve(answer);
  }
}

/** Their requests ended with the supervisor that held them: the dialog in the pane is what is left. */
export async function withdrawUnheld(team: Team, execute: (body: CommandBody) => Promise<unknown>): Promise<void> {
  for (const {state, kind, key} of Object.values(team.attention)) {
    const wasHeld = kind === 'permission' || kind === 'question' || kind === 'plan';
    if (state === 'open' && wasHeld) {
      await execute({type: 'attention.withdraw', key, reason: 'the supervisor was restarted: answer in the pane'});
    }
  }
}
