import {Disposables} from '../../platform/disposables.ts';
import type {ObservedProcess, SessionHub} from '../adapter.ts';
import {configFolder} from './conversation.ts';
import type {SessionMemory} from './memory.ts';
import {readClaudeScreen} from './screens.ts';
import {SessionFile, type SessionRecord} from './session-file.ts';

/** A dialog of which no PermissionRequest was heard within this time is looked up on the screen. Milliseconds. */
const DIALOG_GRACE = 1_000;
/** A client that was started with a prompt and has not submitted it by then is believed to be idle after all. */
const PROMPT_GRACE = 15_000;

/** Watches what hooks do not tell: Esc, answered dialogs, dialogs before the first hook, a changed conversation. */
export function observeClaude(hub: SessionHub, memory: SessionMemory, process: ObservedProcess): Disposable {
  const owned = new Disposables();
  const report = (work: Promise<void>): void => void work.catch((error) => hub.log(`observer: ${error}`));
  const file = owned.add(
    new SessionFile({
      config: configFolder(process.environment),
      pid: process.pid,
      conversation: () => memory.conversation,
      onChange: (record) => report(learnRecord(record)),
    }),
  );
  const forgotten = forgetEarlier(hub);
  const look = (): void => {
    report(forgotten.then(() => lookAtScreen(hub, memory, process)));
    report(memory.transcript.check(hub));
  };
  let grace: NodeJS.Timeout | null = null;
  owned.defer(() => {
    if (grace) clearTimeout(grace);
  });
  owned.add(
    process.onSettled(() => {
      file.refresh();
      look();
    }),
  );
  memory.lookAgain = () => {
    if (owned.disposed) return;
    file.refresh();
    look();
  };
  if (memory.expectsPrompt) {
    const timer = setTimeout(() => {
      memory.expectsPrompt = false;
      memory.lookAgain();
    }, PROMPT_GRACE);
    owned.defer(() => clearTimeout(timer));
  }
  owned.add(memory.transcript);
  owned.defer(() => memory.stopRinging());
  look();
  return owned;

  async function learnRecord(record: SessionRecord): Promise<void> {
    if (record.conversation !== null && record.conversation !== memory.conversation) {
      memory.conversation = record.conversation;
      await hub.observe({conversation: record.conversation, evidence: 'session file'});
    }
    memory.fileStatus = record.status;
    if (record.status === 'waiting') {
      for (const question of memory.questions) question.shown = true;
      await memory.status.learn(hub, {waitingFor: record.waitingFor ?? 'a dialog'});
      grace ??= setTimeout(() => {
        grace = null;
        look();
      }, DIALOG_GRACE);
      return;
    }
    const over = record.status !== 'busy';
    await memory.withdraw(hub, (question) => question.shown || over, 'answered in the pane');
    await memory.settleRaised(hub, 'dialog:', 'it is closed');
    const turn = {activity: over ? 'idle' : 'working', evidence: `session file: ${record.status}`} as const;
    await memory.status.learn(hub, {waitingFor: null, dialog: null, ...(over && memory.expectsPrompt ? {} : {turn})});
  }
}

/** What a supervisor before this one raised; what still holds is found and raised again. */
async function forgetEarlier(hub: SessionHub): Promise<void> {
  for (const prefix of ['trust:', 'login:', 'dialog:']) await hub.withdraw(prefix, 'looked at again');
}

/** Looks for a dialog that no hook told of: before the first hook, or where the session file says that one is open. */
async function lookAtScreen(hub: SessionHub, memory: SessionMemory, process: ObservedProcess): Promise<void> {
  const beforeFirstHook = memory.fileStatus === null && memory.status.evidence.turn === null;
  const unexplained = memory.fileStatus === 'waiting' && memory.questions.length === 0;
  if (!beforeFirstHook && !unexplained) return;
  const reading = readClaudeScreen(await process.screen());
  if (!reading?.dialog) return;
  const {kind, title} = reading.dialog;
  await memory.status.learn(hub, {dialog: {title, rule: reading.rule}});
  const known = kind === 'trust' || kind === 'login';
  await memory.raise(hub, {
    kind: known ? kind : 'notice',
    key: `${known ? kind : 'dialog'}:screen`,
    title: `${hub.session} ${title}`,
    detail: 'It can only be answered in the pane.',
  });
}
