import { describe, expect, test } from 'vitest';
import { givenCompany } from '../testing/given-company.ts';
import { newAccount } from '../testing/records.ts';

const csv = '/v1/audit-entries?format=csv';

test('the audit is a file with a line per entry, for a spreadsheet in the language asked for', async () => {
  const company = await givenCompany();
  const account = await newAccount(
    company.admin,
    { name: '=HYPERLINK("x")' },
    { now: '2026-03-02T01:30:00Z' },
  );
  const headers = { 'Accept-Language': 'zh-CN' };
  const answer = await company.admin.request<string>('GET', csv, { headers, now: '2026-03-05T01:30:00Z' });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('Content-Type')).toBe('text/csv; charset=utf-8; header=present');
  expect(answer.headers.get('Content-Disposition')).toContain('"audit-entries-2026-03-05.csv"');
  const [head, line, end] = answer.body.split('\r\n');
  expect(head?.split(',').slice(0, 3)).toEqual(['时间（UTC）', '事件', '类型']);
  expect(line).toMatch(/^2026-03-02T01:30:00\.000Z,客户已添加,account\.created,Li Na,user,usr_/);
  expect(line).toContain(account.id);
  expect(end).toBe('');
});

test('the same filters hold as for the list', async () => {
  const company = await givenCompany();
  const account = await newAccount(company.admin);
  await newAccount(company.admin);
  await company.admin.request('PATCH', `/v1/accounts/${account.id}`, { body: { grade: 'A' } });
  const { body } = await company.admin.request<string>(
    'GET',
    `${csv}&subjectId=${account.id}&type=account.changed`,
  );
  expect(body.split('\r\n')).toHaveLength(3);
  expect(body).toContain('account.changed');
});

describe('the file is refused', () => {
  test('to who may read the audit and not export it', async () => {
    const company = await givenCompany();
    const reader = await company.colleague('领导', { permissions: ['audit.read'], scope: 'tenant' });
    expect((await reader.request('GET', '/v1/audit-entries')).status).toBe(200);
    expect(await reader.request('GET', csv)).toMatchObject({
      status: 403,
      body: { code: 'request.not_permitted' },
    });
  });

  test('to who may export and not read', async () => {
    const company = await givenCompany();
    const exporter = await company.colleague('王磊', { permissions: ['audit.export'], scope: 'tenant' });
    expect((await exporter.request('GET', csv)).status).toBe(403);
  });

  test('in pages', async () => {
    const company = await givenCompany();
    expect(await company.admin.request('GET', `${csv}&limit=10`)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/query/limit' }] },
    });
  });
});
