import type { EventMessage } from '@keyline/events';
import type { Domain } from '@keyline/http';
import type { TestDatabase } from './database.ts';

/** What a Worker said of a message: done with it, or put back to come again. */
export type Verdict = 'acknowledged' | 'put back';

/** What the queue handler of a Worker looks like from outside. */
interface QueueHandler {
  queue(
    batch: { readonly queue: string; readonly messages: readonly TestMessage[] },
    bindings: unknown,
    platform: { waitUntil(work: Promise<unknown>): void },
  ): Promise<void>;
}

interface TestMessage {
  readonly id: string;
  readonly attempts: number;
  readonly body: unknown;
  ack(): void;
  retry(): void;
}

/** Brings messages to the queue handler in one batch, and returns the first that it said of each. */
export async function deliverTo(
  worker: QueueHandler,
  bindings: unknown,
  queue: string,
  bodies: readonly unknown[],
): Promise<Verdict[]> {
  const verdicts = new Map<number, Verdict>();
  const say = (index: number, verdict: Verdict) => {
    if (!verdicts.has(index)) verdicts.set(index, verdict);
  };
  const messages = bodies.map((body, index) => ({
    id: crypto.randomUUID(),
    attempts: 1,
    body,
    ack: () => say(index, 'acknowledged'),
    retry: () => say(index, 'put back'),
  }));
  const after: Promise<unknown>[] = [];
  await worker.queue({ queue, messages }, bindings, { waitUntil: (work) => void after.push(work) });
  await Promise.all(after);
  return bodies.map((_, index) => verdicts.get(index) ?? 'acknowledged');
}

/**
 * The messages by which the relay would tell this domain of the events that it has not dealt with, in their order; of
 * one record where its id is given.
 */
export async function messagesFor(
  domain: Domain,
  database: TestDatabase,
  subjectId: string | null = null,
): Promise<EventMessage[]> {
  const types = domain.reactions.flatMap(({ on }) => on);
  const rows = await database.execute(
    `SELECT e.* FROM events e WHERE (e.type IN (SELECT value FROM json_each(?1)) OR EXISTS (SELECT 1 FROM json_each(?1) WHERE value = '*'))
      AND e.subject_id = coalesce(?3, e.subject_id)
      AND NOT EXISTS (SELECT 1 FROM reactions r WHERE r.tenant_id = e.tenant_id AND r.consumer = ?2 AND r.event_id = e.id AND r.state IN ('done', 'dead'))
      ORDER BY e.seq`,
    [JSON.stringify(types), domain.name, subjectId],
  );
  return rows.map(messageOf);
}

/** The message by which the relay would tell of a row of the log. */
export function messageOf(row: Readonly<Record<string, unknown>>): EventMessage {
  return {
    cell: 'main',
    tenantId: String(row.tenant_id),
    eventId: String(row.id),
    type: String(row.type),
    subjectType: String(row.subject_type),
    subjectId: String(row.subject_id),
    accountId: row.account_id === null ? null : String(row.account_id),
    version: row.version === null ? null : Number(row.version),
    occurredAt: Number(row.occurred_at),
  };
}
