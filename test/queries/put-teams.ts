import { newId } from '@keyline/kernel';
import type { TestDatabase } from '@keyline/testkit';
import { putRows } from './put-rows.ts';

type Accounts = readonly { readonly id: string }[];

/** What each member and each party has, whatever the size of the tenant. */
const perMember = 40;
const perParty = 20;

/** Odd, so that every second name is met whatever the size of the tenant. */
const stepOf = (share: number) => Math.max(1, Math.floor(share)) | 1;

const stamped = (at: number) => ({ version: 1, created_at: at, updated_at: at, created_by: 'test' });

/**
 * Puts some in the teams of a few accounts, of which one has dozens of members; and others, turn by turn, in that
 * of every fourth account.
 */
export async function putTeams(
  database: TestDatabase,
  tenantId: string,
  given: {
    readonly accounts: Accounts;
    readonly accountId: string;
    readonly members: readonly string[];
    readonly others: readonly string[];
  },
): Promise<void> {
  const { accounts, accountId, members, others } = given;
  const step = stepOf(accounts.length / perMember);
  const few = [accountId, ...accounts.flatMap(({ id }, i) => (i % step === 3 ? [id] : []))].slice(
    0,
    perMember,
  );
  const places = [
    ...members.flatMap((user_id) => few.map((account_id) => ({ user_id, account_id }))),
    ...accounts.flatMap(({ id }, i) =>
      i % 4 === 0 ? [{ user_id: others[i % others.length] ?? '', account_id: id }] : [],
    ),
    ...others.slice(0, perMember).map((user_id) => ({ user_id, account_id: accountId })),
  ];
  const rows = places.map((place, i) => {
    const removed_at = i % 10 === 9 && place.account_id !== accountId ? i : null;
    return {
      tenant_id: tenantId,
      id: newId('team_member'),
      ...stamped(i),
      ...place,
      role: newId('role'),
      removed_at,
    };
  });
  await putRows(database, 'account_team', rows);
}

/** Lets open work name one person at a few accounts, himself and by his role, and others at every fourth. */
export async function putNamings(
  database: TestDatabase,
  tenantId: string,
  accounts: Accounts,
  parties: {
    readonly userId: string;
    readonly roleId: string;
    readonly orgUnitId: string;
    readonly others: readonly string[];
  },
): Promise<void> {
  const { userId, roleId, orgUnitId, others } = parties;
  const nobody = { user_id: null, role_id: null, org_unit_id: null };
  const step = stepOf(accounts.length / perParty);
  const few = accounts.filter((_, i) => i % step === 5).slice(0, perParty);
  const ways = [
    { ...nobody, user_id: userId },
    { ...nobody, role_id: roleId, org_unit_id: orgUnitId },
    { ...nobody, role_id: roleId },
  ];
  const places = [
    ...few.map(({ id }, i) => ({ ...(ways[i % ways.length] ?? nobody), account_id: id })),
    ...accounts.flatMap(({ id }, i) =>
      i % 4 === 1 ? [{ ...nobody, user_id: others[i % others.length] ?? '', account_id: id }] : [],
    ),
  ];
  const rows = places.map((place, i) => ({
    ...{
      tenant_id: tenantId,
      id: newId('named_party'),
      subject_type: 'account',
      subject_id: place.account_id,
    },
    ...{ ...place, reason: 'task', cause_id: `tsk_${i}`, opened_at: i },
  }));
  await putRows(database, 'named_parties', rows);
}
