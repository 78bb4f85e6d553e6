import { toInstant } from '@keyline/kernel';
import type { EventData } from '@keyline/schema';

/** An event as the log keeps it. */
export interface FeedRow {
  readonly id: string;
  readonly type: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly version: number | null;
  readonly actorType: string;
  readonly actorId: string | null;
  readonly occurredAt: number;
  readonly data: EventData;
}

/** An event as systems outside are told of it: one item of the feed, the body of a webhook. */
export function feedItem(row: FeedRow) {
  return {
    id: row.id,
    type: row.type,
    subject: { type: row.subjectType, id: row.subjectId },
    version: row.version,
    actor: { type: row.actorType, id: row.actorId },
    occurredAt: toInstant(row.occurredAt),
    data: row.data,
  };
}
