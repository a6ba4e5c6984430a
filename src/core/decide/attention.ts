import type {CommandBody} from '../commands.ts';
import type {EventBody} from '../events.ts';
import type {Attention, Team} from '../team.ts';
import {cleanLine, cleanText} from '../text.ts';
import {blockerAnswered} from './blockers.ts';
import {checkDecided} from './check-permission.ts';
import {accept, type Decision, nameOf, onlyFor, refuse, type Situation} from './decision.ts';
import {gateAnswered} from './phases.ts';

const LONGEST_DETAIL = 8_000;

type Body<T extends CommandBody['type']> = Extract<CommandBody, {type: T}>;

export function raiseAttention(situation: Situation, body: Body<'attention.raise'>): Decision {
  return onlyFor(situation, ['supervisor'], 'put something in the attention queue', () => {
    const {team, now} = situation;
    const same = Object.values(team.attention).find((attention) => attention.state === 'open' && attention.key === body.key);
    if (same) return accept({attention: same.id, already: true});
    const attention: Attention = {
      id: `A-${team.counters.attention + 1}`,
      kind: body.kind,
      session: body.session,
      title: cleanLine(body.title, 200),
      detail: cleanText(body.detail).slice(0, LONGEST_DETAIL),
      choices: body.choices.map(({id, label}) => ({id: cleanLine(id, 80), label: cleanLine(label, 120)})),
      key: body.key,
      raisedAt: now,
      state: 'open',
      answer: null,
    };
    return accept({attention: attention.id, already: false}, [{type: 'attention.raised', attention}]);
  });
}

export function answerAttention(situation: Situation, {attention: named, choice, text = null}: Body<'attention.answer'>): Decision {
  return onlyFor(situation, ['human'], 'answer for a person', () => {
    const found = findQuestion(situation.team, named);
    if (!('state' in found)) return found;
    if (found.state !== 'open') {
      const how = found.answer ? `${found.answer.by} answered "${found.answer.choice}"` : 'it was settled elsewhere';
      return refuse('conflict', `${found.id} was settled already: ${how}.`, 'Nothing to do.', {attention: found.id, answer: found.answer});
    }
    if (found.choices.length === 0) {
      return refuse(
        'invalid',
        `${found.id} can only be answered in the pane of ${found.session ?? 'its session'}.`,
        `See it: harmony screen ${found.session ?? ''}`,
      );
    }
    if (!found.choices.some(({id}) => id === choice) && !(found.kind === 'question' && text)) {
      return refuse(
        'invalid',
        `"${choice}" is no answer to ${found.id}.`,
        `Choose one of: ${found.choices.map(({id}) => id).join(', ')}.`,
        {
          choices: found.choices,
        },
      );
    }
    const by = nameOf(situation.actor);
    const events: EventBody[] = [{type: 'attention.answered', attention: found.id, choice, text: text ? cleanText(text) : null, by}];
    return accept({attention: found.id, choice}, [
      ...events,
      ...consequencesOf(situation.team, found, choice),
      ...(found.kind === 'blocked'
        ? [
            ...checkDecided(situation, found, choice),
            ...gateAnswered(situation, found, choice),
            ...blockerAnswered(situation, found, choice, text),
          ]
        : []),
    ]);
  });
}

/** What Harmony itself asked: the answer is done at once. */
function consequencesOf(team: Team, {kind, key, session: id}: Attention, choice: string): EventBody[] {
  const session = id === null ? undefined : team.sessions[id];
  if (kind === 'dead' && choice === 'restart' && session?.life === 'failed') return [{type: 'session.startRequested', session: session.id}];
  if (kind === 'stuck' && choice === 'restart' && session?.life === 'running' && !session.ending)
    return [{type: 'session.stopRequested', session: session.id, restart: true}];
  if (kind === 'repetition' && choice === 'resume' && session?.paused)
    return [{type: 'session.paused', session: session.id, paused: false}];
  const [, taskId = ''] = /^task:(.+)$/.exec(key) ?? [];
  const task = kind === 'blocked' && Object.hasOwn(team.tasks, taskId) ? team.tasks[taskId] : undefined;
  if (task?.state !== 'failed' || choice !== 'again') return [];
  return [{type: 'task.assigned', task: task.id, owner: null, message: null, reason: 'a person wants another attempt'}];
}

/** By id, or by a session that has exactly one open question. */
function findQuestion(team: Team, named: string): Attention | Decision {
  const byId = Object.hasOwn(team.attention, named) ? team.attention[named] : undefined;
  if (byId) return byId;
  const open = Object.values(team.attention).filter((attention) => attention.state === 'open');
  const ofSession = open.filter((attention) => attention.session === named);
  if (ofSession.length === 1 && ofSession[0]) return ofSession[0];
  const ids = (ofSession.length > 1 ? ofSession : open).map(({id}) => id);
  const message = ofSession.length > 1 ? `${named} asks ${ofSession.length} things.` : `Nothing called "${named}" waits for an answer.`;
  return refuse('not-found', message, ids.length > 0 ? `Open: ${ids.join(', ')}.` : 'Nothing waits for a person.', {open: ids});
}

export function withdrawAttention(situation: Situation, {key, reason}: Body<'attention.withdraw'>): Decision {
  return onlyFor(situation, ['supervisor'], 'withdraw a question', () => {
    const events = Object.values(situation.team.attention)
      .filter((attention) => attention.state === 'open' && (attention.key === key || (key.endsWith(':') && attention.key.startsWith(key))))
      .map((attention): EventBody => ({type: 'attention.withdrawn', attention: attention.id, reason: cleanLine(reason, 200)}));
    return accept({withdrawn: events.length}, events);
  });
}
