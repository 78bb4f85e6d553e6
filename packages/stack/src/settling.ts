import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@libsql/client/web';
import { Failure } from './failure.ts';

/** The event types and who reacts to each, as `@keyline/protocol` lists them. */
export type Catalogue = Readonly<Record<string, { readonly consumers: readonly string[] }>>;

/** Events that a consumer has neither done nor given up. */
export interface Pending {
  readonly consumer: string;
  readonly type: string;
  readonly events: number;
}

/** Every pair of event type and consumer, of which `settle` waits for the reactions. */
export function watchedReactions(
  catalogue: Catalogue,
): readonly { readonly type: string; readonly consumer: string }[] {
  return Object.entries(catalogue).flatMap(([type, { consumers }]) =>
    consumers.map((consumer) => ({ type, consumer })),
  );
}

/**
 * What consumers still have to do, asked of the database, since no queue tells its depth. Asks nothing when
 * the catalogue names no consumer.
 */
export async function pending(client: Client, catalogue: Catalogue): Promise<readonly Pending[]> {
  const watched = watchedReactions(catalogue);
  if (watched.length === 0) return [];
  const { rows } = await client.execute({
    sql: `WITH watched(type, consumer) AS (VALUES ${watched.map(() => '(?, ?)').join(', ')})
      SELECT watched.consumer AS consumer, watched.type AS type, count(*) AS events
      FROM watched JOIN events ON events.type = watched.type
      WHERE NOT EXISTS (
        SELECT 1 FROM reactions
        WHERE reactions.tenant_id = events.tenant_id AND reactions.consumer = watched.consumer
          AND reactions.event_id = events.id AND reactions.state IN ('done', 'dead'))
      GROUP BY watched.consumer, watched.type
      ORDER BY watched.consumer, watched.type`,
    args: watched.flatMap(({ type, consumer }) => [type, consumer]),
  });
  return rows.map((row) => ({
    consumer: String(row.consumer),
    type: String(row.type),
    events: Number(row.events),
  }));
}

const pauseMs = 50;

/** Returns when nothing is pending. Throws a Failure that names what still is when the time limit passes. */
export async function waitUntilSettled(
  ask: () => Promise<readonly Pending[]>,
  timeLimitMs: number,
): Promise<void> {
  const deadline = performance.now() + timeLimitMs;
  for (;;) {
    const open = await ask();
    if (open.length === 0) return;
    if (performance.now() > deadline) throw notSettled(open, timeLimitMs);
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
