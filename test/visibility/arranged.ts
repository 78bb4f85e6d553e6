import { newId } from '@keyline/kernel';
import { givenApiKey, givenUser } from '@keyline/testkit';
import { putAccounts, putRows } from '../queries/put-rows.ts';
import { putUnits } from '../queries/put-units.ts';
import type { Surface } from '../support/surface.ts';
import { openWorld, type World } from '../support/world.ts';
import type { DrawnOrganisation } from './drawn.ts';
import type { Organisation, Principal } from './model.ts';

/** What hangs on each account: one contact and one interaction. */
export interface Belongings {
  readonly contactId: string;
  readonly interactionId: string;
}

export interface Caller extends Principal {
  readonly token: string;
}

/** An organisation in a database, and the same in plain lists. */
export interface Arranged extends Organisation {
  readonly world: World;
  readonly principals: readonly Caller[];
  readonly belongings: ReadonlyMap<string, Belongings>;
}

const instant = (second: number) => Date.UTC(2026, 0, 1) + second * 1000;
const record = (tenant_id: string, at = 0) => ({
  ...{ tenant_id, version: 1, created_at: at, updated_at: at, created_by: 'test' },
});

/** Puts a drawn organisation into a tenant of its own. */
export async function arrange(surface: Surface, drawn: DrawnOrganisation): Promise<Arranged> {
  const world = await openWorld(surface);
  const units = await arrangeUnits(world, drawn);
  const unitAt = (place: number) => units[place]?.id ?? null;
  const principals = await arrangeCallers(world, drawn, unitAt);
  const holdings = await arrangeRoles(world, drawn, principals, unitAt);
  const accounts = drawn.accounts.map(({ madeBy, owner, unit }) => ({
    id: newId('account'),
    createdBy: principals[madeBy]?.id ?? world.home.administratorId,
    ownerId: principals[owner]?.userId ?? null,
    unitId: unitAt(unit),
  }));
  await putAccounts(
    world.database,
    world.home.tenantId,
    accounts.map(({ unitId, ...account }, i) => ({
      ...account,
      name: account.id,
      orgUnitId: unitId,
      createdAt: instant(drawn.accounts[i]?.second ?? 0),
    })),
  );
  const belongings = await arrangeBelongings(world, accounts);
  const ground = { world, units, principals, holdings, accounts, belongings };
  return {
    ...ground,
    team: await arrangeTeam(ground, drawn),
    namings: await arrangeNamings(ground, drawn),
    absences: await arrangeAbsences(ground, drawn),
  };
}

async function arrangeUnits({ database, home }: World, { units }: DrawnOrganisation) {
  const put = await putUnits(database, home.tenantId, units);
  const idAt = (place: number) => put[place]?.id ?? null;
  return put.map(({ id }, i) => ({ id, parentId: idAt(units[i]?.parent ?? -1) }));
}

async function arrangeCallers(
  { database, home }: World,
  { callers }: DrawnOrganisation,
  unitAt: (place: number) => string | null,
): Promise<Caller[]> {
  const made: Caller[] = [];
  for (const { kind, unit } of callers) {
    const partnerId = null;
    if (kind === 'key') {
      const { keyId, token } = await givenApiKey(database, home.tenantId, []);
      made.push({ id: keyId, userId: null, partnerId, unitId: null, token });
      continue;
    }
    const { userId, token } = await givenUser(database, home.tenantId);
    await database.execute('UPDATE users SET org_unit_id = ? WHERE id = ?', [unitAt(unit), userId]);
    made.push({ id: userId, userId, partnerId, unitId: unitAt(unit), token });
  }
  return made;
}

/** One role for each that was drawn, held by whoever drew it. */
async function arrangeRoles(
  { database, home }: World,
  { roles, callers }: DrawnOrganisation,
  principals: readonly Caller[],
  unitAt: (place: number) => string | null,
) {
  const ids = roles.map(() => newId('role'));
  const tenant = { tenant_id: home.tenantId };
  const kept = ids.map((id) => ({ ...record(home.tenantId), id, key: id, kind: 'custom', name: '{}' }));
  await putRows(database, 'roles', kept);
  const given = roles.flatMap((held, i) =>
    held.map((permission) => ({ ...tenant, role_id: ids[i] ?? '', permission })),
  );
  await putRows(database, 'role_permissions', given);
  const holdings = callers.flatMap((caller, i) =>
    caller.holdings.map(({ role, scope, unit }) => ({
      principalId: principals[i]?.id ?? '',
      roleId: ids[role] ?? '',
      permissions: roles[role] ?? [],
      scope,
      unitId: scope === 'unit' ? unitAt(unit) : null,
    })),
  );
  await putRows(
    database,
    'principal_roles',
    holdings.map(({ principalId, roleId, scope, unitId }) => ({
      ...{ ...tenant, principal_id: principalId, role_id: roleId, scope, org_unit_id: unitId },
    })),
  );
  return holdings;
}

async function arrangeBelongings(
  { database, home }: World,
  accounts: Organisation['accounts'],
): Promise<ReadonlyMap<string, Belongings>> {
  const made = new Map<string, Belongings>();
  for (const { id: account_id } of accounts) {
    const [contactId, interactionId] = [newId('contact'), newId('interaction')];
    const kept = { ...record(home.tenantId), account_id };
    await putRows(database, 'contacts', [{ ...kept, id: contactId, name: '李娜', roles: '[]' }]);
    await putRows(database, 'interactions', [
      { ...kept, id: interactionId, kind: 'visit', held_at: 0, summary: '勘查' },
    ]);
    const logged = { tenant_id: home.tenantId, account_id, versioned: 0, version: null };
    const subjects = {
      account: [account_id, 'account.created'],
      contact: [contactId, 'contact.created'],
      interaction: [interactionId, 'interaction.logged'],
    } as const;
    await putRows(
      database,
      'events',
      Object.entries(subjects).map(([subject_type, [subject_id, type]]) => ({
        ...{ ...logged, id: newId('event'), type, subject_type, subject_id },
        ...{ actor_type: 'system', occurred_at: 0, data: '{"changes":{"name":[null,"x"]}}' },
      })),
    );
    made.set(account_id, { contactId, interactionId });
  }
  return made;
}

async function arrangeAbsences({ world, principals }: Ground, { absences }: DrawnOrganisation) {
  const made = absences.flatMap(({ caller, delegate, isNow }) => {
    const [userId, delegateId] = [principals[caller]?.userId, principals[delegate]?.userId];
    return userId && delegateId && userId !== delegateId ? [{ userId, delegateId, isNow }] : [];
  });
  const rows = made.map(({ userId, delegateId, isNow }) => ({
    ...{ tenant_id: world.home.tenantId, user_id: userId, delegate_id: delegateId },
    ...{ absent_from: 0, absent_until: isNow ? null : 1 },
  }));
  await putRows(world.database, 'absences', rows);
  return made;
}

type Ground = Omit<Arranged, 'team' | 'namings' | 'absences'>;

async function arrangeTeam({ world, accounts, principals }: Ground, { team }: DrawnOrganisation) {
  const members = team.flatMap(({ account, caller, removed }) => {
    const userId = principals[caller]?.userId;
    return userId ? [{ accountId: accounts[account]?.id ?? '', userId, removed }] : [];
  });
  const rows = members.map(({ accountId, userId, removed }) => ({
    ...{ ...record(world.home.tenantId), id: newId('team_member'), account_id: accountId },
    ...{ user_id: userId, role: newId('role'), removed_at: removed ? 1 : null },
  }));
  await putRows(world.database, 'account_team', rows);
  return members;
}

async function arrangeNamings(ground: Ground, { namings }: DrawnOrganisation) {
  const { world, accounts, principals, holdings, units } = ground;
  const made = namings.map(({ account, caller, role, unit }) => {
    const userId = principals[caller]?.userId ?? null;
    const roleId = userId === null ? (holdings[role % holdings.length]?.roleId ?? null) : null;
    const unitId = userId === null ? (units[unit]?.id ?? null) : null;
    return { accountId: accounts[account]?.id ?? '', userId, roleId, unitId };
  });
  const rows = made.map(({ accountId, userId, roleId, unitId }, i) => ({
    ...{ tenant_id: world.home.tenantId, id: newId('named_party'), subject_type: 'account' },
    ...{ subject_id: accountId, account_id: accountId, reason: 'task', cause_id: `tsk_${i}` },
    ...{ user_id: userId, role_id: roleId, org_unit_id: unitId, opened_at: 0 },
  }));
  await putRows(world.database, 'named_parties', rows);
  return made;
}
