import { readXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { type Colleague, type Company, givenCompany } from '../testing/given-company.ts';
import { newAccount, newContact } from '../testing/records.ts';

const channels = { mobile: '13812345678', email: 'li.na@example.cn' };
const reads = ['accounts.read', 'contacts.read', 'contacts.export'] as const;

const logged = (company: Company) =>
  company.database.execute(
    "SELECT actor_id, subject_id FROM events WHERE type = 'contact.private_read' ORDER BY subject_id",
  );

async function arranged(company: Company, number = 2) {
  const { id } = await newAccount(company.admin);
  const contacts = [];
  for (let n = 0; n < number; n += 1) {
    contacts.push(await newContact(company.admin, id, { name: `=李娜${n}`, ...channels }));
  }
  return { ids: contacts.map((one) => one.id).sort(), path: `/v1/accounts/${id}/contacts` };
}

const exported = (by: Colleague, path: string, format = 'csv') =>
  by.request<string>('GET', `${path}?format=${format}`);

test('contacts come as a file, safe for spreadsheets, and each is logged as read once an hour', async () => {
  const company = await givenCompany();
  const { ids, path } = await arranged(company);
  const { body, headers } = await exported(company.admin, path);
  expect(headers.get('Content-Disposition')).toMatch(/^attachment; filename="contacts-.*\.csv"$/);
  expect(body).toContain(`,'=李娜0,`);
  expect(body.match(/13812345678/g)).toHaveLength(2);
  const told = ids.map((subject_id) => ({ actor_id: company.admin.id, subject_id }));
  expect(await logged(company)).toMatchObject(told);
  await exported(company.admin, path);
  expect(await logged(company)).toHaveLength(2);
});

test('contacts come as a workbook, logged as well', async () => {
  const company = await givenCompany();
  const { path } = await arranged(company);
  const { token } = company.admin;
  const response = await company.worker.open('GET', `${path}?format=xlsx`, { token });
  const { sheets } = await readXlsx(new Uint8Array(await response.arrayBuffer()));
  expect(sheets[0]?.rows.map((row) => row[5])).toEqual(['Mobile', '13812345678', '13812345678']);
  expect(await logged(company)).toHaveLength(2);
});

test('whoever may not read private data gets it masked, and nothing is logged', async () => {
  const company = await givenCompany();
  const { path } = await arranged(company);
  const someone = await company.colleague('王磊', { permissions: reads, scope: 'tenant' });
  const { body } = await exported(someone, path);
  expect(body).toContain('138****5678');
  expect(body).not.toContain('13812345678');
  expect(await logged(company)).toEqual([]);
});

test('nobody takes contacts away who may only look at them', async () => {
  const company = await givenCompany();
  const { path } = await arranged(company, 1);
  const permissions = ['accounts.read', 'contacts.read', 'contacts.read_private'] as const;
  const reader = await company.colleague('访客', { permissions, scope: 'tenant' });
  for (const format of ['csv', 'xlsx']) {
    expect(await exported(reader, path, format)).toMatchObject({
      status: 403,
      body: { code: 'request.not_permitted' },
    });
  }
  expect(await logged(company)).toEqual([]);
});

test('a reading that cannot be logged gives nothing out', async () => {
  const company = await givenCompany();
  const { path } = await arranged(company, 1);
  await company.database.execute(
    "CREATE TRIGGER full BEFORE INSERT ON events WHEN NEW.type = 'contact.private_read' BEGIN SELECT RAISE(ABORT, 'full'); END",
  );
  const { status, body } = await exported(company.admin, path);
  expect(status).toBeGreaterThanOrEqual(500);
  expect(JSON.stringify(body)).not.toContain('13812345678');
});
