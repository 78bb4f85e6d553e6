import { beforeEach, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { findingsOf, importFile } from '../testing/imports.ts';

let company: Company;
beforeEach(async () => {
  company = await givenCompany();
  const content = 'externalId,name,uscc\nA,甲公司,91610131MA6U0XYM9D\nB,乙公司,\n';
  await importFile(company, { content, mapping: { defaults: { kind: 'enterprise' } } });
});

const content =
  'externalid,姓名,手机,角色,职务\nA,李娜,138 1234 5678,决策人;技术联系人,主任\n91610131MA6U0XYM9D,王磊,,,\nB,李娜,13912345678,,\n';
const mapping = { columns: { accountId: 'externalid' } };
const contacts = () =>
  company.database.execute('SELECT name, mobile, roles, title, version FROM contacts ORDER BY rowid');

test('contacts come to their accounts, and a second time nothing is doubled', async () => {
  const first = await importFile(company, { kind: 'contacts', content, mapping });
  expect(first).toMatchObject({ state: 'done', created: 3, failed: 0 });
  expect(await contacts()).toMatchObject([
    { name: '李娜', mobile: '138 1234 5678', roles: '["decision_maker","technical"]', title: '主任' },
    { name: '王磊', mobile: null },
    { name: '李娜', mobile: '13912345678' },
  ]);
  const again = content.replace(',主任', ',总经理');
  expect(await importFile(company, { kind: 'contacts', content: again, mapping })).toMatchObject({
    created: 0,
    updated: 1,
    unchanged: 2,
  });
  expect((await contacts()).map(({ title, version }) => [title, version])).toEqual([
    ['总经理', 2],
    [null, 1],
    [null, 1],
  ]);
});

test('numbers and addresses stand apart from the log', async () => {
  await importFile(company, { kind: 'contacts', content, mapping });
  const log = await company.database.execute("SELECT data FROM events WHERE type = 'contact.created'");
  expect(log).toHaveLength(3);
  expect(JSON.stringify(log)).not.toContain('13912345678');
  const apart = await company.database.execute("SELECT after FROM private_changes WHERE field = 'mobile'");
  expect(apart.map(({ after }) => after)).toContain('"13912345678"');
});

test('rows without their account, their name or the right are explained', async () => {
  const rows = 'accountId,name,mobile\nnobody,李娜,\nA,,\nA,王磊,call me\n,张伟,\n';
  const job = await importFile(company, { kind: 'contacts', content: rows });
  expect(job).toMatchObject({ created: 0, failed: 4 });
  expect(await findingsOf(company.admin, job.id)).toEqual([
    '2 unknown_reference /accountId',
    '3 required /name',
    '4 phone /mobile',
    '5 required /accountId',
  ]);
  const rights = ['imports.read', 'imports.write', 'accounts.read', 'contacts.write'] as const;
  const stranger = await company.colleague('别人', { permissions: rights, scope: 'own' });
  const refused = await importFile(company, { kind: 'contacts', content, mapping }, stranger);
  expect(refused).toMatchObject({ created: 0, failed: 3 });
});
