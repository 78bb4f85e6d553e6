import type { RoleKey } from '@keyline/auth';
import { newId } from '@keyline/kernel';
import { givenUser } from '@keyline/testkit';
import { putRows } from '../queries/put-rows.ts';
import { putUnits } from '../queries/put-units.ts';
import type { World } from '../support/world.ts';
import { type KindName, kindOf, type Place } from './places.ts';
import { roleKeys, roleTable } from './role-table.ts';

/** Somebody who holds one default role in its default scopes. */
export interface Player {
  readonly role: RoleKey;
  readonly userId: string;
  readonly token: string;
}

export interface Cast {
  readonly players: readonly Player[];
  /** Puts a record of the home tenant where it is, seen from a player. */
  place(kind: KindName, id: string, player: Player, place: Place): Promise<void>;
  /** The accounts on which these attachments hang. */
  accountsOf(attachmentIds: readonly string[]): Promise<readonly string[]>;
}

/** One player for each default role, all at home in one branch of two. */
export async function castOf({ database, home }: World): Promise<Cast> {
  const { tenantId, administratorId } = home;
  const [branch, grid, elsewhere] = await putUnits(database, tenantId, [
    { parent: -1, kind: 'branch' },
    { parent: 0, kind: 'grid' },
    { parent: -1, kind: 'branch' },
  ]);
  const rows = await database.execute('SELECT id, key FROM roles WHERE tenant_id = ?', [tenantId]);
  const roleIds = new Map(rows.map(({ id, key }) => [String(key), String(id)]));
  const players: Player[] = [];
  for (const role of roleKeys) {
    const { userId, token } = await givenUser(database, tenantId);
    const held = roleTable[role].scopes.map((scope) => ({
      ...{ tenant_id: tenantId, principal_id: userId, role_id: roleIds.get(role) ?? '', scope },
      org_unit_id: scope === 'unit' ? (branch?.id ?? null) : null,
    }));
    await putRows(database, 'principal_roles', held);
    players.push({ role, userId, token });
  }
  const placed = { owner: administratorId, unit: elsewhere?.id ?? null, maker: administratorId };
  return {
    players,
    async place(name, id, { userId }, place) {
      const kind = kindOf(name);
      const { owner, unit, maker } = {
        ...placed,
        ...(kind.isPersonal && { owner: null }),
        ...(place === 'own' && { owner: userId }),
        ...(place === 'unit' && { unit: grid?.id ?? null }),
        ...(place === 'made' && { maker: userId }),
      };
      const columns = [
        ...(kind.owner ? [[kind.owner, owner] as const] : []),
        ...(kind.unit ? [[kind.unit, unit] as const] : []),
        ['created_by', maker] as const,
      ];
      await database.execute(
        `UPDATE ${kind.table} SET ${columns.map(([column]) => `${column} = ?`)} WHERE id = ?`,
        [...columns.map(([, value]) => value), id],
      );
      if (kind.hasTeam) await setTeam(id, place === 'team' ? userId : null);
      if (place === 'partner') await makePartner(id, userId);
      if (kind.isPersonal) await setNamed(name, id, place === 'named' ? userId : null);
    },
    async accountsOf(attachmentIds) {
      const of = 'SELECT account_id FROM attachments WHERE id IN (SELECT value FROM json_each(?))';
      const rows = await database.execute(of, [JSON.stringify(attachmentIds)]);
      return rows.map(({ account_id }) => String(account_id));
    },
  };
  async function setNamed(kind: KindName, id: string, userId: string | null) {
    await database.execute('DELETE FROM named_parties WHERE subject_type = ? AND subject_id = ?', [kind, id]);
    if (userId === null) return;
    const naming = { subject_type: kind, subject_id: id, reason: 'task', cause_id: id, user_id: userId };
    await putRows(database, 'named_parties', [
      { tenant_id: tenantId, id: newId('named_party'), opened_at: 0, ...naming },
    ]);
  }
  async function setTeam(accountId: string, userId: string | null) {
    await database.execute("DELETE FROM account_team WHERE account_id = ? AND created_by = 'cast'", [
      accountId,
    ]);
    if (userId === null) return;
    await putRows(database, 'account_team', [
      {
        ...{ tenant_id: tenantId, id: newId('team_member'), version: 1, created_at: 0, updated_at: 0 },
        ...{ created_by: 'cast', account_id: accountId, user_id: userId, role: 'cast' },
      },
    ]);
  }
  /** Only the people of an active partner can act. */
  async function makePartner(partnerId: string, userId: string) {
    await database.execute("UPDATE partners SET state = 'active' WHERE id = ?", [partnerId]);
    await database.execute('UPDATE principals SET partner_id = ? WHERE id = ?', [partnerId, userId]);
  }
}
