import type { Stack } from '@keyline/stack';
import { type Client, createClient } from '@libsql/client/http';

/** Next steps of one account that are all due at one time, and what became of them. */
export interface NextSteps {
  readonly ids: readonly string[];
  /** Interactions of all alerts raised so far. */
  alerts(): Promise<readonly string[]>;
  /** Arranges that so many more are due, and nothing was raised for them. */
  more(count: number): Promise<void>;
  /** As if the holders of all leases had been silent for so long that they ran out. */
  letLeasesRunOut(): Promise<void>;
  close(): void;
}

/** When they are due: the end of 31 March in Shanghai. */
export const due = '2026-03-31T16:00:00Z';

/** For an account that was made through the API; the interactions stand beside it past the API, in its words. */
export async function nextStepsOf(
  stack: Stack,
  { tenantId, accountId }: { readonly tenantId: string; readonly accountId: string },
): Promise<NextSteps> {
  const client = createClient({ url: stack.databaseUrl });
  const ids: string[] = [];
  return {
    ids,
    alerts: () => alertsIn(client),
    async more(count) {
      const added = Array.from({ length: count }, (_, n) => `int_due${ids.length + n}`);
      ids.push(...added);
      const given = { tenant: tenantId, account: accountId, ids: JSON.stringify(added) };
      await client.batch(
        [
          {
            sql: `INSERT INTO interactions (tenant_id, id, version, created_at, updated_at, created_by, account_id, kind,
                held_at, summary, next_step, next_step_on)
              SELECT :tenant, value, 1, 0, 0, 'arranged', :account, 'visit', 0, '勘查', '提交方案', '2026-03-31'
              FROM json_each(:ids)`,
            args: given,
          },
          {
            sql: `INSERT INTO deadlines (tenant_id, id, worker, kind, subject_type, subject_id, account_id, due_at, level,
                cycle, state, wake_at, attempts, data)
              SELECT :tenant, value || '/interaction.next_step/0/0', 'accounts', 'interaction.next_step', 'interaction',
                value, :account, :at, 0, 0, 'armed', :at, 0, '{}'
              FROM json_each(:ids)`,
            args: { ...given, at: BigInt(Date.parse(due)) },
          },
        ],
        'write',
      );
    },
    async letLeasesRunOut() {
      await client.execute('UPDATE leases SET until = 0');
    },
    close: () => client.close(),
  };
}

async function alertsIn(client: Client): Promise<readonly string[]> {
  const { rows } = await client.execute(
    "SELECT subject_id FROM events WHERE type = 'interaction.next_step_overdue' ORDER BY subject_id",
  );
  return rows.map((row) => String(row.subject_id));
}
