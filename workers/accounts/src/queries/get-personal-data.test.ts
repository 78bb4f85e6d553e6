import { newId } from '@keyline/kernel';
import { insertRow } from '@keyline/testkit';
import { expect, test } from 'vitest';
import { givenCompany } from '../testing/given-company.ts';
import { count, newAccount, newContact } from '../testing/records.ts';

const path = (subject: string) => `/v1/personal-data?subject=${subject}`;

test('all that is kept about a contact is in one document, private values and their history too', async () => {
  const company = await givenCompany();
  const account = await newAccount(company.admin);
  const mobile = '13812345678';
  const contact = await newContact(company.admin, account.id, { mobile });
  const at = `/v1/accounts/${account.id}`;
  await company.admin.request('PATCH', `${at}/contacts/${contact.id}`, { body: { mobile: '13900000000' } });
  const body = { kind: 'visit', summary: '现场勘查', contactId: contact.id };
  await company.admin.request('POST', `${at}/interactions`, { body });
  await company.admin.request('POST', `${at}/interactions`, { body: { kind: 'call', summary: '另一位' } });
  const answer = await company.admin.request('GET', path(contact.id));
  expect(answer).toMatchObject({
    status: 200,
    trips: 2,
    body: {
      subject: { type: 'contact', id: contact.id },
      contact: { name: '李娜', mobile: '13900000000', masked: false },
      user: null,
      events: [
        { type: 'contact.changed', privateValues: { mobile: [mobile, '13900000000'] } },
        { type: 'contact.created', privateValues: { mobile: [null, mobile] } },
      ],
      interactions: [{ summary: '现场勘查' }],
      sessions: [],
      complete: true,
    },
  });
});

test('all that is kept about a user is there with the sessions', async () => {
  const company = await givenCompany();
  const someone = await company.colleague('王磊');
  expect((await company.admin.request('GET', path(someone.id))).body).toMatchObject({
    contact: null,
    user: { id: someone.id, name: '王磊' },
    sessions: [{ id: someone.sessionId, endedAt: null }],
    interactions: [],
  });
});

test('what a user uploaded is named, removed or not, and of a contact what is attached to it', async () => {
  const company = await givenCompany();
  const [uploader, other] = [await company.colleague('王磊'), await company.colleague('李娜')];
  const account = await newAccount(company.admin);
  const contact = await newContact(company.admin, account.id);
  const file = { version: 1, updated_at: 0, account_id: account.id, kind: 'pdf', size: 1, sha256: 'x' };
  const attach = (at: number, by: { id: string }, to: [string, string], removedAt: number | null = null) => {
    const [type, id] = to;
    const subject = { subject_type: type, subject_id: id, file_name: `${at}.pdf`, removed_at: removedAt };
    const row = { tenant_id: company.tenantId, id: newId('attachment'), created_at: at, created_by: by.id };
    return insertRow(company.database, 'attachments', { ...row, ...file, ...subject });
  };
  await attach(1000, uploader, ['account', account.id]);
  await attach(2000, uploader, ['contact', contact.id], 3000);
  await attach(4000, other, ['contact', contact.id]);
  const named = async (id: string) =>
    (await company.admin.request<{ attachments: object[] }>('GET', path(id))).body.attachments;
  expect(await named(uploader.id)).toMatchObject([
    { fileName: '2000.pdf', uploadedAt: '1970-01-01T00:00:02.000Z', removedAt: '1970-01-01T00:00:03.000Z' },
    { fileName: '1000.pdf', subject: { type: 'account', id: account.id }, removedAt: null },
  ]);
  expect(await named(contact.id)).toMatchObject([{ fileName: '4000.pdf', removedAt: null }]);
});

test('each export stands in the audit', async () => {
  const company = await givenCompany();
  const contact = await newContact(company.admin, (await newAccount(company.admin)).id);
  await company.admin.request('GET', path(contact.id));
  await company.admin.request('GET', path(contact.id));
  expect(await count(company, 'events', `type = 'contact.exported' AND subject_id = '${contact.id}'`)).toBe(
    2,
  );
});

test('nobody gets the data of a person in another tenant', async () => {
  const [company, elsewhere] = [await givenCompany(), await givenCompany()];
  const contact = await newContact(company.admin, (await newAccount(company.admin)).id);
  expect((await elsewhere.admin.request('GET', path(contact.id))).status).toBe(404);
});
