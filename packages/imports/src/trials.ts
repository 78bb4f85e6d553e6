import { importTrials } from '@keyline/schema';
import { all, type Bound, first, statement, type TenantStore, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';
import type { Trial } from './kind.ts';

/** What is looked at for one page: more have one key only where somebody made them so. */
const mostTrials = sql.raw('5000');

const trialsMeant = statement({
  values: ['id', 'keys'],
  row: { id: importTrials.recordId, state: importTrials.state },
  sql: sql`SELECT t.record_id AS "id", t.state AS "state" FROM json_each(${value('keys')}) j CROSS JOIN ${importTrials} t ON t.tenant_id = ${tenant} AND t.import_id = ${value('id')} AND t.key = j.value LIMIT ${mostTrials}`,
});

/** What earlier pages of a dry run left under these keys. */
export function trialsUnder(id: string, keys: readonly string[]) {
  return all(trialsMeant.bind({ id, keys: JSON.stringify([...new Set(keys)]) }));
}

const former = statement({
  values: ['id', 'records'],
  sql: sql`DELETE FROM ${importTrials} WHERE ${importTrials.tenantId} = ${tenant} AND ${importTrials.importId} = ${value('id')} AND ${importTrials.recordId} IN (SELECT j.value FROM json_each(${value('records')}) j)`,
});

const latest = statement({
  values: ['id', 'rows'],
  sql: sql`INSERT INTO ${importTrials} (tenant_id, import_id, record_id, key, state) SELECT ${tenant}, ${value('id')}, j.value ->> 0, j.value ->> 1, j.value ->> 2 FROM json_each(${value('rows')}) j`,
});

/** Keeps what a page of a dry run would have made and changed, in the place of what was kept of it before. */
export function keptTrials(id: string, trials: readonly Trial[]): Bound[] {
  if (trials.length === 0) return [];
  const rows = trials.flatMap(({ id: record, keys, state }) => {
    const text = JSON.stringify(state);
    return [...new Set(keys)].map((key) => [record, key, text]);
  });
  return [
    former.bind({ id, records: JSON.stringify(trials.map((one) => one.id)) }),
    latest.bind({ id, rows: JSON.stringify(rows) }),
  ];
}

/** Rows that one commit takes away: it holds the database up no longer than a page does. */
const atOnce = sql.raw('2000');

const forgotten = statement({
  values: ['id'],
  sql: sql`DELETE FROM ${importTrials} WHERE ${importTrials.tenantId} = ${tenant} AND ${importTrials.importId} = ${value('id')} AND (${importTrials.key}, ${importTrials.recordId}) IN (SELECT t.key, t.record_id FROM ${importTrials} t WHERE t.tenant_id = ${tenant} AND t.import_id = ${value('id')} LIMIT ${atOnce})`,
});

const anyLeft = statement({
  values: ['id'],
  row: { id: importTrials.recordId },
  sql: sql`SELECT t.record_id AS "id" FROM ${importTrials} t WHERE t.tenant_id = ${tenant} AND t.import_id = ${value('id')} LIMIT 1`,
});

/** Forgets what a dry run kept. Breaking off is made up for by whoever begins again. */
export async function forgetTrials(store: TenantStore, id: string): Promise<void> {
  for (;;) {
    const { left } = await store.read({ left: first(anyLeft.bind({ id })) });
    if (left === undefined) return;
    await store.commit({ changes: [], also: [forgotten.bind({ id })] });
  }
}
