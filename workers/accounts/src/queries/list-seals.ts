import { heldForTenant } from '@keyline/auth';
import { type Example, query } from '@keyline/http';
import { decodeCursor, encodeCursor } from '@keyline/kernel';
import { all, first } from '@keyline/store';
import * as v from 'valibot';
import { sealsAfter } from '../records/seals.ts';
import { sealView, viewSeal } from '../views.ts';

const permission = 'audit.read';
const usualLimit = 50;
const shape = 'seals';

const cursorField = v.pipe(
  v.string(),
  v.maxLength(1000),
  v.transform((cursor) => decodeCursor(shape, cursor, 1)?.[0]),
  v.check((number) => typeof number === 'number' && Number.isSafeInteger(number) && number >= 0, 'invalid'),
  v.transform(Number),
  v.description('nextCursor of the page before; absent: from the first one on.'),
);

const limitField = v.pipe(
  v.string(),
  v.regex(/^\d{1,4}$/, 'integer'),
  v.transform(Number),
  v.minValue(1),
  v.maxValue(200),
  v.metadata({ examples: ['50'] }),
  v.description('Seals per page, 1 to 200; 50 when absent.'),
);

/** The seals of the tenant's events, the oldest first: with the feed, the proof that the log is what it was. */
export const listSeals = query({
  id: 'listSeals',
  path: '/v1/seals',
  tag: 'Audit',
  summary: 'Read the seals of the log',
  description:
    'Every minute what was committed is sealed: a hash for each event, their Merkle root, and the hash of the seal before. Keep them elsewhere: `npm run verify` holds an export of the feed against them, without us. For those who hold audit.read in the whole tenant; all others see none.',
  permission,
  query: { cursor: v.optional(cursorField), limit: v.optional(limitField) },
  answer: {
    description: 'A page of seals, the oldest first.',
    schema: v.strictObject({
      data: v.array(sealView),
      nextCursor: v.pipe(v.nullable(v.string()), v.description('Null ends the walk.')),
    }),
  },
  load: ({ query: { cursor: after = 0, limit = usualLimit } }) => ({
    rights: first(heldForTenant.bind({ permissions: JSON.stringify([permission]) })),
    seals: all(sealsAfter.bind({ after, limit: limit + 1 })),
  }),
  view({ loaded: { rights, seals }, query: { limit = usualLimit } }) {
    const rows = rights?.held.includes(permission) ? seals : [];
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    const nextCursor = last === undefined ? null : encodeCursor(shape, [last.number]);
    return { body: { data: shown.map(viewSeal), nextCursor } };
  },
});

export const example: Example = {
  async request({ make }) {
    await make('createAccount');
    return { query: { limit: '20' } };
  },
};
