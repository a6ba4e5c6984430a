import type {CommandBody} from '../commands.ts';
import type {EventBody} from '../events.ts';
import {remedyForName} from '../nearest-name.ts';
import type {Attention, Blocker, Session, Team} from '../team.ts';
import {cleanLine, cleanText} from '../text.ts';
import {accept, type Decision, forSession, nameOf, refuse, type Situation} from './decision.ts';
import {messageOf} from './message-of.ts';

type Body<T extends CommandBody['type']> = Extract<CommandBody, {type: T}>;
const KEY = 'block:';
const LONGEST_WHAT = 200;
const LONGEST_ANSWER = 64 * 1024;

/** Those who wait for the same thing wait together: whoever can give it is asked once. */
export function block(situation: Situation, body: Body<'block'>): Decision {
  return forSession(situation, 'be blocked', (session) => {
    const {team, now} = situation;
    const what = cleanLine(body.what, LONGEST_WHAT);
    if (what === '') return refuse('invalid', 'Nothing was named.', 'Say what you need: harmony block "the API key of the mail service"');
    const on = body.on ?? 'human';
    const problem = problemWith(team, session, on);
    if (problem) return problem;
    const key = keyOf(body.key ?? what);
    const same = Object.values(team.blockers).find((blocker) => blocker.key === key);
    if (same?.sessions.includes(session.id)) return accept({blocker: same.id});
    // Another waits for it from this very session: to wait along would be to wait for itself.
    if (same?.on === session.id)
      return refuse('conflict', `${same.id} (${same.what}) waits on you.`, `Give it by unblock ${same.id}, or say what else you need.`, {
        blocker: same.id,
      });
    if (same) return accept({blocker: same.id}, [{type: 'blocker.joined', blocker: same.id, session: session.id}]);
    const id = `B-${team.counters.blocker + 1}`;
    const blocker: Blocker = {id, key, what, on, sessions: [session.id], raisedAt: now};
    return accept({blocker: id}, [{type: 'blocker.raised', blocker}, ...asking(situation, blocker, session)]);
  });
}

const keyOf = (text: string): string => cleanLine(text, LONGEST_WHAT).toLowerCase();

function problemWith(team: Team, session: Session, on: string): Decision | null {
  if (on === session.id) return refuse('invalid', 'That is you.', 'Say who can give it, or leave it out: then the person is asked.');
  if (on === 'human' || Object.hasOwn(team.sessions, on)) return null;
  const names = Object.keys(team.sessions);
  return refuse('not-found', `There is no session "${on}".`, remedyForName(on, [...names, 'human']), {sessions: names});
}

/** A person is asked in the attention queue, a session by message. */
function asking(situation: Situation, {id, what, on}: Blocker, session: Session): EventBody[] {
  if (on !== 'human') {
    const body = `Give it by unblock ${id} with your answer: it goes to everybody who waits for the same.`;
    const words = {type: 'message.send', to: on, subject: `${session.id} cannot go on without: ${what}`, body, needsReply: true} as const;
    return [{type: 'message.sent', message: messageOf(situation, {...words, priority: 'high'}, 1)}];
  }
  const attention: Attention = {
    id: `A-${situation.team.counters.attention + 1}`,
    kind: 'blocked',
    // Others may wait for the same: its end would settle nothing.
    session: null,
    title: `${session.id} cannot go on without: ${what}`,
    detail: `Your answer goes to everybody who waits for the same (${id}). In words: harmony unblock ${id} "…"`,
    choices: [
      {id: 'answer', label: 'It is there (with words of yours, if you add some)'},
      {id: 'without', label: 'Go on without it'},
    ],
    key: `${KEY}${id}`,
    raisedAt: situation.now,
    state: 'open',
    answer: null,
  };
  return [{type: 'attention.raised', attention}];
}

export function unblock(situation: Situation, body: Body<'unblock'>): Decision {
  const {team, actor} = situation;
  const blocker = Object.values(team.blockers).find(({id, key}) => id === body.blocker || key === keyOf(body.blocker));
  if (!blocker) {
    const open = Object.values(team.blockers).map(({id, what}) => `${id} (${what})`);
    return refuse(
      'not-found',
      `Nobody waits for "${cleanLine(body.blocker, 80)}".`,
      open.length > 0 ? `Open: ${open.join(', ')}.` : 'Nothing to do.',
    );
  }
  const answer = cleanText(body.answer).slice(0, LONGEST_ANSWER).trim();
  const decide = (): Decision => {
    if (answer === '') return refuse('invalid', 'The answer is empty.', 'Say what they need to know.');
    return accept({blocker: blocker.id, freed: blocker.sessions}, [
      ...answered(situation, blocker, answer),
      ...blockerQuestions(team, blocker),
    ]);
  };
  if (actor.kind !== 'session') return decide();
  return forSession(situation, 'answer', ({id}) => {
    if (blocker.on === id) return decide();
    if (!blocker.sessions.includes(id))
      return refuse('forbidden', `${blocker.id} waits on ${blocker.on}.`, `Tell ${blocker.on} by message.`);
    const last = blocker.sessions.length === 1 ? blockerQuestions(team, blocker) : [];
    return accept({blocker: blocker.id, freed: [id]}, [{type: 'blocker.left', blocker: blocker.id, session: id}, ...last]);
  });
}

/** What follows from a person's answer in the attention queue. */
export function blockerAnswered(situation: Situation, {key}: Attention, choice: string, text: string | null): EventBody[] {
  const blocker = Object.values(situation.team.blockers).find(({id}) => key === `${KEY}${id}`);
  if (!blocker) return [];
  const words = text === null ? '' : cleanText(text).trim();
  return answered(situation, blocker, words || (choice === 'without' ? 'Go on without it.' : 'It is there now: go on.'));
}

function answered(situation: Situation, {id, what, sessions}: Blocker, answer: string): EventBody[] {
  const by = nameOf(situation.actor);
  return [
    {type: 'blocker.answered', blocker: id, answer, by},
    ...sessions.map((to, index): EventBody => {
      const words = {type: 'message.send', to, subject: `Answer to ${id}: ${what}`, body: answer, priority: 'high'} as const;
      return {type: 'message.sent', message: messageOf(situation, words, index + 1)};
    }),
  ];
}

export const blockerQuestions = (team: Team, {id}: Blocker): EventBody[] =>
  Object.values(team.attention)
    .filter(({state, key}) => state === 'open' && key === `${KEY}${id}`)
    .map((attention) => ({type: 'attention.withdrawn', attention: attention.id, reason: `${id} was settled`}));
