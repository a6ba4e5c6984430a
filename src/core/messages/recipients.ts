import type {Address, Session, Team} from '../team.ts';

/** Whom an address means; the sender itself is left out of groups. `null`: nobody is called so. */
export function recipientsOf(team: Team, to: Address, sender: string): readonly string[] | null {
  if (to === 'human') return ['human'];
  if (Object.hasOwn(team.sessions, to)) return [to];
  const among = (test: (session: Session) => boolean): string[] =>
    Object.values(team.sessions)
      .filter((session) => session.id !== sender && test(session))
      .map((session) => session.id);
  if (to === 'all') return among(() => true);
  const [, kind, name] = /^(role|tier):(.+)$/.exec(to) ?? [];
  if (kind === 'role') return Object.values(team.sessions).some(({role}) => role === name) ? among(({role}) => role === name) : null;
  if (kind === 'tier')
    return Object.values(team.sessions).some(({tier}) => String(tier) === name) ? among(({tier}) => String(tier) === name) : null;
  return null;
}

/** May the one give work to the other? */
export const mayDelegate = (from: Session, to: Session): boolean => from.delegatesTo.includes('*') || from.delegatesTo.includes(to.role);
