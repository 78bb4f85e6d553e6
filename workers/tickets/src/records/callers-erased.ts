import { events, tickets } from '@keyline/schema';
import { columns, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';
import { ticketRow } from './tickets.ts';

/** The tickets that an event `personal_data.erased` names, as far as they still tell who called. */
export const ticketsToForget = statement({
  values: ['eventId'],
  row: ticketRow,
  sql: sql`SELECT ${columns(ticketRow, 't')} FROM ${events} e CROSS JOIN json_each(e.data, '$.ticketIds') j CROSS JOIN ${tickets} t ON t.tenant_id = ${tenant} AND t.id = j.value WHERE e.tenant_id = ${tenant} AND e.id = ${value('eventId')} AND (t.caller_name IS NOT NULL OR t.caller_phone IS NOT NULL)`,
});
