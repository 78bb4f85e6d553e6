import { events } from '@keyline/schema';
import { asNumber, at, columns, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';

const row = {
  seq: events.seq,
  id: events.id,
  type: events.type,
  subjectType: events.subjectType,
  subjectId: events.subjectId,
  version: events.version,
  actorType: events.actorType,
  actorId: events.actorId,
  occurredAt: events.occurredAt,
  data: events.data,
};

/**
 * Events behind a place in the log, of the types (a JSON list) if there are any, as many as `rows` of the next `window`:
 * types that are rare cost no more than a page, and the walk goes on behind the window.
 */
export const eventsAfter = statement({
  values: ['after', 'types', 'window', 'rows'],
  row,
  sql: sql`SELECT ${columns(row, 'e')} FROM (SELECT w.* FROM ${events} w INDEXED BY events_by_tenant WHERE w.tenant_id = ${tenant} AND w.seq > ${value('after')} ORDER BY w.seq LIMIT ${value('window')}) e WHERE ${value('types')} IS NULL OR ${at('e', events.type)} IN (SELECT j.value FROM json_each(${value('types')}) j) LIMIT ${value('rows')}`,
});

/** How far the window reaches: its last event, and how many it holds. */
export const windowEnd = statement({
  values: ['after', 'window'],
  row: { seq: (raw: unknown) => (raw === null ? null : asNumber(raw)), events: asNumber },
  sql: sql`SELECT max(w.seq) AS "seq", count(*) AS "events" FROM (SELECT x.seq FROM ${events} x INDEXED BY events_by_tenant WHERE x.tenant_id = ${tenant} AND x.seq > ${value('after')} ORDER BY x.seq LIMIT ${value('window')}) w`,
});
