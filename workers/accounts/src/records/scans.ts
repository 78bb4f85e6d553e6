import { contracts } from '@keyline/schema';
import { must, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';

const named = sql`FROM ${contracts} c INDEXED BY contracts_by_scan WHERE c.tenant_id = ${tenant} AND c.scan_id = ${value('id')}`;

/** A contract whose signed text this attachment is. */
export const contractOfScan = statement({
  values: ['id'],
  row: { id: contracts.id },
  sql: sql`SELECT c.id AS "id" ${named} LIMIT 1`,
});

/** At the commit: it is the signed text of no contract. */
export const mustBeNoScan = must(['id'], sql`SELECT NOT EXISTS (SELECT 1 ${named})`);
