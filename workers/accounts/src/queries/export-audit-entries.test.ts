import { describe, expect, test, vi } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
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

/** A log of so many entries, and a reader of its file. */
async function opened(entries: number) {
  const company = await givenCompany();
  await company.database.execute(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
     INSERT INTO events (tenant_id, id, type, subject_type, subject_id, versioned, actor_type, occurred_at, data)
     SELECT ?, 'evt_' || i, 'account.changed', 'account', 'acc_' || i, 0, 'system', i, '{}' FROM n`,
    [entries, company.tenantId],
  );
  const response = await company.worker.open('GET', csv, { token: company.admin.token });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) throw new Error('no file');
  const lines = async () => (await reader.read()).value?.trimEnd().split('\r\n').length;
  return { company, response, reader, lines };
}

/** Pages that were read from the database. */
function pagesRead({ database }: Company): number {
  return database.recorded().filter(({ sql }) => sql.includes('"rowKey"')).length;
}

describe('a long file', () => {
  test('is read page by page, as fast as the client takes it', async () => {
    const { company, response, lines } = await opened(1_300);
    expect(response.headers.get('Server-Timing')).toContain('desc="1"');
    expect(await lines()).toBe(1 + 500);
    expect(pagesRead(company)).toBeLessThanOrEqual(2);
    expect([await lines(), await lines(), await lines()]).toEqual([500, 300, undefined]);
    expect(pagesRead(company)).toBe(3);
  });

  test('ends for a client who goes away', async () => {
    const { company, reader, lines } = await opened(5_000);
    await lines();
    await reader.cancel();
    // The page that was on its way comes to its end.
    await newAccount(company.admin);
    const before = pagesRead(company);
    expect(before).toBeLessThanOrEqual(3);
    await newAccount(company.admin);
    expect(pagesRead(company)).toBe(before);
  });

  test('breaks off, and does not pass for the whole, when the right is taken away meanwhile', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { company, lines } = await opened(5_000);
    await lines();
    await company.database.execute('DELETE FROM principal_roles WHERE tenant_id = ?', [company.tenantId]);
    const rest = async () => {
      for (let pages = 0; pages < 10; pages += 1) if ((await lines()) === undefined) return 'whole';
      return 'endless';
    };
    await expect(rest()).rejects.toThrow('request.not_permitted');
    expect(logged).toHaveBeenCalledWith(expect.objectContaining({ message: 'export broke off' }));
    logged.mockRestore();
  });
});
