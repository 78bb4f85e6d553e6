import { strayMessages } from '@keyline/schema';
import { sql } from 'drizzle-orm';
import { systemStatement, value } from '../statement.ts';

/** A message of one of our queues that names no event of ours. */
export interface StrayMessage {
  readonly queue: string;
  readonly messageId: string;
  readonly reason: 'unreadable' | 'unknown_event';
  readonly body: unknown;
  readonly attempts: number;
  /** Real time, milliseconds. */
  readonly keptAt: number;
}

const keeping = systemStatement({
  values: ['queue', 'messageId', 'reason', 'body', 'attempts', 'keptAt'],
  sql: sql`INSERT INTO ${strayMessages} (queue, message_id, reason, body, attempts, kept_at) VALUES (${value('queue')}, ${value('messageId')}, ${value('reason')}, ${value('body')}, ${value('attempts')}, ${value('keptAt')}) ON CONFLICT (queue, message_id) DO NOTHING`,
});

/** Characters of a body that are kept. */
const most = 10_000;

export function strayMessageKept({ body, ...message }: StrayMessage) {
  return keeping.bind({ ...message, body: (JSON.stringify(body) ?? 'null').slice(0, most) });
}
