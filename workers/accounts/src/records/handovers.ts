import {
  accounts,
  accountTeam,
  contracts,
  handovers,
  opportunities,
  orgUnits,
  partners,
  tickets,
  users,
} from '@keyline/schema';
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
import { type SQL, sql } from 'drizzle-orm';
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

export const handoverRow = {
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
  row: handoverRow,
  sql: sql`SELECT ${columns(handoverRow)} FROM ${handovers} WHERE ${handovers.tenantId} = ${tenant} AND ${handovers.id} = ${value('id')}`,
});

const runningRow = {
  id: handovers.id,
  version: handovers.version,
  userId: handovers.userId,
  toUserId: handovers.toUserId,
};

const running = (which: 'by_user' | 'by_successor', column: SQL, rest = sql``) =>
  sql`SELECT r.id AS "id", r.version AS "version", r.user_id AS "userId", r.to_user_id AS "toUserId" FROM ${handovers} r INDEXED BY ${sql.identifier(`handovers_${which}`)} WHERE r.tenant_id = ${tenant} AND r.${column} = ${value('userId')} AND r.state = 'running'${rest}`;

/** The handovers under way that a user is the leaver or the successor of. */
export const runningHandovers = statement({
  values: ['userId'],
  row: runningRow,
  sql: sql`${running('by_user', sql`user_id`)} UNION ${running('by_successor', sql`to_user_id`)}`,
});

export type RunningHandover = ReturnType<typeof runningHandovers.decode>;

const notAmong = sql` AND r.id NOT IN (SELECT j.value FROM json_each(${value('ids')}) j)`;

/** At the commit: no handover of or to the user is under way beside these (a JSON list of ids). */
export const mustRunNoOther = must(
  ['userId', 'ids'],
  sql`SELECT NOT EXISTS (${running('by_user', sql`user_id`, notAmong)}) AND NOT EXISTS (${running('by_successor', sql`to_user_id`, notAmong)})`,
);

/** At the commit: the handover is as it was seen, and goes to whom it went. */
export const mustStillRun = must(
  ['id', 'version'],
  sql`SELECT ${handovers.state} = 'running' AND ${handovers.version} = ${value('version')} FROM ${handovers} WHERE ${handovers.tenantId} = ${tenant} AND ${handovers.id} = ${value('id')}`,
);

const ownedTicket = sql`EXISTS (SELECT 1 FROM ${tickets} t INDEXED BY tickets_by_owner WHERE t.tenant_id = ${tenant} AND t.owner_id = ${value('userId')})`;
const ownedContract = sql`EXISTS (SELECT 1 FROM ${contracts} c INDEXED BY contracts_open_by_owner WHERE c.tenant_id = ${tenant} AND c.owner_id = ${value('userId')} AND c.outcome IS NULL)`;
const ownedOpportunity = sql`EXISTS (SELECT 1 FROM ${opportunities} o INDEXED BY opportunities_by_owner WHERE o.tenant_id = ${tenant} AND o.owner_id = ${value('userId')})`;
const ownedPartner = sql`EXISTS (SELECT 1 FROM ${partners} p INDEXED BY partners_by_owner WHERE p.tenant_id = ${tenant} AND p.owner_id = ${value('userId')})`;

/** Whether a user is in charge of records of other Workers still: they hand them over. */
export const elsewhereOfOwner = statement({
  values: ['userId'],
  row: { left: asBoolean },
  sql: sql`SELECT (${ownedPartner} OR ${ownedOpportunity} OR ${ownedContract} OR ${ownedTicket}) AS "left" WHERE ${tenant} <> ''`,
});

/** At the end of the commit: the user owns no account, no open contract, no ticket, stands in no team and is in charge of no partner. */
export const mustHaveNothingLeft = must(
  ['userId'],
  sql`SELECT NOT EXISTS (SELECT 1 FROM ${accounts} a WHERE a.tenant_id = ${tenant} AND a.owner_id = ${value('userId')}) AND NOT EXISTS (SELECT 1 FROM ${accountTeam} m WHERE m.tenant_id = ${tenant} AND m.user_id = ${value('userId')} AND m.removed_at IS NULL) AND NOT ${ownedPartner} AND NOT ${ownedOpportunity} AND NOT ${ownedContract} AND NOT ${ownedTicket}`,
);

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

/**
 * The part of a new handover that deals with those under way: one of the same leaver gives way to it, and what was on
 * its way to the leaver goes to his successor; what would come back to whom it was of stays there.
 */
export function redirecting(
  moment: Moment,
  { userId, toUserId }: Handing,
  underWay: readonly RunningHandover[],
  handoverId: string,
): Change[] {
  const stop = (stopped: readonly RunningHandover[], reason: StopReason) =>
    stopping(moment, stopped, reason, { handoverId });
  const [own, incoming] = [true, false].map((mine) =>
    underWay.filter((one) => (one.userId === userId) === mine),
  ) as [RunningHandover[], RunningHandover[]];
  const [back, onward] = [true, false].map((returns) =>
    incoming.filter((one) => (one.userId === toUserId) === returns),
  ) as [RunningHandover[], RunningHandover[]];
  return [
    stop(own, 'replaced'),
    stop(back, 'returned'),
    changedAlike(
      moment,
      handoverSubject,
      onward,
      { toUserId: [userId, toUserId] },
      { type: 'handover.redirected', facts: { handoverId } },
    ),
  ];
}

/** Why a handover was stopped, as its event tells. */
export type StopReason = 'replaced' | 'returned' | 'successor_inactive';

/** Ends handovers before all is handed over. */
export function stopping(
  moment: Moment,
  stopped: readonly { readonly id: string; readonly version: number }[],
  reason: StopReason,
  facts: Readonly<Record<string, unknown>> = {},
): Change {
  return changedAlike(
    moment,
    handoverSubject,
    stopped,
    { state: ['running', 'stopped'] },
    { type: 'handover.stopped', facts: { reason, ...facts } },
  );
}
