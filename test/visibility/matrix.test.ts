import { defaultRoles, type Permissions, permissionCatalogue, permissionsOfRole } from '@keyline/auth';
import type { Operation } from '@keyline/http';
import { contentsOf } from '@keyline/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import { expectNone } from '../support/rule.ts';
import { mountedOf, productSurface } from '../support/surface.ts';
import { listFindings } from './listed.ts';
import { type Field, fieldFindings, fieldsOf, type Matrix, openMatrix } from './matrix.ts';
import { operationTable, rowOf } from './operation-table.ts';
import { type KindName, kindOf, placedKinds } from './places.ts';
import { holds, roleKeys, roleTable, tabledPermissions } from './role-table.ts';

const surface = await productSurface();
const operations = surface.mounted.map(({ operation }) => operation);
const scopedKinds = (Object.keys(placedKinds) as KindName[]).filter((kind) => !kindOf(kind).isPersonal);
const placedAbout = new Set<string>(scopedKinds.flatMap((kind) => [kind, `${kind}s`]));
/** What acts on the caller alone (his session, his password) is the same for every role. */
const asked = operations.filter(({ id, kind }) => {
  const about = operationTable[id]?.[1];
  return about !== 'anybody' && !(about === 'caller' && kind === 'command');
});

let matrix: Promise<Matrix> | undefined;
const answered = new Map<string, Promise<readonly Field[]>>();

/** The fields of one operation, asked for once: on a stage of their own, or all on one. */
function answersTo(operation: Operation): Promise<readonly Field[]> {
  matrix ??= openMatrix(surface);
  const fields = answered.get(operation.id) ?? matrix.then((opened) => fieldsOf(opened, operation));
  answered.set(operation.id, fields);
  return fields;
}

describe('the tables', () => {
  test('have a row for every operation, and none for what is not mounted', () => {
    for (const { id } of operations) rowOf(id);
    const ids = new Set(operations.map(({ id }) => id));
    expect(Object.keys(operationTable).filter((id) => !ids.has(id))).toEqual([]);
  });

  test('name the permission that each operation asks for', () => {
    const said: Readonly<Record<string, string>> = { null: 'signed in', anonymous: 'signed out' };
    const asking = operations.map(({ id, permission }) => [id, said[String(permission)] ?? permission]);
    expect(asking).toEqual(operations.map(({ id }) => [id, rowOf(id)[0]]));
  });

  test('give every permission of the catalogue to somebody as his work', () => {
    const missing = Object.keys(permissionCatalogue).filter((key) => !tabledPermissions.has(key));
    expectNone(
      missing.map(
        (key) => `${key}: add it in role-table.ts to the duties that take it, or the administrator's`,
      ),
    );
    expect([...tabledPermissions].filter((key) => !(key in permissionCatalogue))).toEqual([]);
  });

  test('say the same as the catalogue of who holds what, in which scopes', () => {
    expect(roleKeys.toSorted()).toEqual(Object.keys(defaultRoles).toSorted());
    for (const role of roleKeys) {
      expect([role, ...defaultRoles[role].scopes]).toEqual([role, ...roleTable[role].scopes]);
      const held = [...tabledPermissions].filter((permission) => holds(role, permission));
      const seeded = permissionsOfRole(role, permissionCatalogue);
      expect([role, ...held.toSorted()]).toEqual([role, ...seeded.toSorted()]);
    }
  });

  test('and the catalogue call those permissions scoped that reach records in scopes', () => {
    const rows = Object.values(operationTable);
    const reaching = rows.filter(([, about]) => placedAbout.has(about)).map(([permission]) => permission);
    const resources = new Set(reaching.map((permission) => permission.split('.')[0]));
    // What no operation asks for by itself is asked for in the SQL of its resource.
    const expected = [...tabledPermissions].filter((permission) =>
      rows.some(([asked]) => asked === permission)
        ? reaching.includes(permission)
        : resources.has(permission.split('.')[0] ?? ''),
    );
    const catalogue: Permissions = permissionCatalogue;
    expect(
      Object.keys(catalogue)
        .filter((key) => catalogue[key]?.scoped)
        .toSorted(),
    ).toEqual(expected.toSorted());
  });

  test('tell an operation that they do not have what to add', () => {
    expect(() => rowOf('tameLion')).toThrow(/^tameLion has no row in .*operation-table.ts: add `tameLion: /);
  });
});

describe('every default role, wherever the record lies, is answered as the tables say:', () => {
  for (const operation of asked) {
    test(operation.id, async () => {
      expectNone(fieldFindings(await answersTo(operation)));
    });
  }
});

describe.each(roleKeys)('the work of the %s can be done with seeded rights:', (role) => {
  test.each(Object.entries(roleTable[role].does))(
    '%s',
    async (_, permissions) => {
      for (const operation of asked.filter(({ id }) => permissions.includes(rowOf(id)[0]))) {
        const fields = await answersTo(operation);
        expect(
          fields.filter((field) => field.role === role).map(({ seen }) => seen),
          operation.id,
        ).toContain('done');
      }
    },
    60_000,
  );
});

describe('a list shows each role what lies in its scopes and nothing else:', () => {
  for (const operation of operations.filter(({ kind }) => kind === 'list')) {
    const kind = Object.keys(placedKinds).find((name) => `${name}s` === operationTable[operation.id]?.[1]);
    if (kind === undefined) continue;
    test(operation.id, async () => {
      expectNone(await listFindings(await openMatrix(surface), operation, kind as KindName));
    });
  }
});

describe('the guard', () => {
  let own: Matrix;
  beforeAll(async () => {
    own = await openMatrix(surface);
  });
  const findingsTo = async (id: string) =>
    fieldFindings(await fieldsOf(own, mountedOf(surface, id).operation));
  const forget = (what: string) => own.world.database.execute(`DELETE FROM ${what}`);

  test('keeps nothing of what is tried', async () => {
    const request = await own.here.request('changeAccount');
    const before = await contentsOf(own.world.database);
    const { operation } = mountedOf(surface, 'changeAccount');
    expect((await own.tried.ask(operation, request)).answer.status).toBe(200);
    expect(await contentsOf(own.world.database)).toEqual(before);
    expect((await own.world.ask(operation, request)).answer.status).toBe(200);
    expect(await contentsOf(own.world.database)).not.toEqual(before);
  });

  test('bites: a role whose scope is narrower than the table says', async () => {
    await forget("principal_roles WHERE scope = 'team'");
    expect(await findingsTo('getAccount')).toEqual([
      expect.stringMatching(/^account_manager, team: not there where done is due/),
    ]);
  });

  test('bites: a role that holds less, and one that holds more', async () => {
    const byKey = (key: string) =>
      `(SELECT id FROM roles r WHERE r.tenant_id = role_permissions.tenant_id AND key = '${key}')`;
    await forget(
      `role_permissions WHERE permission = 'partners.write' AND role_id = ${byKey('partner_manager')}`,
    );
    await own.world.database.execute(
      "INSERT INTO role_permissions (tenant_id, role_id, permission) SELECT tenant_id, id, 'partners.write' FROM roles WHERE key = 'executive' AND tenant_id = ?",
      [own.world.home.tenantId],
    );
    const findings = await findingsTo('changePartner');
    expect(findings).toContainEqual(
      expect.stringMatching(/^partner_manager, own: not permitted where done is due/),
    );
    expect(findings).toContainEqual(
      expect.stringMatching(/^executive, own: done where not permitted is due/),
    );
    expect(new Set(findings.map((one) => one.split(',')[0]))).toEqual(
      new Set(['partner_manager', 'executive']),
    );
  });
});
