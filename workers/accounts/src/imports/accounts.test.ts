import { existsSync, readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { findingsOf, importFile } from '../testing/imports.ts';

let company: Company;
beforeEach(async () => {
  company = await givenCompany();
});

const mapping = { defaults: { kind: 'enterprise' } };
const accounts = () => company.database.execute('SELECT * FROM accounts ORDER BY rid');

describe('accounts from a file', () => {
  test('come with their fields, are found by search, and stand in the log under whoever asked for it', async () => {
    const content =
      '﻿外部编号,企业名称,uscc,月消费（元）,在网状态,简称,战略客户\nA-1,西安华星科技有限公司,91610131MA6U0XYM9D,"12,800.50",存量,华星;西安华星,是\n';
    const job = await importFile(company, { content });
    expect(job).toMatchObject({ state: 'done', total: 1, created: 1, failed: 0, warnings: 0 });
    const { body } = await company.admin.request<{ data: { id: string }[] }>(
      'GET',
      '/v1/accounts?q=%E5%8D%8E%E6%98%9F',
    );
    expect(body.data).toMatchObject([
      {
        externalId: 'A-1',
        name: '西安华星科技有限公司',
        creditCode: '91610131MA6U0XYM9D',
        kind: 'enterprise',
        monthlySpend: { amount: 1_280_050, currency: 'CNY' },
        presence: 'existing',
        shortNames: ['华星', '西安华星'],
        strategic: true,
        ownerId: company.admin.id,
        createdBy: company.admin.id,
        version: 1,
      },
    ]);
    const log = await company.database.execute(
      'SELECT type, actor_type, actor_id FROM events WHERE subject_id = ?',
      [String(body.data[0]?.id)],
    );
    expect(log).toMatchObject([{ type: 'account.created', actor_type: 'user', actor_id: company.admin.id }]);
  });

  test('that are there already are changed where the file says otherwise, and else left alone', async () => {
    await importFile(company, {
      content: 'externalId,name,industry\nA,甲公司,finance\nB,乙公司,retail\n',
      mapping,
    });
    const job = await importFile(company, {
      content: 'externalId,name,industry\nA,甲公司,\nB,乙公司,energy\nC,丙公司,\n',
      mapping: { defaults: { kind: 'enterprise', industry: 'other' } },
    });
    expect(job).toMatchObject({ created: 1, updated: 1, unchanged: 1, failed: 0, total: 3 });
    expect((await accounts()).map(({ name, industry, version }) => [name, industry, version])).toEqual([
      ['甲公司', 'finance', 1],
      ['乙公司', 'energy', 2],
      ['丙公司', 'other', 1],
    ]);
  });

  test('rows that are wrong are explained, each in both languages, and stop no other', async () => {
    await importFile(company, { content: 'externalId,name,uscc\nA,甲公司,91610131MA6U0XYM9D\n', mapping });
    const content = [
      'externalId,name,uscc,monthlySpend,presence,ownerId,strategic,parentId,blacklisted',
      'B,乙公司,91610131MA6U0XYM9E,,,,,,',
      'C,,,,,,,,',
      'D,丁公司,91610131MA6U0XYM9D,,,,,,',
      'E,戊公司,,一千,nowhere,,maybe,,',
      'F,己公司,,,,nobody@example.cn,,no-such,',
      'G,甲（集团）有限公司,,,,,,,',
      'H,辛公司,,,,,,,是',
      'I,壬公司,,,,,,,,,extra',
      'J,癸公司,,,,,,,',
    ].join('\n');
    const job = await importFile(company, { content, mapping });
    expect(job).toMatchObject({ state: 'done', created: 1, failed: 8, total: 9 });
    expect(await findingsOf(company.admin, job.id)).toEqual([
      '2 credit_code /creditCode',
      '3 required /name',
      '4 account.duplicate_credit_code /creditCode',
      '5 cell.money /monthlySpend',
      '5 cell.flag /strategic',
      '5 choice /presence',
      '6 unknown_reference /ownerId',
      '6 unknown_reference /parentId',
      '7 account.similar_name /name',
      '8 account.blacklist_reason_missing /blacklistReason',
      '9 row.too_many_cells',
    ]);
    for (const [language, script] of [
      ['en', /^[\x20-\x7e一千]+$/],
      ['zh-CN', /\p{Script=Han}/u],
    ] as const) {
      const { body } = await company.admin.request<{ data: { detail: string; code: string }[] }>(
        'GET',
        `/v1/imports/${job.id}/errors`,
        { headers: { 'Accept-Language': language } },
      );
      for (const { detail, code } of body.data) {
        expect(detail).toMatch(script);
        expect(detail).not.toBe(code);
        expect(detail).not.toContain('{');
      }
    }
  });

  test('the errors are there as a file, safe for spreadsheets', async () => {
    const job = await importFile(company, { content: 'externalId,name\n"=1+1",\n', mapping });
    const { body } = await company.admin.request<string>('GET', `/v1/imports/${job.id}/errors?format=csv`);
    expect(body).toContain('Row,Severity,Field,Code,Detail\r\n2,error,name,required,');
  });

  test('rows name other records as people do, also those of the same file', async () => {
    const post = (path: string, body: object) =>
      company.admin.request<{ id: string }>('POST', path, { body });
    const branch = (await post('/v1/org-units', { kind: 'branch', name: '高新分公司' })).body.id;
    const parent = { kind: 'grid', name: '锦业路网格', parentId: branch };
    const grid = (await post('/v1/org-units', parent)).body.id;
    const wang = await company.colleague('王磊');
    const content = `externalId,name,owner email,分公司,网格,上级客户编号\nP,总部,${wang.id}@EXAMPLE.cn,高新分公司,锦业路网格,\nQ,子公司甲,,,,P\nR,子公司乙,,,,Q\n`;
    const job = await importFile(company, { content, mapping });
    expect(job).toMatchObject({ created: 3, failed: 0 });
    const [top, second, third] = await accounts();
    expect(top).toMatchObject({ owner_id: wang.id, org_unit_id: branch, grid_id: grid });
    expect([second?.parent_id, third?.parent_id]).toEqual([top?.id, second?.id]);
    const counts = await company.database.execute('SELECT accounts FROM grid_counts WHERE grid_id = ?', [
      grid,
    ]);
    expect(counts).toMatchObject([{ accounts: 1 }]);
  });

  test('name the import in their events, and who is given how many of them is counted once', async () => {
    const wang = await company.colleague('王磊');
    const li = await company.colleague('李娜');
    const rows = (owner: string) => Array.from({ length: 250 }, (_, n) => `A${n},第${n}家,${owner}`);
    const file = (lines: readonly string[]) => `externalId,name,ownerId\n${lines.join('\n')}\n`;
    const counted = async (id: string) =>
      (
        await company.database.execute('SELECT user_id, records FROM import_owners WHERE import_id = ?', [id])
      ).map(({ user_id, records }) => [user_id, records]);
    const dry = await importFile(company, { content: file(rows(wang.id)), mapping, dryRun: true });
    expect(await counted(dry.id)).toEqual([]);
    const first = await importFile(company, { content: file(rows(wang.id)), mapping });
    expect(await counted(first.id)).toEqual([[wang.id, 250]]);
    const moved = [...rows(wang.id).slice(0, 240), ...rows(li.id).slice(240), `B,新家,${li.id}`];
    const second = await importFile(company, { content: file(moved), mapping });
    expect(await counted(second.id)).toEqual([[li.id, 11]]);
    const told = await company.database.execute(
      "SELECT data ->> '$.importId' AS id, count(*) AS n FROM events WHERE type LIKE 'account.%' GROUP BY 1",
    );
    expect(new Map(told.map(({ id, n }) => [id, n]))).toEqual(
      new Map([
        [first.id, 250],
        [second.id, 11],
      ]),
    );
  });

  test('a tree that would become too deep, or a circle, is refused at its row', async () => {
    const chain = Array.from(
      { length: 9 },
      (_, level) => `L${level},第${level}级,${level === 0 ? '' : `L${level - 1}`}`,
    );
    const job = await importFile(company, {
      content: `externalId,name,parentId\n${chain.join('\n')}\n`,
      mapping,
    });
    expect(job).toMatchObject({ created: 8, failed: 1 });
    expect(await findingsOf(company.admin, job.id)).toEqual(['10 account.parent_too_deep /parentId']);
    const circle = await importFile(company, { content: 'externalId,parentId\nL0,L7\n', mapping });
    expect(await findingsOf(company.admin, circle.id)).toEqual(['2 account.parent_cycle /parentId']);
  });

  test('a key that comes twice in one file is one account', async () => {
    const content = 'externalId,name,industry\nA,甲公司,\nA,甲公司,finance\nA,甲公司,finance\n';
    expect(await importFile(company, { content, mapping })).toMatchObject({
      created: 1,
      updated: 1,
      unchanged: 1,
    });
    expect(await accounts()).toMatchObject([{ name: '甲公司', industry: 'finance', version: 1 }]);
  });

  test('similar names go through with force, and are told', async () => {
    await importFile(company, { content: 'externalId,name\nA,甲科技有限公司\n', mapping });
    const again = { content: 'externalId,name\nB,甲科技（集团）有限公司\n' };
    expect(await importFile(company, { ...again, mapping })).toMatchObject({ failed: 1 });
    const forced = { defaults: { kind: 'enterprise', force: true } };
    const job = await importFile(company, { ...again, mapping: forced });
    expect(job).toMatchObject({ created: 1, failed: 0, warnings: 1 });
    expect(await findingsOf(company.admin, job.id)).toEqual(['2 account.similar_name /name']);
  });

  test('a dry run finds what is wrong and writes no account', async () => {
    const content = 'externalId,name,uscc,parentId\nA,甲公司,,\nB,,,\nC,丙公司,,A\n';
    const job = await importFile(company, { content, mapping, dryRun: true });
    expect(job).toMatchObject({ state: 'done', dryRun: true, created: 2, failed: 1, total: 3 });
    expect(await accounts()).toEqual([]);
    const written = await company.database.execute("SELECT * FROM events WHERE type LIKE 'account.%'");
    expect(written).toEqual([]);
  });

  test('nobody imports what he could not write by hand', async () => {
    const other = await company.colleague('别人', {
      permissions: ['imports.read', 'imports.write', 'accounts.read', 'accounts.update'],
      scope: 'own',
    });
    await importFile(company, { content: 'externalId,name\nA,甲公司\n', mapping });
    const job = await importFile(
      company,
      { content: 'externalId,name\nA,改名公司\nB,新公司\n', mapping },
      other,
    );
    expect(job).toMatchObject({ created: 0, updated: 0, failed: 2 });
    expect((await accounts()).map(({ name }) => name)).toEqual(['甲公司']);
  });
});

const companies = new URL('../../../../../shared/data/company-names-cn/companies.csv', import.meta.url);
if (!existsSync(companies)) console.warn('skipped: ../shared/data/company-names-cn is not there');

// They lie beside the project where public data are at hand.
test.skipIf(!existsSync(companies))(
  '10,000 companies import twice, and nothing is doubled',
  { timeout: 120_000 },
  async () => {
    const content = readFileSync(companies);
    const first = await importFile(company, { content });
    expect(first).toMatchObject({ state: 'done', total: 10_000, created: 10_000, failed: 0 });
    const second = await importFile(company, { content });
    expect(second).toMatchObject({ state: 'done', total: 10_000, created: 0, updated: 0, unchanged: 10_000 });
    const [sums] = await company.database.execute(
      "SELECT count(*) AS n, count(DISTINCT credit_code) AS codes, sum(version) AS versions, (SELECT count(*) FROM events WHERE type = 'account.created') AS told FROM accounts",
    );
    expect(sums).toMatchObject({ n: 10_000, codes: 10_000, versions: 10_000, told: 10_000 });
  },
);
