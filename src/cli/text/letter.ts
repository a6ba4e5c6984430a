import {cleanText} from '../../core/index.ts';
import type {InboxMessage} from '../../protocol/control.ts';
import {clockTime} from '../logs/clock-time.ts';

/** A message as people read it. Whatever its words are, every line of them is indented. */
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
  const head = `${id} from ${from} (${marks.join(', ')}): ${cleanText(subject).replaceAll('\n', ' ')}`;
  // Before it is cut into lines: none of them may pass for one of ours.
  return [
    head,
    ...cleanText(body)
      .split('\n')
      .map((line) => `  ${line}`),
  ].join('\n');
}
