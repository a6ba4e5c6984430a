import type {DeliveryState} from '../team.ts';

/** A message that is offered again and again must not grow without end. */
export const MOST_STEPS = 12;

const ORDER: readonly DeliveryState[] = ['queued', 'offered', 'injected', 'seen', 'answered'];

/** A delivery only goes forward, and not at all once it was superseded; but an offer that got lost is made again, and is news. */
export const isNextStep = (from: DeliveryState, to: DeliveryState): boolean =>
  from !== 'superseded' && (ORDER.indexOf(to) > ORDER.indexOf(from) || (to === 'offered' && from === 'offered'));

/** Not yet in the recipient's hands. */
export const isUndelivered = (state: DeliveryState | undefined): boolean => state === 'queued' || state === 'offered';

/** Perhaps in the recipient's hands, but nothing shows that it was read. */
export const isUnread = (state: DeliveryState | undefined): boolean => isUndelivered(state) || state === 'injected';
