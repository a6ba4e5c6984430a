import type {MessageId, Timestamp} from '../ids.ts';

export type Priority = 'low' | 'normal' | 'high' | 'urgent';

export type Authority = 'human' | 'delegator' | 'peer' | 'harmony';

/** `superseded`: a newer message took its place before it was delivered; it never will be. */
export type DeliveryState = 'queued' | 'offered' | 'injected' | 'seen' | 'answered' | 'superseded';

export interface DeliveryStep {
  readonly state: DeliveryState;
  readonly at: Timestamp;
  readonly evidence: string;
}

/** A message's way to one recipient. */
export interface Delivery {
  readonly state: DeliveryState;
  readonly steps: readonly DeliveryStep[];
}

/** A session's name, `role:NAME`, `tier:N`, `all`, or `human`. */
export type Address = string;

export interface Message {
  readonly id: MessageId;
  /** A session, `human`, or `harmony` (the supervisor itself). */
  readonly from: string;
  readonly authority: Authority;
  readonly to: Address;
  readonly subject: string;
  readonly body: string;
  readonly priority: Priority;
  readonly replyTo: MessageId | null;
  readonly needsReply: boolean;
  /** Until when every recipient is to have answered. Left out in journals from before there were deadlines. */
  readonly replyBy?: Timestamp | null;
  /** The deadline passed without an answer, and a person was told. */
  readonly overdueAt?: Timestamp;
  /** The older message whose place it takes … */
  readonly replaces?: MessageId | null;
  /** … and there, the newer one. */
  readonly replacedBy?: MessageId;
  readonly sentAt: Timestamp;
  /** By recipient (a session id or `human`), fixed when it was sent. */
  readonly deliveries: Readonly<Record<string, Delivery>>;
}
