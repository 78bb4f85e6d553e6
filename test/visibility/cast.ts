import type { RoleKey } from '@keyline/auth';
import { newId } from '@keyline/kernel';
import { givenUser } from '@keyline/testkit';
import { putRows } from '../queries/put-rows.ts';
import { putUnits } from '../queries/put-units.ts';
import type { World } from '../support/world.ts';
import { type Place, roleKeys, roleTable } from './role-table.ts';

/** Somebody who holds one default role in its default scopes. */
export interface Player {
  readonly role: RoleKey;
  readonly userId: string;
  readonly token: string;
}

export interface Cast {
  readonly players: readonly Player[];
  /** Puts an account of the home tenant where it is, seen from a player. */
  place(accountId: string, player: Player, place: Place): Promise<void>;
}

/** One player for each default role, all at home in one branch of two. */
export async function castOf(world: World): Promise<Cast> {
  const { database, home } = world;
  const [branch, grid, elsewhere] = await putUnits(database, home.tenantId, [
    { parent: -1, kind: 'branch' },
    { parent: 0, kind: 'grid' },
    { parent: -1, kind: 'branch' },
  ]);
  const rows = await database.execute('SELECT id, key FROM roles WHERE tenant_id = ?', [home.tenantId]);
  const roleIds = new Map(rows.map(({ id, key }) => [String(key), String(id)]));
  const players: Player[] = [];
  for (const role of roleKeys) {
    const { userId, token } = await givenUser(database, home.tenantId);
    const held = roleTable[role].scopes.map((scope) => ({
      ...{ tenant_id: home.tenantId, principal_id: userId, role_id: roleIds.get(role) ?? '', scope },
      org_unit_id: scope === 'unit' ? (branch?.id ?? null) : null,
    }));
    await putRows(database, 'principal_roles', held);
    players.push({ role, userId, token });
  }
  return {
    players,
    async place(accountId, player, place) {
      const [ownerId, unitId] = [
        place === 'own' ? player.userId : home.administratorId,
        place === 'unit' ? (grid?.id ?? null) : (elsewhere?.id ?? null),
      ];
      await database.execute(
        'UPDATE accounts SET owner_id = ?, org_unit_id = ?, created_by = ? WHERE id = ?',
        [ownerId, unitId, home.administratorId, accountId],
      );
      await database.execute("DELETE FROM account_team WHERE account_id = ? AND created_by = 'cast'", [
        accountId,
      ]);
      if (place !== 'team') return;
      await putRows(database, 'account_team', [
        {
          ...{ tenant_id: home.tenantId, id: newId('team_member'), version: 1, created_at: 0, updated_at: 0 },
          ...{ created_by: 'cast', account_id: accountId, user_id: player.userId, role: 'cast' },
        },
      ]);
    },
  };
}
