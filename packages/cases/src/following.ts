import { type Reaction, work } from '@keyline/http';
import { handovers, orgUnits, users } from '@keyline/schema';
import {
  all,
  asBoolean,
  type Bound,
  changedAlike,
  first,
  type LoadedRecord,
  must,
  type RecordTable,
  type Subject,
  statement,
  tenant,
  value,
} from '@keyline/store';
import { sql } from 'drizzle-orm';

/** Records that one commit takes along. */
const page = 200;

/** How often in a row others may be faster with a page before the message waits. */
const mostLosses = 5;

const handoverById = statement({
  values: ['id'],
  row: {
    version: handovers.version,
    userId: handovers.userId,
    toUserId: handovers.toUserId,
    state: handovers.state,
    successorActs: asBoolean,
  },
  sql: sql`SELECT h.version AS "version", h.user_id AS "userId", h.to_user_id AS "toUserId", h.state AS "state", u.status = 'active' AS "successorActs" FROM ${handovers} h JOIN ${users} u ON u.tenant_id = ${tenant} AND u.id = h.to_user_id WHERE h.tenant_id = ${tenant} AND h.id = ${value('id')}`,
});

/** At the commit: the handover is as it was seen, and its successor can act. */
const mustStillRun = must(
  ['id', 'version'],
  sql`SELECT h.state = 'running' AND h.version = ${value('version')} AND u.status = 'active' FROM ${handovers} h JOIN ${users} u ON u.tenant_id = ${tenant} AND u.id = h.to_user_id WHERE h.tenant_id = ${tenant} AND h.id = ${value('id')}`,
);

const mergedUnit = statement({
  values: ['id'],
  row: { mergedIntoId: orgUnits.mergedIntoId },
  sql: sql`SELECT u.merged_into_id AS "mergedIntoId" FROM ${orgUnits} u WHERE u.tenant_id = ${tenant} AND u.id = ${value('id')}`,
});

/** A kind of record that follows a person or a unit, and how up to `limit` of one are found. */
export interface Following<T extends RecordTable> {
  readonly subject: Subject<T>;
  /** The event of each record that was taken along. */
  readonly type: string;
  find(of: { readonly id: string; readonly limit: number }): Bound<LoadedRecord>;
}

/**
 * Hands the records of a leaver over (`find` by the id of the handover), page by page, to whoever the handover leads to
 * by now. One that has stopped is left alone. While its successor cannot act, the message waits.
 */
export function followsOwner<T extends RecordTable>({ subject, type, find }: Following<T>): Reaction {
  return work({
    on: ['handover.started', 'handover.redirected'],
    async run({ event, moment, store }) {
      const id = event.subjectId;
      for (let losses = 0; losses < mostLosses; ) {
        const { handover, records } = await store.read({
          handover: first(handoverById.bind({ id })),
          records: all(find({ id, limit: page })),
        });
        if (handover?.state !== 'running' || records.length === 0) return;
        const { userId, toUserId, version, successorActs } = handover;
        if (!successorActs) throw new Error('the successor cannot act');
        const fields = { ownerId: [userId, toUserId] as const };
        const outcome = await store.commit({
          changes: [changedAlike(moment, subject, records, fields, { type })],
          musts: [mustStillRun.bind({ id, version })],
        });
        losses = outcome.committed ? 0 : losses + 1;
      }
      throw new Error(`others are faster with each ${subject.type}`);
    },
  });
}

/** Takes the records of a unit that goes over into another along (`find` by the id of the unit), page by page. */
export function followsUnit<T extends RecordTable>({ subject, type, find }: Following<T>): Reaction {
  return work({
    on: 'org_unit.merged',
    async run({ event, moment, store }) {
      const id = event.subjectId;
      for (let losses = 0; losses < mostLosses; ) {
        const { unit, records } = await store.read({
          unit: first(mergedUnit.bind({ id })),
          records: all(find({ id, limit: page })),
        });
        if (!unit?.mergedIntoId || records.length === 0) return;
        const fields = { orgUnitId: [id, unit.mergedIntoId] as const };
        const changes = [changedAlike(moment, subject, records, fields, { type })];
        losses = (await store.commit({ changes })).committed ? 0 : losses + 1;
      }
      throw new Error(`others are faster with each ${subject.type}`);
    },
  });
}
