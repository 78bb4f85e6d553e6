import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@libsql/client/web';
import { Failure } from './failure.ts';

/** Events that a consumer has neither done nor given up; the consumer of what is not yet sent is the relay. */
export interface Pending {
  readonly consumer: string;
  readonly type: string;
  readonly events: number;
}

/** What is under way, asked of the database, since no queue tells its depth. */
export async function pending(client: Client): Promise<readonly Pending[]> {
  const { rows } = await client.execute(
    `SELECT 'relay' AS consumer, e.type AS type, count(*) AS events FROM events e
      WHERE e.seq > (SELECT seq FROM relay WHERE log = 'events') GROUP BY e.type
    UNION ALL
    SELECT r.consumer, e.type, count(*) FROM reactions r
      JOIN events e ON e.tenant_id = r.tenant_id AND e.id = r.event_id
      WHERE r.state = 'sent' GROUP BY r.consumer, e.type
    ORDER BY 1, 2`,
  );
  return rows.map((row) => ({
    consumer: String(row.consumer),
    type: String(row.type),
    events: Number(row.events),
  }));
}

const pauseMs = 50;

/**
 * Returns when nothing is pending; has the relay run while something is not yet sent. Throws a Failure that names what
 * still is pending when the time limit passes.
 */
export async function waitUntilSettled(
  ask: () => Promise<readonly Pending[]>,
  timeLimitMs: number,
  relay: () => Promise<void> = async () => undefined,
): Promise<void> {
  const deadline = performance.now() + timeLimitMs;
  for (;;) {
    const open = await ask();
    if (open.length === 0) return;
    if (performance.now() > deadline) throw notSettled(open, timeLimitMs);
    if (open.some(({ consumer }) => consumer === 'relay')) await relay();
    await sleep(pauseMs);
  }
}

function notSettled(open: readonly Pending[], timeLimitMs: number): Failure {
  const list = open.map(({ consumer, type, events }) => `${consumer} ${type} (${events})`).join(', ');
  const seconds = timeLimitMs / 1_000;
  return new Failure({
    en: `Not settled after ${seconds} s; pending: ${list}.`,
    'zh-CN': `${seconds} 秒后仍有事件未处理完：${list}。`,
  });
}
