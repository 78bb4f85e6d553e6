import { defaultRoles, permissionCatalogue, permissionKeys, permissionsOfRole } from '@keyline/auth';
import { beforeAll, describe, expect, test } from 'vitest';
import { walkPages } from '../queries/walk-pages.ts';
import { expectNone } from '../support/rule.ts';
import { mountedOf, productSurface } from '../support/surface.ts';
import { expectedVerdict, holds, type Matrix, matrixFindings, openMatrix } from './matrix.ts';
import { isInScope, places, roleKeys, roleTable, tabled } from './role-table.ts';

const surface = await productSurface();
/** What acts on the caller alone (his session, his password) is the same for every role. */
const asked = surface.mounted.filter(
  ({ operation: { permission, kind } }) =>
    permission !== 'anonymous' && (permission !== null || kind !== 'command'),
);

test('the default roles have the scopes and hold the permissions over accounts that the table says', () => {
  expect(roleKeys.toSorted()).toEqual(Object.keys(defaultRoles).toSorted());
  for (const role of roleKeys) {
    expect([role, ...defaultRoles[role].scopes]).toEqual([role, ...roleTable[role].scopes]);
    const held = permissionsOfRole(role, permissionCatalogue).filter((key) => tabled.has(key));
    expect([role, ...held.toSorted()]).toEqual([role, ...roleTable[role].accounts.toSorted()]);
  }
});

test('every permission is held by the administrator', () => {
  expect(permissionKeys.filter((key) => !holds('administrator', key))).toEqual([]);
  expect(permissionsOfRole('administrator', permissionCatalogue)).toEqual(permissionKeys);
});

describe('every default role, wherever the record lies, is answered as the table says:', () => {
  let matrix: Matrix;
  beforeAll(async () => {
    matrix = await openMatrix(surface);
  });

  for (const { operation } of asked) {
    test(operation.id, async () => {
      expectNone(await matrixFindings(matrix, operation));
    });
  }
});

test('the list of accounts shows each role those in its scopes and no others', async () => {
  const { world, cast } = await openMatrix(surface);
  const { operation } = mountedOf(surface, 'listAccounts');
  const create = mountedOf(surface, 'createAccount').operation;
  const here = places.filter((place) => place !== 'other tenant');
  const ids: string[] = [];
  for (const tenant of [...here.map(() => world.home), world.other]) {
    const body = { name: `矩阵${ids.length}号`, kind: 'enterprise' };
    const { answer } = await world.ask(create, { body }, { caller: tenant.token });
    ids.push((answer.body as { id: string }).id);
  }
  for (const player of cast.players.filter(({ role }) => holds(role, 'accounts.read'))) {
    for (const [i, place] of here.entries()) await cast.place(ids[i] ?? '', player, place);
    const shown = await walkPages(world, { operation, variant: {}, caller: player.token, limit: 200 });
    const expected = here.filter((place) => isInScope(player.role, place));
    expect(
      here.filter((_, i) => shown.includes(ids[i] ?? '')),
      player.role,
    ).toEqual(expected);
    expect(shown).toHaveLength(expected.length);
  }
});

test('the guard bites: a role that is allowed less than the table says', async () => {
  const matrix = await openMatrix(surface);
  const { operation } = mountedOf(surface, 'getAccount');
  const { database, home } = matrix.world;
  await database.execute("DELETE FROM principal_roles WHERE tenant_id = ? AND scope = 'team'", [
    home.tenantId,
  ]);
  expect(await matrixFindings(matrix, operation)).toEqual([
    expect.stringMatching(/^account_manager, team: not there where done is due/),
  ]);
  expect(expectedVerdict(operation, 'account_manager', 'team')).toBe('done');
});
