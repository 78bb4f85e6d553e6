import { type Reaction, work } from '@keyline/http';
import { handovers, orgUnits, users } from '@keyline/schema';
import {
  all,
  asBoolean,
  type Bound,
  type Change,
  changedAlike,
  first,
  type Load,
  type LoadedRecord,
  type Moment,
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

type Owned = { readonly ownerId: readonly [string, string] };
type Placed = { readonly orgUnitId: readonly [string, string] };

/** A kind of record whose table is its own affair, so that a Worker may have several. */
export interface Follower {
  readonly kind: string;
  found(of: { readonly id: string; readonly limit: number }): Load<LoadedRecord[]>;
  taken(moment: Moment, records: readonly LoadedRecord[], fields: Owned | Placed): Change;
}

/** Records of this kind, for `followsOwner` and `followsUnit`. */
export function follower<T extends RecordTable>({ subject, type, find }: Following<T>): Follower {
  return {
    kind: subject.type,
    found: (of) => all(find(of)),
    taken: (moment, records, fields) => changedAlike(moment, subject, records, fields, { type }),
  };
}

/** The next page of each kind, by its name. */
function pagesOf(followers: readonly Follower[], id: string) {
  return Object.fromEntries(followers.map((one) => [one.kind, one.found({ id, limit: page })]));
}

/** Takes a page of each kind along; nothing of kinds of which none was found. */
function takenAlong(
  moment: Moment,
  followers: readonly Follower[],
  found: Readonly<Record<string, unknown>>,
  fields: Owned | Placed,
): Change[] {
  return followers.flatMap((one) => {
    const records = found[one.kind] as readonly LoadedRecord[];
    return records.length === 0 ? [] : [one.taken(moment, records, fields)];
  });
}

/**
 * Hands the records of a leaver over (found by the id of the handover), page by page, to whoever the handover leads to
 * by now. One that has stopped is left alone. While its successor cannot act, the message waits.
 */
export function followsOwner(...followers: readonly Follower[]): Reaction {
  return work({
    on: ['handover.started', 'handover.redirected'],
    async run({ event, moment, store }) {
      const id = event.subjectId;
      for (let losses = 0; losses < mostLosses; ) {
        const { handover$: handover, ...found } = await store.read({
          ...pagesOf(followers, id),
          handover$: first(handoverById.bind({ id })),
        });
        if (handover?.state !== 'running') return;
        const { userId, toUserId, version, successorActs } = handover;
        const changes = takenAlong(moment, followers, found, { ownerId: [userId, toUserId] });
        if (changes.length === 0) return;
        if (!successorActs) throw new Error('the successor cannot act');
        const outcome = await store.commit({ changes, musts: [mustStillRun.bind({ id, version })] });
        losses = outcome.committed ? 0 : losses + 1;
      }
      throw new Error(`others are faster with ${namesOf(followers)}`);
    },
  });
}

/** Takes the records of a unit that goes over into another along (found by the id of the unit), page by page. */
export function followsUnit(...followers: readonly Follower[]): Reaction {
  return work({
    on: 'org_unit.merged',
    async run({ event, moment, store }) {
      const id = event.subjectId;
      for (let losses = 0; losses < mostLosses; ) {
        const { unit$: unit, ...found } = await store.read({
          ...pagesOf(followers, id),
          unit$: first(mergedUnit.bind({ id })),
        });
        if (!unit?.mergedIntoId) return;
        const changes = takenAlong(moment, followers, found, { orgUnitId: [id, unit.mergedIntoId] });
        if (changes.length === 0) return;
        losses = (await store.commit({ changes })).committed ? 0 : losses + 1;
      }
      throw new Error(`others are faster with ${namesOf(followers)}`);
    },
  });
}

function namesOf(followers: readonly Follower[]): string {
  return followers.map(({ kind }) => kind).join(', ');
}
