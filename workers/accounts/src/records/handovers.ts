import { accounts, accountTeam, handovers, orgUnits, users } from '@keyline/schema';
import {
  asBoolean,
  type Bound,
  type Change,
  changedAlike,
  columns,
  handOverNamings,
  type Moment,
  must,
  type Subject,
  statement,
  tenant,
  value,
} from '@keyline/store';
import { sql } from 'drizzle-orm';
import { instantOf } from '../domain/instants.ts';
import { accountSubject } from './accounts.ts';
import { orgUnitSubject } from './org-units.ts';
import { teamMemberSubject } from './team.ts';

export const handoverSubject: Subject<typeof handovers> = {
  type: 'handover',
  table: handovers,
  accountOf: () => null,
  logged: ({ userId, toUserId, state }) => ({ userId, toUserId, state }),
};

const row = {
  id: handovers.id,
  version: handovers.version,
  createdAt: handovers.createdAt,
  updatedAt: handovers.updatedAt,
  createdBy: handovers.createdBy,
  userId: handovers.userId,
  toUserId: handovers.toUserId,
  state: handovers.state,
};

export const handoverById = statement({
  values: ['id'],
  row,
  sql: sql`SELECT ${columns(row)} FROM ${handovers} WHERE ${handovers.tenantId} = ${tenant} AND ${handovers.id} = ${value('id')}`,
});

/** Up to `limit` accounts that a user owns. */
export const accountsOfOwner = statement({
  values: ['userId', 'limit'],
  row: { id: accounts.id, version: accounts.version },
  sql: sql`SELECT a.id AS "id", a.version AS "version" FROM ${accounts} a INDEXED BY accounts_by_owner WHERE a.tenant_id = ${tenant} AND a.owner_id = ${value('userId')} LIMIT ${value('limit')}`,
});

/** Up to `limit` places of a user in teams, each with whether the successor has the same place already. */
export const placesInTeams = statement({
  values: ['userId', 'toUserId', 'limit'],
  row: {
    id: accountTeam.id,
    version: accountTeam.version,
    accountId: accountTeam.accountId,
    taken: asBoolean,
  },
  sql: sql`SELECT m.id AS "id", m.version AS "version", m.account_id AS "accountId", EXISTS (SELECT 1 FROM ${accountTeam} s WHERE s.tenant_id = ${tenant} AND s.user_id = ${value('toUserId')} AND s.account_id = m.account_id AND s.role = m.role AND s.removed_at IS NULL) AS "taken" FROM ${accountTeam} m WHERE m.tenant_id = ${tenant} AND m.user_id = ${value('userId')} AND m.removed_at IS NULL LIMIT ${value('limit')}`,
});

/** The units of which a user is in charge. */
export const unitsOfManager = statement({
  values: ['userId'],
  row: { id: orgUnits.id, version: orgUnits.version },
  sql: sql`SELECT u.id AS "id", u.version AS "version" FROM ${orgUnits} u WHERE u.tenant_id = ${tenant} AND u.manager_id = ${value('userId')}`,
});

/** A user who can take work over. */
export const successorById = statement({
  values: ['id'],
  row: { id: users.id },
  sql: sql`SELECT ${users.id} AS "id" FROM ${users} WHERE ${users.tenantId} = ${tenant} AND ${users.id} = ${value('id')} AND ${users.status} = 'active'`,
});

/** At the commit: the successor can still act. */
export const mustBeActive = must(
  ['id'],
  sql`SELECT ${users.status} = 'active' FROM ${users} WHERE ${users.tenantId} = ${tenant} AND ${users.id} = ${value('id')}`,
);

/** From one person to another. */
export interface Handing {
  readonly userId: string;
  readonly toUserId: string;
}

/** One page of a person's work, as it was loaded. */
export interface WorkPage {
  readonly accounts: readonly { readonly id: string; readonly version: number }[];
  readonly places: readonly ReturnType<typeof placesInTeams.decode>[];
}

/** Accounts or places that one commit hands over. */
export const handoverPage = 200;

/** The commit's part that hands a page over: each account and each place with its event, and what open work names. */
export function handingOver(
  moment: Moment,
  { userId, toUserId }: Handing,
  { accounts: owned, places }: WorkPage,
): { readonly changes: readonly Change[]; readonly also: readonly Bound[] } {
  const over: [string, string] = [userId, toUserId];
  const mine = owned.map((one) => ({ ...one, accountId: one.id }));
  const doubled = places.filter(({ taken }) => taken);
  const logged = { removedAt: [null, instantOf(moment.now)] as const };
  return {
    changes: [
      changedAlike(moment, accountSubject, mine, { ownerId: over }, { type: 'account.changed' }),
      changedAlike(
        moment,
        teamMemberSubject,
        places.filter(({ taken }) => !taken),
        { userId: over },
        { type: 'team_member.changed' },
      ),
      changedAlike(
        moment,
        teamMemberSubject,
        doubled,
        { removedAt: [null, moment.now] },
        { type: 'team_member.removed', logged },
      ),
    ],
    also: [handOverNamings(userId, toUserId)],
  };
}

/** The part that hands over units in charge. */
export function handingUnits(
  moment: Moment,
  { userId, toUserId }: Handing,
  units: readonly { readonly id: string; readonly version: number }[],
): Change {
  return changedAlike(
    moment,
    orgUnitSubject,
    units,
    { managerId: [userId, toUserId] },
    { type: 'org_unit.changed' },
  );
}
