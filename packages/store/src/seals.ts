import { eventDigests, events, seals } from '@keyline/schema';
import { sql } from 'drizzle-orm';
import { must } from './must.ts';
import { asText, type Bound, columns, type RowOf, statement, tenant, value } from './statement.ts';

const lastRow = { number: seals.number, hash: seals.hash };

/** The last seal of the tenant. */
export const lastSeal = statement({
  row: lastRow,
  sql: sql`SELECT ${columns(lastRow)} FROM ${seals} WHERE ${seals.tenantId} = ${tenant} ORDER BY ${seals.number} DESC LIMIT 1`,
});

const unsealedRow = {
  seq: events.seq,
  id: events.id,
  type: events.type,
  subjectType: events.subjectType,
  subjectId: events.subjectId,
  version: events.version,
  actorType: events.actorType,
  actorId: events.actorId,
  occurredAt: events.occurredAt,
  data: events.data,
  /** `data` as it is kept. */
  text: asText,
};

/** An event that no seal holds yet. */
export type UnsealedEvent = RowOf<typeof unsealedRow>;

/** The next events behind the tenant's last seal, in the order of the log. */
export const unsealedEvents = statement({
  values: ['limit'],
  row: unsealedRow,
  sql: sql`SELECT ${columns(unsealedRow)}, ${events.data} AS "text" FROM ${events} INDEXED BY events_by_tenant WHERE ${events.tenantId} = ${tenant} AND ${events.seq} > coalesce((SELECT s.last_seq FROM ${seals} s WHERE s.tenant_id = ${tenant} ORDER BY s.number DESC LIMIT 1), 0) ORDER BY ${events.seq} LIMIT ${value('limit')}`,
});

/** A seal as it is written; hashes in base64url. */
export interface NewSeal {
  readonly number: number;
  readonly events: number;
  readonly firstEventId: string;
  readonly lastEventId: string;
  readonly lastSeq: number;
  readonly leaves: string;
  readonly root: string;
  readonly previous: string | null;
  readonly hash: string;
  readonly sealedAt: number;
}

/** What an event of a person said: the text as it was read, and its hash. */
export interface PersonalDigest {
  readonly eventId: string;
  readonly text: string;
  readonly digest: string;
}

const inserting = statement({
  values: ['seals'],
  sql: sql`INSERT INTO ${seals} (tenant_id, number, events, first_event_id, last_event_id, last_seq, leaves, root, previous, hash, sealed_at) SELECT ${tenant}, j.value ->> 'number', j.value ->> 'events', j.value ->> 'firstEventId', j.value ->> 'lastEventId', j.value ->> 'lastSeq', j.value ->> 'leaves', j.value ->> 'root', j.value ->> 'previous', j.value ->> 'hash', j.value ->> 'sealedAt' FROM json_each(${value('seals')}) j`,
});

const sameStill = must(
  ['digests'],
  sql`SELECT NOT EXISTS (SELECT 1 FROM json_each(${value('digests')}) j CROSS JOIN ${events} e ON e.tenant_id = ${tenant} AND e.id = j.value ->> 'eventId' WHERE e.data <> j.value ->> 'text')`,
);

const keeping = statement({
  values: ['digests'],
  sql: sql`INSERT INTO ${eventDigests} (tenant_id, event_id, digest) SELECT ${tenant}, j.value ->> 'eventId', j.value ->> 'digest' FROM json_each(${value('digests')}) j WHERE true ON CONFLICT (tenant_id, event_id) DO NOTHING`,
});

/**
 * Writes seals, and the hashes of what events of persons said. The commit fails where somebody else has sealed the
 * same events (unique), or a person was erased meanwhile (precondition).
 */
export function sealInserts(
  made: readonly NewSeal[],
  personal: readonly PersonalDigest[],
): { readonly musts: readonly Bound[]; readonly also: readonly Bound[] } {
  const digests = JSON.stringify(personal);
  const known = personal.length > 0;
  return {
    musts: known ? [sameStill.bind({ digests })] : [],
    also: [inserting.bind({ seals: JSON.stringify(made) }), ...(known ? [keeping.bind({ digests })] : [])],
  };
}
