import {adapterOf} from '../agents/adapters.ts';
import type {Attention, Session} from '../core/index.ts';
import type {Supervisor} from './supervisor.ts';
import {TypingRefused} from './typing-refused.ts';

/** A paste that is followed at once by Enter is taken for one paste with a line end by some versions of Claude Code. Milliseconds. */
const BEFORE_ENTER = 150;

const isDialog = ({kind}: Attention): boolean => kind === 'permission' || kind === 'question' || kind === 'plan';

/** Types the human's own words, if the screen shows that they would arrive as such. */
export async function typeWords(
  supervisor: Supervisor,
  session: Session,
  text: string,
  enter: boolean,
): Promise<{typed: true; evidence: string}> {
  const {id} = session;
  if (session.life !== 'running') throw new TypingRefused(`${id} is not running.`, `Start it: harmony start ${id}`);
  // Its hook is heard before its dialog is drawn: the screen alone would still let the words through, into the dialog.
  const question = Object.values(supervisor.team.attention).find((one) => one.session === id && one.state === 'open' && isDialog(one));
  if (question)
    throw new TypingRefused(
      `Nothing was typed: ${id} asks something (${question.id}: ${question.title}).`,
      `Answer it: harmony approve ${id}, or deny ${id}`,
    );
  // With its styles: a hint in an empty prompt differs from a person's words by being dim.
  const screen = await supervisor.link.ask('snapshot', {terminal: id, format: 'ansi'});
  const gate = adapterOf(session.client)?.mayType?.(screen.content) ?? {ok: true};
  if (!gate.ok) throw new TypingRefused(`Nothing was typed: ${gate.reason}.`, `Look at its screen: harmony screen ${id}`);
  const {content} = await supervisor.link.ask('snapshot', {terminal: id, format: 'json'});
  const {modes} = JSON.parse(content) as {modes: {bracketedPaste: boolean}};
  const clean = text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '');
  if (clean !== '') {
    const typed = modes.bracketedPaste ? `\u001b[200~${clean}\u001b[201~` : clean.replaceAll('\n', '\r');
    await supervisor.link.ask('write', {terminal: id, text: typed});
  }
  if (enter) {
    if (clean !== '') await new Promise((resolve) => setTimeout(resolve, BEFORE_ENTER));
    await supervisor.link.ask('write', {terminal: id, text: '\r'});
  }
  return {typed: true, evidence: 'the terminal took every byte'};
}
