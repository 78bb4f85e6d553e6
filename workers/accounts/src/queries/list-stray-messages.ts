import { heldForTenant } from '@keyline/auth';
import { type Example, query } from '@keyline/http';
import { decodeCursor, encodeCursor } from '@keyline/kernel';
import { all, first } from '@keyline/store';
import * as v from 'valibot';
import { strayMessagesAfter } from '../records/stray-messages.ts';
import { strayMessageView, viewStrayMessage } from '../views.ts';

const permission = 'dead_letters.read';
const page = 100;
const shape = 'stray_messages';

const cursorField = v.pipe(
  v.string(),
  v.maxLength(1000),
  v.transform((cursor) => decodeCursor(shape, cursor, 1)?.[0]),
  v.check((id) => typeof id === 'number' && Number.isSafeInteger(id) && id >= 0, 'invalid'),
  v.transform(Number),
  v.description('nextCursor of the page before; absent: from the first one on.'),
);

/** Messages of the queues that name no event of ours: nothing can be done about them but to know. */
export const listStrayMessages = query({
  id: 'listStrayMessages',
  path: '/v1/dead-letters/stray-messages',
  tag: 'Events',
  summary: 'List stray messages',
  description:
    'What came by a queue and is no message of ours, and what names an event of this tenant that the log does not have; the oldest first. For those who hold dead_letters.read in the whole tenant; all others see none.',
  permission,
  query: { cursor: v.optional(cursorField) },
  answer: {
    description: 'A page of messages.',
    schema: v.strictObject({
      data: v.array(strayMessageView),
      nextCursor: v.pipe(v.nullable(v.string()), v.description('Null ends the walk.')),
    }),
  },
  load: ({ query: { cursor: after = 0 } }) => ({
    rights: first(heldForTenant.bind({ permissions: JSON.stringify([permission]) })),
    messages: all(strayMessagesAfter.bind({ after, limit: page + 1 })),
  }),
  view({ loaded: { rights, messages } }) {
    const rows = rights?.held.includes(permission) ? messages : [];
    const shown = rows.slice(0, page);
    const last = rows.length > page ? shown.at(-1) : undefined;
    const nextCursor = last === undefined ? null : encodeCursor(shape, [last.id]);
    return { body: { data: shown.map(viewStrayMessage), nextCursor } };
  },
});

export const example: Example = { request: () => ({}) };
