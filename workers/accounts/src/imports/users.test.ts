import { beforeEach, describe, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { findingsOf, importFile } from '../testing/imports.ts';
import { newUnit } from '../testing/records.ts';

let company: Company;
beforeEach(async () => {
  company = await givenCompany();
});

const body = (key: string, permissions: readonly string[] = ['accounts.read']) => ({
  ...{ key, permissions, defaultScopes: ['own', 'unit'] },
  name: { en: key, 'zh-CN': key },
});
const newRole = (key: string, permissions?: readonly string[]) =>
  company.admin.request<{ id: string }>('POST', '/v1/roles', { body: body(key, permissions) });

const imported = (content: string, by = company.admin) => importFile(company, { kind: 'users', content }, by);

interface User {
  readonly id: string;
  readonly email: string;
  readonly roles: readonly { readonly key: string; readonly dataScope: string }[];
}
async function users(): Promise<readonly User[]> {
  const { body: page } = await company.admin.request<{ data: User[] }>('GET', '/v1/users?sort=createdAt');
  return page.data.filter(({ id }) => id !== company.admin.id);
}

const content =
  '工号,姓名,邮箱,手机,分公司,角色\nE1,王磊,Wang.Lei@example.cn,13812345678,高新分公司,seller:tenant;writer\nE2,李娜,li.na@example.cn,,,\n';

describe('users from a file', () => {
  beforeEach(async () => {
    await newUnit(company.admin, '高新分公司', 'branch');
    await newRole('seller');
    await newRole('writer');
  });

  test('come with their unit and roles, without a password, and a second time nothing is doubled', async () => {
    expect(await imported(content)).toMatchObject({ state: 'done', created: 2, failed: 0 });
    expect(await users()).toMatchObject([
      {
        externalId: 'E1',
        name: '王磊',
        email: 'Wang.Lei@example.cn',
        mobile: '13812345678',
        status: 'active',
        roles: [
          { key: 'seller', dataScope: 'tenant' },
          { key: 'writer', dataScope: 'own' },
          { key: 'writer', dataScope: 'unit' },
        ],
      },
      { externalId: 'E2', orgUnitId: null, roles: [] },
    ]);
    const held = await company.database.execute(
      "SELECT p.status, u.password_hash FROM users u JOIN principals p ON p.id = u.id WHERE u.external_id = 'E1'",
    );
    expect(held).toMatchObject([{ status: 'active', password_hash: null }]);
    expect(await imported(content)).toMatchObject({ created: 0, unchanged: 2 });
    const told = await company.database.execute(
      `SELECT data FROM events WHERE type = 'user.created' AND data LIKE '%"E1"%'`,
    );
    expect(told).toHaveLength(1);
    expect(String(told[0]?.data)).toContain('"key":"seller"');
    expect(String(told[0]?.data)).not.toContain('13812345678');
  });

  test('that are there are known by their number, else by their e-mail, and change what the row says', async () => {
    await imported('name,email\n王磊,wang.lei@example.cn\n');
    const job = await imported(
      'externalId,name,email,roles\nE1,王磊,WANG.LEI@example.cn,seller:own\nE1,王小磊,new@example.cn,\n',
    );
    expect(job).toMatchObject({ created: 0, updated: 2, failed: 0 });
    expect(await users()).toMatchObject([
      { externalId: 'E1', name: '王小磊', email: 'new@example.cn', version: 2, roles: [{ key: 'seller' }] },
    ]);
    expect(await imported('externalId,roles\nE1,writer:own\n')).toMatchObject({ updated: 1 });
    expect((await users())[0]?.roles).toMatchObject([{ key: 'writer', dataScope: 'own' }]);
  });

  test('rows that are wrong are explained and stop no other', async () => {
    await imported(content);
    const rows = [
      'externalId,name,email,unit,roles',
      ',无名,,,',
      'E3,,x@example.cn,,',
      'E4,丁,LI.NA@example.cn,,',
      'E5,戊,wu@example.cn,没有,nobody',
      'E6,己,ji@example.cn,,writer',
      'E7,庚,no mail,,seller:nowhere',
      'E8,辛,xin@example.cn,,seller:own',
    ];
    const job = await imported(rows.join('\n'));
    expect(job).toMatchObject({ created: 1, failed: 6 });
    expect(await findingsOf(company.admin, job.id)).toEqual([
      '2 user.key_missing',
      '3 required /name',
      '4 user.email_taken /email',
      '5 unknown_reference /orgUnitId',
      '5 unknown_reference /roles',
      '6 unit_required /roles',
      '7 email /email',
      '7 choice /roles/0/scope',
    ]);
  });
});

test('nobody hands on by a file what he does not hold, nor changes who may do more', async () => {
  await newRole('seller');
  await newRole('boss', ['roles.write']);
  await imported('externalId,name,email,roles\nB,老板,boss@example.cn,boss:tenant\n');
  const permissions = ['imports.read', 'imports.write', 'users.write', 'accounts.read'] as const;
  const clerk = await company.colleague('文员', { permissions, scope: 'tenant' });
  const rows =
    'externalId,name,email,roles\nB,改名,,\nC,丙,c@example.cn,boss:tenant\nD,丁,d@example.cn,seller:own\n';
  const job = await imported(rows, clerk);
  expect(job).toMatchObject({ created: 1, updated: 0, failed: 2 });
  expect(await findingsOf(company.admin, job.id)).toEqual([
    '2 user.beyond_own_rights',
    '3 user.beyond_own_rights /roles',
  ]);
});

test('a file takes nobody the role of administrator', async () => {
  await newRole('seller');
  // A tenant that signed up has this role from the start.
  const { body: role } = await newRole('head');
  await company.database.execute("UPDATE roles SET key = 'administrator' WHERE id = ?", [role.id]);
  const admin = 'externalId,name,email,roles\nA,管理员,a@example.cn,administrator:tenant\n';
  expect(await imported(admin)).toMatchObject({ created: 1 });
  const job = await imported('externalId,roles\nA,seller:own\n');
  expect(job).toMatchObject({ updated: 0, failed: 1 });
  expect(await findingsOf(company.admin, job.id)).toEqual(['2 user.administrator_stays /roles']);
});
