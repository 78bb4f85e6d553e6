import { events, sealing } from '@keyline/schema';
import { sql } from 'drizzle-orm';
import { asNumber, asText, systemStatement, value } from '../statement.ts';
import type { SystemRun } from './run.ts';

const unsealed = systemStatement({
  values: ['limit'],
  row: { tenantId: asText, lastSeq: asNumber },
  sql: sql`SELECT w.tenant_id AS "tenantId", max(w.seq) AS "lastSeq" FROM (SELECT e.tenant_id, e.seq FROM ${events} e WHERE e.seq > (SELECT s.seq FROM ${sealing} s WHERE s.log = 'events') ORDER BY e.seq LIMIT ${value('limit')}) w GROUP BY w.tenant_id`,
});

const moving = systemStatement({
  values: ['seq'],
  sql: sql`UPDATE ${sealing} SET seq = ${value('seq')} WHERE ${sealing.log} = 'events' AND ${sealing.seq} < ${value('seq')}`,
});

export interface SealingStore {
  /** The tenants of the next `limit` events of the log that are not known to be sealed, and how far those reach. */
  findUnsealed(limit: number): Promise<{ readonly tenantIds: readonly string[]; readonly upTo: number }>;
  /** Notes that every event up to this place in the log is sealed. */
  noteSealed(upTo: number): Promise<void>;
}

export function sealingStore({ many, write }: SystemRun): SealingStore {
  return {
    async findUnsealed(limit) {
      const found = await many(unsealed.bind({ limit }));
      return {
        tenantIds: found.map(({ tenantId }) => tenantId ?? ''),
        upTo: Math.max(0, ...found.map(({ lastSeq }) => lastSeq)),
      };
    },
    async noteSealed(seq) {
      await write(moving.bind({ seq }));
    },
  };
}
