import { apiKeyUses } from '@keyline/schema';
import { sql } from 'drizzle-orm';
import { principal, statement, tenant, value } from './statement.ts';

/**
 * Writes down that the acting key was used at this real time (milliseconds) from this address. Of two Workers that
 * tell of the same key the later use stays.
 */
export const keyUsed = statement({
  values: ['usedAt', 'address'],
  sql: sql`INSERT INTO ${apiKeyUses} (tenant_id, api_key_id, used_at, address) VALUES (${tenant}, ${principal}, ${value('usedAt')}, ${value('address')}) ON CONFLICT (tenant_id, api_key_id) DO UPDATE SET used_at = excluded.used_at, address = excluded.address WHERE excluded.used_at > ${apiKeyUses.usedAt}`,
});
