import type {InboxMessage} from '../../protocol/control.ts';
import {clockTime} from '../logs/clock-time.ts';

/** A message as people read it. */
export function letter({
  id,
  from,
  authority,
  subject,
  body,
  priority,
  needsReply,
  replyBy,
  replyTo,
  replaces,
  replacedBy,
}: InboxMessage): string {
  const marks = [
    authority,
    ...(priority === 'normal' ? [] : [priority]),
    ...(replyTo === null ? [] : [`answers ${replyTo}`]),
    ...(replaces ? [`replaces ${replaces}`] : []),
    ...(replacedBy ? [`replaced by ${replacedBy}`] : []),
    ...(needsReply ? [`wants an answer${replyBy ? ` by ${clockTime(replyBy)}` : ''}`] : []),
  ];
  return [`${id} from ${from} (${marks.join(', ')}): ${subject}`, ...body.split('\n').map((line) => `  ${line}`)].join('\n');
}
