import { heldForTenant } from '@keyline/auth';
import { feedItem } from '@keyline/events';
import { type Example, query } from '@keyline/http';
import { dataPermissions, mayReadData } from '@keyline/protocol';
import { all, first } from '@keyline/store';
import * as v from 'valibot';
import { afterField, feedCursor, limitField, typesField } from '../domain/feed-input.ts';
import { eventsAfter, windowEnd } from '../records/feed.ts';
import { feedItemView } from '../views.ts';

const permission = 'events.read';
const permissions = JSON.stringify([permission, ...dataPermissions]);

/** Events looked at per page where types are asked for. */
const window = 2000;
const usualLimit = 50;

/** Every event of the tenant in the order of the log: what systems follow that keep up with it. */
export const listEvents = query({
  id: 'listEvents',
  path: '/v1/events',
  tag: 'Events',
  summary: 'Follow the events',
  description:
    'In the order of commits, which never changes: what was read once stays, and what is new comes behind. nextCursor is never null: ask again with it as after, at once while more is true, else after a pause. A page may be empty and have more behind it where types are rare. For those who hold events.read in the whole tenant; all others see none.',
  permission,
  query: { after: v.optional(afterField), types: v.optional(typesField), limit: v.optional(limitField) },
  answer: {
    description: 'A page of events, the oldest first.',
    schema: v.strictObject({
      data: v.array(feedItemView),
      nextCursor: v.pipe(v.string(), v.description('Where to go on, also when there is nothing new yet.')),
      more: v.pipe(v.boolean(), v.description('Whether the log goes on behind this page already.')),
    }),
  },
  load({ query: { after = 0, types, limit = usualLimit } }) {
    const reach = { after, window: types === undefined ? limit + 1 : window };
    return {
      rights: first(heldForTenant.bind({ permissions })),
      rows: all(
        eventsAfter.bind({
          ...reach,
          types: types === undefined ? null : JSON.stringify(types),
          rows: limit + 1,
        }),
      ),
      end: first(windowEnd.bind(reach)),
    };
  },
  view({ loaded, query: { after = 0, types, limit = usualLimit } }) {
    const held = loaded.rights?.held ?? [];
    if (!held.includes(permission)) {
      return { body: { data: [], nextCursor: feedCursor(after), more: false } };
    }
    const rows = loaded.rows.toSorted((one, other) => one.seq - other.seq);
    const shown = rows.slice(0, limit);
    const isCut = rows.length > limit;
    const seen = isCut ? shown.at(-1)?.seq : loaded.end?.seq;
    const more = isCut || (types !== undefined && loaded.end?.events === window);
    return {
      body: {
        data: shown.map((row) =>
          feedItem(mayReadData(row.type, (one) => held.includes(one)) ? row : { ...row, data: {} }),
        ),
        nextCursor: feedCursor(seen ?? after),
        more,
      },
    };
  },
});

export const example: Example = {
  async request({ make }) {
    for (const operation of ['createContact', 'createContact']) await make(operation);
    return { query: { types: 'contact.*', limit: '20' } };
  },
};
