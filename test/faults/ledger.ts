import type { Stack } from '@keyline/stack';
import { createClient } from '@libsql/client/http';

/** One write that a client tried: what it was told, and the key under which it may try again. */
export interface Attempt {
  readonly key: string;
  readonly name: string;
  /** 0: no answer at all. */
  readonly status: number;
  readonly body: { readonly id?: string; readonly code?: string };
}

/** Posts one account; a broken connection is an answer of its own. */
export async function attempt(url: string, token: string, key: string, name: string): Promise<Attempt> {
  try {
    const response = await fetch(`${url}/v1/accounts`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${token}`,
        'Idempotency-Key': key,
      },
      body: JSON.stringify({ name, kind: 'enterprise' }),
    });
    return { key, name, status: response.status, body: (await response.json()) as Attempt['body'] };
  } catch (error) {
    if (error instanceof TypeError) return { key, name, status: 0, body: {} };
    throw error;
  }
}

/** One account as the tables have it: every part of its commit counted. */
export interface Kept {
  readonly id: string;
  readonly name: string;
  readonly events: number;
  readonly answers: number;
  readonly indexed: number;
}

/** Every account of the database with the parts of the commit that made it. */
export async function kept(stack: Stack): Promise<Kept[]> {
  const client = createClient({ url: stack.databaseUrl });
  const { rows } = await client.execute(
    `SELECT a.id, a.name,
      (SELECT count(*) FROM events e WHERE e.tenant_id = a.tenant_id AND e.subject_type = 'account' AND e.subject_id = a.id) AS events,
      (SELECT count(*) FROM idempotency i WHERE i.tenant_id = a.tenant_id AND i.body ->> 'id' = a.id) AS answers,
      (SELECT count(*) FROM accounts_search s WHERE s.rowid = a.rid) AS indexed
    FROM accounts a`,
  );
  client.close();
  return rows.map((row) => ({
    id: String(row.id),
    name: String(row.name),
    events: Number(row.events),
    answers: Number(row.answers),
    indexed: Number(row.indexed),
  }));
}

/** Events and first answers that belong to no account: what a torn commit would leave. */
export async function orphans(stack: Stack): Promise<number> {
  const client = createClient({ url: stack.databaseUrl });
  const { rows } = await client.execute(
    `SELECT (SELECT count(*) FROM events e WHERE e.subject_type = 'account'
        AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.tenant_id = e.tenant_id AND a.id = e.subject_id))
      + (SELECT count(*) FROM idempotency i WHERE i.caller LIKE 'usr_%'
        AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.tenant_id = i.tenant_id AND a.id = i.body ->> 'id')) AS n`,
  );
  client.close();
  return Number(rows[0]?.n);
}
