import { decodeCursor, encodeCursor } from '@keyline/kernel';
import { isEventPattern, typesOfPatterns } from '@keyline/protocol';
import * as v from 'valibot';

/** Marks cursors of the feed; they are good whatever types are asked for. */
const feed = 'events';

/** The cursor of a place in the log: behind this event. */
export function feedCursor(seq: number): string {
  return encodeCursor(feed, [seq]);
}

/** Where to go on: the place in the log behind which the feed begins. */
export const afterField = v.pipe(
  v.string(),
  v.maxLength(1000),
  v.description('nextCursor of the page before; absent: from the first event on.'),
  v.transform((cursor) => decodeCursor(feed, cursor, 1)?.[0]),
  v.check((seq) => typeof seq === 'number' && Number.isSafeInteger(seq) && seq >= 0, 'invalid'),
  v.transform(Number),
);

const patternField = v.pipe(
  v.string(),
  v.maxLength(1000),
  v.check((text) => text.split(',').every(isEventPattern), 'event_pattern'),
  v.metadata({ examples: ['account.created', 'contact.*'] }),
);

/** Types and patterns of types, repeated or between commas: each becomes the types that it means. */
export const typesField = v.pipe(
  v.array(patternField),
  v.maxLength(50),
  v.description('Types such as account.created, or all of a subject such as account.*; any of them.'),
  v.transform((patterns) => typesOfPatterns(patterns.flatMap((pattern) => pattern.split(',')))),
);

/** Events of one page. */
export const limitField = v.pipe(
  v.string(),
  v.regex(/^\d{1,4}$/, 'integer'),
  v.transform(Number),
  v.minValue(1),
  v.maxValue(200),
  v.metadata({ examples: ['50'] }),
  v.description('Events per page, 1 to 200; 50 when absent.'),
);
