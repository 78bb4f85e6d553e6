import { createClient } from '@libsql/client/web';
import type { Sent } from './messages.ts';

const most = 100;

/** What was sent to webhook endpoints, or is on its way, of all tenants of this machine: asked of the database. */
export async function latestWebhooks(url: string, authToken: string | undefined): Promise<Sent[]> {
  const client = createClient({ url, ...(authToken !== undefined && { authToken }) });
  try {
    const { rows } = await client.execute({
      sql: `SELECT d.created_at, d.type, d.message_id, d.state, d.reason, d.attempts, w.url
        FROM (SELECT * FROM deliveries WHERE channel = 'webhook' ORDER BY rowid DESC LIMIT ?) d
        JOIN webhook_endpoints w ON w.tenant_id = d.tenant_id AND w.id = d.webhook_endpoint_id`,
      args: [most],
    });
    return rows.map((row) => ({
      kind: 'webhook',
      at: new Date(Number(row.created_at)).toISOString(),
      url: String(row.url),
      type: String(row.type),
      messageId: String(row.message_id),
      state: String(row.state),
      reason: row.reason === null ? null : String(row.reason),
      attempts: JSON.parse(String(row.attempts)),
    }));
  } finally {
    client.close();
  }
}
