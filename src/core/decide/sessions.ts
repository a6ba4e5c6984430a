import type {CommandBody} from '../commands.ts';
import type {EventBody} from '../events.ts';
import {nextAfterExit} from '../health/restart.ts';
import type {Session, SessionSpec, Waiting} from '../team.ts';
import {cleanLine} from '../text.ts';
import {aboutSession, accept, type Decision, nameOf, onlyFor, refuse, type Situation} from './decision.ts';
import {repetitionKey} from './repetition.ts';
import {endingOf, leavingOf, startingOf} from './session-end.ts';
import {openWithKey} from './sign-of-life.ts';

type Body<T extends CommandBody['type']> = Extract<CommandBody, {type: T}>;

const NAME = /^[a-z][a-z0-9-]{0,31}$/;
/** Words that address something else than a session; the last is a property of every record. */
const RESERVED = ['human', 'harmony', 'all', 'constructor'];
/** A session that a person started by hand leaves the team; its process is not ours. */
const LEFT = {code: null, signal: null, expected: true, next: {kind: 'stay'}} as const;

export function configureTeam(situation: Situation, {name: given, policy, sessions}: Body<'team.configure'>): Decision {
  return onlyFor(situation, ['supervisor', 'human'], 'configure the team', () => {
    const {team} = situation;
    const name = cleanLine(given, 64);
    const wanted = new Set(sessions.map((spec) => spec.id));
    const registered = sessions
      // A person's own process that has the name keeps it until it ends.
      .filter(({id}) => !(team.sessions[id]?.origin === 'joined' && team.sessions[id].life === 'running'))
      .filter((spec) => !sameSpec(team.sessions[spec.id], spec))
      .map((spec): EventBody => ({type: 'session.registered', spec}));
    const removed = Object.values(team.sessions).filter(
      (session) => session.origin === 'config' && !wanted.has(session.id) && isAtRest(session),
    );
    const same = team.name === name && JSON.stringify(team.policy) === JSON.stringify(policy);
    return accept(null, [
      ...(same ? [] : [{type: 'team.configured', name, policy} as const]),
      ...registered,
      ...leavingOf(situation, removed),
    ]);
  });
}

const isAtRest = ({life}: Session): boolean => life === 'stopped' || life === 'failed';

function sameSpec(session: Session | undefined, spec: SessionSpec): boolean {
  return (
    session !== undefined &&
    (Object.keys(spec) as (keyof SessionSpec)[]).every((key) => JSON.stringify(session[key]) === JSON.stringify(spec[key]))
  );
}

export function joinSession(situation: Situation, {spec, process}: Body<'session.join'>): Decision {
  return onlyFor(situation, ['human', 'supervisor'], 'add a session', () => {
    const {team} = situation;
    if (!NAME.test(spec.id) || RESERVED.includes(spec.id)) {
      return refuse(
        'invalid',
        `"${spec.id}" cannot be a session's name.`,
        `A name begins with a small letter and has at most 32 small letters, digits and dashes; ${RESERVED.join(', ')} are taken.`,
      );
    }
    const known = Object.hasOwn(team.sessions, spec.id) ? team.sessions[spec.id] : undefined;
    if (known && known.origin === 'config') {
      return refuse('conflict', `${spec.id} is a session of the configuration, started by Harmony.`, 'Choose another name.');
    }
    const incarnation = (known?.incarnation ?? 0) + 1;
    return accept({session: spec.id, incarnation}, [
      ...(known?.life === 'running' ? endingOf(situation, known, {...LEFT, reason: 'joined again'}) : []),
      {type: 'session.registered', spec: {...spec, role: cleanLine(spec.role, 32)}},
      {type: 'session.started', session: spec.id, incarnation, process, conversation: null},
      {type: 'session.observed', session: spec.id, activity: 'idle', evidence: 'joined by hand: only what it says itself is known'},
    ]);
  });
}

export function startSession(situation: Situation, {session: id}: Body<'session.start'>): Decision {
  return onlyFor(situation, ['human', 'supervisor'], 'start a session', () =>
    aboutSession(situation, id, (session) => {
      const {team} = situation;
      if (session.origin === 'joined') {
        return refuse(
          'forbidden',
          `${id} was started by hand: Harmony does not start it.`,
          `Start it in its own terminal: harmony join --name ${id}.`,
        );
      }
      if (session.life === 'running') {
        // Its end was asked for, and now its return.
        return session.ending === 'stop'
          ? accept({already: false}, [{type: 'session.stopRequested', session: id, restart: true}])
          : accept({already: true});
      }
      // One that ended by itself waits before its next start, and whoever asks now will not.
      if (session.life === 'starting' && session.exits.length === 0) return accept({already: true});
      return accept({already: false}, startingOf(team, session));
    }),
  );
}

export function sessionStarted(situation: Situation, {session: id, process, conversation}: Body<'session.started'>): Decision {
  return onlyFor(situation, ['supervisor'], 'say that a session was started', () =>
    aboutSession(situation, id, (session) => {
      if (session.life === 'running') return refuse('conflict', `${id} runs already.`, 'End it first.');
      const incarnation = session.incarnation + 1;
      const started: EventBody = {type: 'session.started', session: id, incarnation, process, conversation};
      // Stopped while it was being started: the process is there all the same, and has to go.
      const unwanted: EventBody[] = session.life === 'starting' ? [] : [{type: 'session.stopRequested', session: id, restart: false}];
      return accept({incarnation}, [started, ...unwanted]);
    }),
  );
}

export function startFailed(situation: Situation, {session: id, reason}: Body<'session.startFailed'>): Decision {
  return onlyFor(situation, ['supervisor'], 'say that a start failed', () =>
    aboutSession(situation, id, (session) => {
      if (session.life !== 'starting') return accept(null);
      const next = nextAfterExit(session, situation.team.policy, situation.now);
      return accept(null, endingOf(situation, session, {code: null, signal: null, expected: false, next, reason: cleanLine(reason, 500)}));
    }),
  );
}

export function observeSession(situation: Situation, {session: id, incarnation, ...facts}: Body<'session.observe'>): Decision {
  return onlyFor(situation, ['supervisor'], 'observe a session', () =>
    aboutSession(situation, id, (session) => {
      if (session.incarnation !== incarnation || session.life !== 'running') {
        return refuse('stale', `${id} is not at incarnation ${incarnation} any more.`, 'Nothing to do.');
      }
      const changed =
        (facts.activity !== undefined && facts.activity !== session.activity) ||
        (facts.waiting !== undefined && !sameWaiting(facts.waiting, session.waiting)) ||
        (facts.conversation !== undefined && facts.conversation !== session.conversation);
      if (!changed) return accept(null);
      const {type: _, ...observed} = facts;
      return accept(null, [{type: 'session.observed', session: id, ...observed}]);
    }),
  );
}

const sameWaiting = (a: Waiting | null, b: Waiting | null): boolean => a?.on === b?.on && a?.what === b?.what;

export function sessionExited(situation: Situation, {session: id, incarnation, code, signal}: Body<'session.exited'>): Decision {
  return onlyFor(situation, ['supervisor'], 'say that a session ended', () =>
    aboutSession(situation, id, (session) => {
      if (session.incarnation !== incarnation || session.life !== 'running') return accept(null);
      const asked = session.ending;
      const next =
        asked === 'restart'
          ? ({kind: 'restart', delay: 0} as const)
          : asked === 'stop'
            ? ({kind: 'stay'} as const)
            : nextAfterExit(session, situation.team.policy, situation.now);
      return accept(null, endingOf(situation, session, {code, signal, expected: asked !== null, next, reason: null}));
    }),
  );
}

export function stopSession(situation: Situation, {session: id}: Body<'session.stop'>): Decision {
  return onlyFor(situation, ['human', 'supervisor'], 'stop a session', () =>
    aboutSession(situation, id, (session) => {
      if (session.origin === 'joined' && session.life === 'running') {
        // Not ours to end: it only stops being a member.
        return accept({already: false}, endingOf(situation, session, {...LEFT, reason: 'removed from the team'}));
      }
      if (isAtRest(session) || session.ending === 'stop') return accept({already: true});
      return accept({already: false}, [{type: 'session.stopRequested', session: id, restart: false}]);
    }),
  );
}

export function restartSession(situation: Situation, {session: id}: Body<'session.restart'>): Decision {
  return onlyFor(situation, ['human', 'supervisor'], 'restart a session', () =>
    aboutSession(situation, id, (session) => {
      if (session.origin === 'joined') return refuse('forbidden', `${id} was started by hand.`, 'Restart it in its own terminal.');
      if (session.life !== 'running') return startSession(situation, {type: 'session.start', session: id});
      if (session.ending === 'restart') return accept({already: true});
      return accept({already: false}, [{type: 'session.stopRequested', session: id, restart: true}]);
    }),
  );
}

/** Whoever resumes a session has seen why it was paused. */
function answered({team}: Situation, session: string, paused: boolean): EventBody[] {
  const open = paused ? undefined : openWithKey(team, repetitionKey(session));
  return open ? [{type: 'attention.withdrawn', attention: open.id, reason: `${session} was resumed`}] : [];
}

export function pauseSession(situation: Situation, {type, session: id}: Body<'session.pause' | 'session.resume'>): Decision {
  const paused = type === 'session.pause';
  return onlyFor(situation, ['human', 'supervisor'], `${paused ? 'pause' : 'resume'} a session`, () =>
    aboutSession(situation, id, (session) =>
      session.paused === paused
        ? accept({already: true})
        : accept({already: false, by: nameOf(situation.actor)}, [
            {type: 'session.paused', session: id, paused},
            ...answered(situation, id, paused),
          ]),
    ),
  );
}
