import { permissionKeys } from '@keyline/auth';
import { newId } from '@keyline/kernel';
import { givenApiKey, givenUser, type TestDatabase } from '@keyline/testkit';
import { putLeads } from './put-leads.ts';
import { putMessages } from './put-messages.ts';
import { putOpportunities } from './put-opportunities.ts';
import { putRoles, putUsers } from './put-people.ts';
import { type AccountToPut, putAccounts, putRows } from './put-rows.ts';
import { putNamings, putTeams } from './put-teams.ts';
import { putUnits, type UnitToPut } from './put-units.ts';

/** A tenant with many records and with callers of every scope. */
export interface FilledTenant {
  /** Access tokens and keys, by what the caller sees. */
  readonly callers: Readonly<Record<string, string>>;
  /** Ids that filters may ask for, by the name of the filter or by their prefix. */
  readonly ids: Readonly<Record<string, readonly string[]>>;
  /** An account that every caller sees, with dozens of contacts, interactions and events. */
  readonly accountId: string;
  /** A user with dozens of open sessions. */
  readonly userId: string;
  /** An endpoint to which dozens of messages were sent. */
  readonly webhookEndpointId: string;
}

/** What there is of each thing whatever the size of the tenant: a page is as full in a small one as in a large. */
const perOwner = 40;
const perGrid = 20;
const gridsPerBranch = 5;
const perParent = 60;
const perAccount = 60;

/** One request that wrote dozens of events, as an import does. */
const requestId = newId('request');

const firstMade = Date.UTC(2026, 0, 1);

/**
 * Puts `size` accounts into a tenant, with contacts, interactions and events in proportion. A larger tenant has
 * more owners, grids and families of accounts, not larger ones; of every kind, grade and presence it has more.
 */
export async function fillTenant(
  database: TestDatabase,
  tenantId: string,
  size: number,
): Promise<FilledTenant> {
  const grids = await putBranches(database, tenantId, Math.ceil(size / perGrid / gridsPerBranch));
  const permissions = permissionKeys;
  const users = await putUsers(database, tenantId, Math.ceil(size / perOwner));
  const unitScope = { scope: 'unit', orgUnitId: grids.branchId } as const;
  const own = await givenUser(database, tenantId, { permissions, scope: 'own' });
  const unit = await givenUser(database, tenantId, { permissions, ...unitScope });
  const both = await givenUser(database, tenantId, { permissions, scope: 'own' });
  await putRoles(database, { tenantId, principalId: both.userId }, [unitScope], permissions);
  const named = await givenUser(database, tenantId, { permissions, scope: 'team' });
  const namedAs = { tenantId, principalId: named.userId };
  const [roleId = ''] = await putRoles(database, namedAs, [{ scope: 'own' }], permissions);
  await database.execute('UPDATE users SET org_unit_id = ? WHERE id = ?', [grids.branchId, named.userId]);
  const key = await givenApiKey(database, tenantId, permissions);
  const owners = [own.userId, both.userId, ...users];
  const accounts = accountsOf(size, owners, grids.all);
  await putAccounts(database, tenantId, accounts);
  const seenByAll = (account: AccountToPut) =>
    account.ownerId === own.userId && grids.own.includes(account.orgUnitId ?? '');
  const accountId = accounts.find(seenByAll)?.id ?? '';
  await putBelongings(database, tenantId, accounts, accountId, owners);
  const partnerIds = await putLeads(database, tenantId, accounts);
  await putOpportunities(database, tenantId, accounts, partnerIds);
  const teams = { accounts, accountId, members: [named.userId], others: users };
  await putTeams(database, tenantId, teams);
  const parties = { userId: named.userId, roleId, orgUnitId: grids.branchId, others: users };
  await putNamings(database, tenantId, accounts, parties);
  await putSessions(database, tenantId, own.userId);
  const messages = { count: perAccount, from: firstMade };
  const webhookEndpointId = await putMessages(database, tenantId, own.userId, messages);
  return {
    callers: {
      'team and named': named.token,
      own: own.token,
      unit: unit.token,
      'own and unit': both.token,
      key: key.token,
    },
    ids: {
      ...{ usr: owners.slice(0, 3), org: grids.own.slice(0, 2), acc: parentsOf(accounts).slice(0, 2) },
      ...{ actorId: owners.slice(0, 3), subjectId: [accountId, ...parentsOf(accounts).slice(0, 1)] },
      ...{ opp: [newId('opportunity')], tic: [newId('ticket')] },
      ...{ req: [requestId, newId('request')], par: partnerIds.slice(0, 2) },
    },
    accountId,
    userId: own.userId,
    webhookEndpointId,
  };
}

async function putSessions(database: TestDatabase, tenant_id: string, user_id: string): Promise<void> {
  const rows = Array.from({ length: perAccount }, (_, i) => ({
    ...{ tenant_id, user_id, id: newId('session'), version: 1, created_by: user_id },
    ...{ created_at: firstMade + i * 1000, updated_at: firstMade, ended_at: i % 10 === 0 ? firstMade : null },
  }));
  await putRows(database, 'sessions', rows);
}

/** Branches below the root, with their grids; the first branch is whose units the callers of scope `unit` see. */
async function putBranches(
  database: TestDatabase,
  tenantId: string,
  count: number,
): Promise<{ readonly branchId: string; readonly own: readonly string[]; readonly all: readonly string[] }> {
  const branches = Array.from({ length: count }, (): UnitToPut => ({ parent: -1, kind: 'branch' }));
  const grids = Array.from({ length: count * gridsPerBranch }, (_, i): UnitToPut => {
    return { parent: Math.floor(i / gridsPerBranch), kind: 'grid' };
  });
  const ids = (await putUnits(database, tenantId, [...branches, ...grids])).map(({ id }) => id);
  return { branchId: ids[0] ?? '', own: ids.slice(count, count + gridsPerBranch), all: ids.slice(count) };
}

function accountsOf(size: number, owners: readonly string[], grids: readonly string[]): AccountToPut[] {
  const made: AccountToPut[] = [];
  for (let i = 0; i < size; i += 1) {
    const ownerId = owners[i % owners.length] ?? null;
    const gridId = grids[(i * 7) % grids.length] ?? null;
    const first = i - (i % (perParent + 1));
    made.push({
      id: newId('account'),
      name: `${i % 2 === 0 ? '西安' : '宝鸡'}${i % 25 === 0 ? '骊山' : '恒信'}第${i}中学`,
      createdBy: owners[(i + 1) % owners.length] ?? '',
      createdAt: firstMade + Math.floor(i / 3) * 1000,
      updatedAt: firstMade + ((i * 7919) % size) * 1000,
      kind: ['government', 'carrier', 'institution'][i % 15] ?? 'enterprise',
      presence: ['existing', 'off_net'][i % 4] ?? 'potential',
      grade: ['strategic', 'A', 'B', 'C'][i % 16] ?? 'none',
      ownerId,
      orgUnitId: gridId,
      gridId,
      parentId: i === first ? null : (made[first]?.id ?? null),
      monthlySpend: i % 3 === 0 ? null : (i * 48_271) % 90_000,
    });
  }
  return made;
}

function parentsOf(accounts: readonly AccountToPut[]): string[] {
  return [...new Set(accounts.map(({ parentId }) => parentId).filter((id) => typeof id === 'string'))];
}

/** Contacts, attachments, interactions and events: one of each for every second account, and dozens for one. */
async function putBelongings(
  database: TestDatabase,
  tenant_id: string,
  accounts: readonly AccountToPut[],
  accountId: string,
  actors: readonly string[],
): Promise<void> {
  const places = [
    ...accounts.flatMap(({ id }, i) => (i % 2 === 0 ? [id] : [])),
    ...Array.from({ length: perAccount }, () => accountId),
  ].map((account_id, i) => ({ tenant_id, account_id, at: firstMade + i * 1000, i }));
  const stamped = ({ at }: { at: number }) => ({
    version: 1,
    created_at: at,
    updated_at: at,
    created_by: 'test',
  });
  await putRows(
    database,
    'contacts',
    places.map(({ at, i, ...place }) => ({
      ...place,
      id: newId('contact'),
      ...stamped({ at }),
      name: '李娜',
      roles: '[]',
      removed_at: i % 10 === 0 ? at : null,
    })),
  );
  await putRows(
    database,
    'attachments',
    places.map(({ at, i, ...place }) => ({
      ...{ ...place, id: newId('attachment'), ...stamped({ at }) },
      ...{ subject_type: 'account', subject_id: place.account_id, file_name: '合同.pdf', kind: 'pdf' },
      ...{ size: 48_211, sha256: '0'.repeat(64), removed_at: i % 10 === 0 ? at : null },
    })),
  );
  await putRows(
    database,
    'interactions',
    places.map(({ at, i, ...place }) => ({
      ...place,
      id: newId('interaction'),
      ...stamped({ at }),
      kind: i % 2 === 0 ? 'visit' : 'call',
      held_at: at,
      summary: '勘查机房',
    })),
  );
  await putRows(
    database,
    'events',
    places.map(({ at, account_id, i }) => ({
      tenant_id,
      account_id,
      id: newId('event'),
      type: ['account.created', 'contact.changed'][i % 20] ?? 'account.changed',
      subject_type: i % 20 === 1 ? 'contact' : 'account',
      subject_id: account_id,
      versioned: 0,
      version: null,
      actor_type: 'user',
      actor_id: actors[i % actors.length] ?? null,
      request_id: i < perAccount ? requestId : null,
      occurred_at: at,
      data: '{}',
    })),
  );
}
