import { events, leases, reactions, relay, webhookEndpoints } from '@keyline/schema';
import { sql } from 'drizzle-orm';
import type { Connection } from '../connection.ts';
import { asBoolean, asText, columns, systemStatement, value } from '../statement.ts';
import { unavailableOr } from '../tenant-store.ts';

/** The name of the lease: one relays at a time. */
const lease = 'relay';

/** Whether the tenant of the event under alias `e` has a webhook endpoint, which may want to hear of any event. */
const subscribed = sql`EXISTS (SELECT 1 FROM ${webhookEndpoints} w INDEXED BY webhook_endpoints_active WHERE w.tenant_id = e.tenant_id AND w.state = 'active' AND w.removed_at IS NULL)`;

const envelope = {
  tenantId: events.tenantId,
  eventId: events.id,
  type: events.type,
  subjectType: events.subjectType,
  subjectId: events.subjectId,
  accountId: events.accountId,
  version: events.version,
  occurredAt: events.occurredAt,
};

/** Whether an import wrote the event under alias `e`: it is one of many then. */
const imported = sql`e.data ->> '$.importId' IS NOT NULL`;

const pageRow = { seq: events.seq, ...envelope, subscribed: asBoolean, imported: asBoolean };
const againRow = { ...envelope, consumer: asText, imported: asBoolean };

const isMine = sql`EXISTS (SELECT 1 FROM ${leases} l WHERE l.name = ${value('lease')} AND l.holder = ${value('holder')})`;
const checkpoint = sql`(SELECT r.seq FROM ${relay} r WHERE r.log = 'events')`;
const somethingDue = sql`EXISTS (SELECT 1 FROM ${reactions} r INDEXED BY reactions_under_way WHERE r.state = 'sent' AND r.resend_at <= ${value('now')})`;

const sentNow = systemStatement({
  values: ['sent', 'now', 'resendAt'],
  sql: sql`INSERT INTO ${reactions} (tenant_id, consumer, event_id, state, attempts, changed_at, resend_at) SELECT j.value ->> 0, j.value ->> 1, j.value ->> 2, 'sent', 0, ${value('now')}, ${value('resendAt')} FROM json_each(${value('sent')}) j WHERE true ON CONFLICT (tenant_id, consumer, event_id) DO UPDATE SET resend_at = excluded.resend_at WHERE state = 'sent'`,
});

const moving = systemStatement({
  values: ['seq', 'now'],
  sql: sql`UPDATE ${relay} SET seq = ${value('seq')}, moved_at = ${value('now')} WHERE ${relay.log} = 'events' AND ${relay.seq} < ${value('seq')}`,
});

const taking = systemStatement({
  values: ['lease', 'holder', 'now', 'until'],
  sql: sql`INSERT INTO ${leases} (name, holder, until) VALUES (${value('lease')}, ${value('holder')}, ${value('until')}) ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until WHERE ${leases.until} <= ${value('now')} OR ${leases.holder} = excluded.holder`,
});

/** Given back only when nothing is left, so that an event that came meanwhile does not wait for the next minute. */
const givingWhenDone = systemStatement({
  values: ['lease', 'holder', 'now'],
  sql: sql`DELETE FROM ${leases} WHERE ${leases.name} = ${value('lease')} AND ${leases.holder} = ${value('holder')} AND NOT EXISTS (SELECT 1 FROM ${events} e WHERE e.seq > ${checkpoint}) AND NOT ${somethingDue}`,
});

const giving = systemStatement({
  values: ['lease', 'holder'],
  sql: sql`DELETE FROM ${leases} WHERE ${leases.name} = ${value('lease')} AND ${leases.holder} = ${value('holder')}`,
});

const nextPage = systemStatement({
  values: ['lease', 'holder', 'limit'],
  row: pageRow,
  sql: sql`SELECT e.seq AS "seq", ${columns(envelope, 'e')}, ${subscribed} AS "subscribed", ${imported} AS "imported" FROM ${events} e WHERE e.seq > ${checkpoint} AND ${isMine} ORDER BY e.seq LIMIT ${value('limit')}`,
});

const nextAgain = systemStatement({
  values: ['lease', 'holder', 'now', 'limit'],
  row: againRow,
  sql: sql`SELECT r.consumer AS "consumer", ${columns(envelope, 'e')}, ${imported} AS "imported" FROM ${reactions} r INDEXED BY reactions_under_way JOIN ${events} e ON e.tenant_id = r.tenant_id AND e.id = r.event_id WHERE r.state = 'sent' AND r.resend_at <= ${value('now')} AND ${isMine} LIMIT ${value('limit')}`,
});

const allAgain = systemStatement({
  values: [],
  sql: sql`UPDATE ${reactions} SET resend_at = 0 WHERE state = 'sent'`,
});

const oldDone = systemStatement({
  values: ['before', 'limit'],
  sql: sql`DELETE FROM ${reactions} WHERE rowid IN (SELECT rowid FROM ${reactions} INDEXED BY reactions_done WHERE state = 'done' AND changed_at < ${value('before')} LIMIT ${value('limit')})`,
});

/** What was sent since the step before: the consumers of each event, and up to where the log is done. */
export interface Sent {
  readonly seq: number | undefined;
  readonly to: readonly { readonly tenantId: string; readonly consumer: string; readonly eventId: string }[];
}

export interface RelayStep {
  readonly holder: string;
  /** Real time, milliseconds. */
  readonly now: number;
  /** For so long the lease is held; a holder that died keeps others away until then. */
  readonly until: number;
  /** When what is sent now is sent again if nobody has reacted to it. */
  readonly resendAt: number;
  readonly limit: number;
  readonly sent: Sent;
}

export type RelayedEvent = ReturnType<typeof nextPage.decode>;
export type EventAgain = ReturnType<typeof nextAgain.decode>;

/** What is to be sent next; both empty when nothing is left or another relays. */
export interface RelayPage {
  readonly events: readonly RelayedEvent[];
  /** Events that a consumer was sent and has not dealt with in time. */
  readonly again: readonly EventAgain[];
}

export interface RelayStore {
  /**
   * One step of the relay in one round trip: writes down what was sent, takes or holds the lease, gives it back where
   * nothing is left, and reads what is to be sent next.
   */
  relayOn(step: RelayStep): Promise<RelayPage>;
  /** Gives the lease back, whatever is left. */
  leaveRelay(holder: string): Promise<void>;
  /** Has what is under way sent again at once: for queues that have lost it. Who reacted already does not do so twice. */
  sendAllAgain(): Promise<void>;
  /** Deletes up to `limit` notes of reactions that took place before (real time); returns how many. */
  deleteOldReactions(before: number, limit: number): Promise<number>;
}

export function relayStore(connection: Connection): RelayStore {
  return {
    async relayOn({ holder, now, until, resendAt, limit, sent }) {
      const named = { lease, holder };
      const noted = [
        ...(sent.to.length === 0 ? [] : [sentNow.bind({ sent: pairs(sent), now, resendAt })]),
        ...(sent.seq === undefined ? [] : [moving.bind({ seq: sent.seq, now })]),
        taking.bind({ ...named, now, until }),
        givingWhenDone.bind({ ...named, now }),
      ];
      const reads = [nextPage.bind({ ...named, limit }), nextAgain.bind({ ...named, now, limit })];
      const results = await unavailableOr(() => connection.trip('write', [...noted, ...reads], {}));
      return {
        events: (results.at(-2)?.rows ?? []).map((row) => nextPage.decode(row)),
        again: (results.at(-1)?.rows ?? []).map((row) => nextAgain.decode(row)),
      };
    },
    async leaveRelay(holder) {
      await unavailableOr(() => connection.trip('write', [giving.bind({ lease, holder })], {}));
    },
    async sendAllAgain() {
      await unavailableOr(() => connection.trip('write', [allAgain.bind({})], {}));
    },
    async deleteOldReactions(before, limit) {
      const bound = oldDone.bind({ before, limit });
      const [result] = await unavailableOr(() => connection.trip('write', [bound], {}));
      return result?.rowsAffected ?? 0;
    },
  };
}

function pairs({ to }: Sent): string {
  return JSON.stringify(to.map(({ tenantId, consumer, eventId }) => [tenantId, consumer, eventId]));
}
