import { strayMessages } from '@keyline/schema';
import { asJson, columns, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';

const row = {
  id: strayMessages.id,
  queue: strayMessages.queue,
  messageId: strayMessages.messageId,
  reason: strayMessages.reason,
  attempts: strayMessages.attempts,
  keptAt: strayMessages.keptAt,
};

const named = sql`CASE WHEN json_valid(s.body) THEN json_extract(s.body, '$.tenantId') END`;

/**
 * Messages behind this one that are nobody's or this tenant's. What one says is shown to the tenant that it names:
 * what nobody can read may be a part of anybody's.
 */
export const strayMessagesAfter = statement({
  values: ['after', 'limit'],
  row: { ...row, body: asJson<unknown>(null) },
  sql: sql`SELECT ${columns(row, 's')}, CASE WHEN ${named} = ${tenant} THEN s.body END AS "body" FROM ${strayMessages} s WHERE s.id > ${value('after')} AND (s.reason = 'unreadable' OR ${named} = ${tenant}) ORDER BY s.id LIMIT ${value('limit')}`,
});

export type StrayMessageRow = ReturnType<typeof strayMessagesAfter.decode>;
