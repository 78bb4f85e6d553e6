import { readXlsx } from 'hucre/xlsx';
import { beforeEach, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { importFile } from '../testing/imports.ts';

let company: Company;
beforeEach(async () => {
  company = await givenCompany();
  const rows = ['A,"=HYPERLINK(""http://x"")",12800.50', 'B,乙公司,'];
  const content = `externalId,name,monthlySpend\n${rows.join('\n')}\n`;
  await importFile(company, { content, mapping: { defaults: { kind: 'enterprise' } } });
});

test('accounts come as CSV, safe for spreadsheets, and are known again by an import of it', async () => {
  const { body } = await company.admin.request<string>('GET', '/v1/accounts?format=csv');
  expect(body).toContain('\r\nA,"\'=HYPERLINK(""http://x"")",');
  expect(body).toContain(',12800.50,');
  const other = await givenCompany();
  const job = await importFile(other, { content: body.replaceAll(company.admin.id, other.admin.id) });
  expect(job).toMatchObject({ state: 'done', created: 2, failed: 0 });
  const again = await importFile(other, { content: body.replaceAll(company.admin.id, other.admin.id) });
  expect(again).toMatchObject({ created: 0, unchanged: 2 });
});

test('accounts come as a workbook, in which text is text', async () => {
  const { token } = company.admin;
  const response = await company.worker.open('GET', '/v1/accounts?format=xlsx', { token });
  expect(response.headers.get('Content-Disposition')).toMatch(/^attachment; filename="accounts-.*\.xlsx"$/);
  const { sheets } = await readXlsx(new Uint8Array(await response.arrayBuffer()));
  const names = sheets[0]?.rows.map((row) => row[1]);
  expect(names).toEqual(['Name', '乙公司', '=HYPERLINK("http://x")']);
});

test('nobody takes accounts away who may only look at them', async () => {
  const reader = await company.colleague('访客', { permissions: ['accounts.read'], scope: 'tenant' });
  for (const format of ['csv', 'xlsx']) {
    expect(await reader.request('GET', `/v1/accounts?format=${format}`)).toMatchObject({
      status: 403,
      body: { code: 'request.not_permitted' },
    });
  }
});
