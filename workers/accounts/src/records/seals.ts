import { seals } from '@keyline/schema';
import { columns, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';

const row = {
  number: seals.number,
  events: seals.events,
  firstEventId: seals.firstEventId,
  lastEventId: seals.lastEventId,
  leaves: seals.leaves,
  root: seals.root,
  previous: seals.previous,
  hash: seals.hash,
  sealedAt: seals.sealedAt,
};

/** The seals of the tenant behind this number. */
export const sealsAfter = statement({
  values: ['after', 'limit'],
  row,
  sql: sql`SELECT ${columns(row)} FROM ${seals} WHERE ${seals.tenantId} = ${tenant} AND ${seals.number} > ${value('after')} ORDER BY ${seals.number} LIMIT ${value('limit')}`,
});
