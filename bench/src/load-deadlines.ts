import type { Client } from '@libsql/client';

/** When the deadlines to fire are due, and the many others. */
export const dueAt = Date.parse('2026-11-30T16:00:00Z');
const later = Date.parse('2027-03-01T00:00:00Z');

const rowsPerStatement = 50_000;

/** Interactions whose next step is due, and so many more deadlines that are not: past the API, in its words. */
export async function loadDeadlines(
  client: Client,
  of: { readonly tenantId: string; readonly accountId: string; readonly due: number; readonly armed: number },
): Promise<void> {
  await client.execute({
    sql: `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
      INSERT INTO interactions (tenant_id, id, version, created_at, updated_at, created_by, account_id, kind, held_at,
        summary, next_step, next_step_on)
      SELECT ?, printf('int_due%d', i), 1, 0, 0, 'bench', ?, 'visit', 0, '现场勘查机房', '提交方案', '2026-11-30' FROM n`,
    args: [of.due, of.tenantId, of.accountId],
  });
  await arm(client, { ...of, prefix: 'int_due', from: 0, count: of.due, at: dueAt });
  for (let from = 0; from < of.armed - of.due; from += rowsPerStatement) {
    const count = Math.min(rowsPerStatement, of.armed - of.due - from);
    await arm(client, { ...of, prefix: 'int_later', from, count, at: later });
  }
}

async function arm(
  client: Client,
  of: {
    readonly tenantId: string;
    readonly accountId: string;
    readonly prefix: string;
    readonly from: number;
    readonly count: number;
    readonly at: number;
  },
): Promise<void> {
  await client.execute({
    sql: `WITH RECURSIVE n(i) AS (SELECT ?1 + 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1 + ?2)
      INSERT INTO deadlines (tenant_id, id, worker, kind, subject_type, subject_id, account_id, due_at, level, cycle,
        state, wake_at, attempts, data)
      SELECT ?3, ?4 || i || '/interaction.next_step/0/0', 'accounts', 'interaction.next_step', 'interaction', ?4 || i, ?5,
        ?6 + i * 60000 * (?4 <> 'int_due'), 0, 0, 'armed', ?6 + i * 60000 * (?4 <> 'int_due'), 0, '{}' FROM n`,
    args: [of.from, of.count, of.tenantId, of.prefix, of.accountId, of.at].map((one) =>
      typeof one === 'number' ? BigInt(one) : one,
    ),
  });
}

/** Arms again what was fired, as if the time were still to come. */
export async function armAgain(client: Client): Promise<void> {
  await client.execute("UPDATE deadlines SET state = 'armed' WHERE state = 'fired'");
}
