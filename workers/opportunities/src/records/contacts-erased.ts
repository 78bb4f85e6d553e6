import { events, leads } from '@keyline/schema';
import { columns, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';
import { leadRow } from './leads.ts';

/** The leads that an event `personal_data.erased` names, as far as they still tell whom to call. */
export const leadsToForget = statement({
  values: ['eventId'],
  row: leadRow,
  sql: sql`SELECT ${columns(leadRow, 'l')} FROM ${events} e CROSS JOIN json_each(e.data, '$.leadIds') j CROSS JOIN ${leads} l ON l.tenant_id = ${tenant} AND l.id = j.value WHERE e.tenant_id = ${tenant} AND e.id = ${value('eventId')} AND (l.contact_name IS NOT NULL OR l.contact_phone IS NOT NULL)`,
});
