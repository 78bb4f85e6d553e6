import { beforeEach, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { findingsOf, handIn, type ImportJob, importFile } from '../testing/imports.ts';

let company: Company;
beforeEach(async () => {
  company = await givenCompany();
});

const mapping = { defaults: { kind: 'enterprise' } };

/** Rows that fill pages between those that a test is about. */
const filler = (from: number, count = 220) =>
  Array.from({ length: count }, (_, n) => `F${from + n},填充公司${from + n},,,`);

const counts = ({ created, updated, unchanged, failed, warnings, total }: ImportJob) => {
  return { created, updated, unchanged, failed, warnings, total };
};
const left = (table: string) => company.database.execute(`SELECT * FROM ${table}`);

test('a dry run of accounts meets what its earlier pages would have made and changed, as the real run does', async () => {
  const content = [
    'externalId,name,uscc,industry,parentId',
    'A,甲公司,91610131MA6U0XYM9D,finance,',
    'B,乙公司,,,A',
    ...filler(0),
    'A,甲公司,91610131MA6U0XYM9D,finance,',
    'A,甲公司,,energy,',
    'C,丙公司,91610131MA6U0XYM9D,,',
    'D,乙（集团）有限公司,,,',
    'E,戊公司,,,B',
    'G,己公司,,,no-such',
    ...filler(1_000),
    'A,甲公司,,energy,',
    'A,甲公司,,finance,',
    ',乙公司,,retail,',
    'E,戊公司,,,A',
    'H,庚公司,,,E',
  ].join('\n');
  const dry = await importFile(company, { content, mapping, dryRun: true });
  expect(await left('accounts')).toEqual([]);
  const found = await findingsOf(company.admin, dry.id);
  const real = await importFile(company, { content, mapping });
  expect(counts(dry)).toEqual(counts(real));
  expect(counts(real)).toMatchObject({ created: 444, updated: 4, unchanged: 2, failed: 3 });
  expect(found).toEqual(await findingsOf(company.admin, real.id));
  expect(await left('import_trials')).toEqual([]);
});

test('so does one of contacts, which writes none', async () => {
  await importFile(company, { content: 'externalId,name\nA,甲公司\nB,乙公司\n', mapping });
  const people = Array.from({ length: 210 }, (_, n) => `A,张${n},,`);
  const content = [
    'accountId,name,mobile,title',
    'A,李娜,13812345678,',
    ...people,
    'A,李娜,13812345678,',
    'B,李娜,,',
    'A,李娜,,主任',
  ].join('\n');
  const dry = await importFile(company, { kind: 'contacts', content, dryRun: true });
  expect(await left('contacts')).toEqual([]);
  const real = await importFile(company, { kind: 'contacts', content });
  expect(counts(dry)).toEqual(counts(real));
  expect(counts(real)).toMatchObject({ created: 212, updated: 1, unchanged: 1 });
});

test('so does one of users, and no trace is left of it', async () => {
  const people = Array.from({ length: 205 }, (_, n) => `E${n},张${n},zhang.${n}@example.cn`);
  const content = ['externalId,name,email', 'X,李娜,li.na@example.cn', ...people];
  content.push('X,李娜,li.na@example.cn', 'X,李小娜,', 'Y,王磊,LI.NA@example.cn', 'Z,王磊,X@example.cn');
  const given = { kind: 'users', content: content.join('\n') };
  const before = await left('users');
  const dry = await importFile(company, { ...given, dryRun: true });
  expect(await left('users')).toEqual(before);
  const real = await importFile(company, given);
  expect(counts(dry)).toEqual(counts(real));
  expect(counts(real)).toMatchObject({ created: 207, updated: 1, unchanged: 1, failed: 1 });
  expect(await left('import_trials')).toEqual([]);
});

test('one that is cancelled leaves nothing behind either', async () => {
  const content = ['externalId,name', ...filler(0)].join('\n').replaceAll(',,,', '');
  const { body } = await handIn(company.admin, { content, mapping, dryRun: true });
  await company.database.execute(
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4500) INSERT INTO import_trials (tenant_id, import_id, key, record_id, state) SELECT ?, ?, i, i, '{}' FROM n",
    [company.tenantId, body.id],
  );
  await company.admin.request('POST', `/v1/imports/${body.id}/actions/cancel`);
  await company.worker.scheduled(Date.now());
  expect(await left('import_trials')).toEqual([]);
});
