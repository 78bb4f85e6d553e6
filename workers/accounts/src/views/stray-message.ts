import { choiceField, instantField, toInstant } from '@keyline/kernel';
import * as v from 'valibot';
import type { StrayMessageRow } from '../records/stray-messages.ts';

const word = (example: string) => v.pipe(v.string(), v.metadata({ examples: [example] }));

export const strayMessageView = v.pipe(
  v.strictObject({
    queue: word('tickets'),
    messageId: word('3f2b8c0e9d'),
    reason: v.pipe(
      choiceField(['unreadable', 'unknown_event']),
      v.description('unreadable: it is no message of ours. unknown_event: the log has no such event.'),
    ),
    attempts: v.pipe(v.number(), v.description('How often it came.'), v.metadata({ examples: [1] })),
    keptAt: v.pipe(instantField, v.description('In real time.')),
    body: v.pipe(
      v.unknown(),
      v.description('What it says, where it names this tenant; null otherwise.'),
      v.metadata({ examples: [null] }),
    ),
  }),
  v.metadata({ ref: 'StrayMessage' }),
);

export function viewStrayMessage({ id: _, keptAt, ...message }: StrayMessageRow) {
  return { ...message, keptAt: toInstant(keptAt) };
}
