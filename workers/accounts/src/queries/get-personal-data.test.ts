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
