import { beforeEach, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { eventsOf, type Json, newAccount, newContact, type ProblemBody, tally } from '../testing/records.ts';

const channels = {
  mobile: '13812345678',
  phone: '029-88886666',
  email: 'li.na@example.cn',
  wechat: 'lina_xian',
};
let company: Company;
let accountId: string;
let contact: Json;
beforeEach(async () => {
  company = await givenCompany();
  accountId = (await newAccount(company.admin)).id;
  contact = await newContact(company.admin, accountId, channels);
});

function request(method: string, body?: object) {
  const path = `/v1/accounts/${accountId}/contacts/${contact.id}`;
  return company.admin.request<Json & ProblemBody>(method, path, body && { body });
}

test('a removed contact is gone from every path', async () => {
  expect((await request('DELETE')).status).toBe(204);
  for (const answer of [
    await request('GET'),
    await request('PATCH', { title: 'x' }),
    await request('DELETE'),
  ]) {
    expect([answer.status, answer.body.code]).toEqual([404, 'contact.not_found']);
  }
  const list = await company.admin.request('GET', `/v1/accounts/${accountId}/contacts`);
  expect(list.body).toEqual({ data: [], nextCursor: null });
  const interaction = { kind: 'call', summary: '无人接听', contactId: contact.id };
  const logged = await company.admin.request<ProblemBody>('POST', `/v1/accounts/${accountId}/interactions`, {
    body: interaction,
  });
  expect(logged.body.errors).toMatchObject([{ pointer: '/contactId', code: 'unknown_reference' }]);
});

test('its channels are deleted, and the name stays', async () => {
  const now = '2026-03-02T01:30:00.000Z';
  await company.admin.request('DELETE', `/v1/accounts/${accountId}/contacts/${contact.id}`, { now });
  const [row] = await company.database.execute('SELECT * FROM contacts WHERE id = ?', [contact.id]);
  const empty = { mobile: null, phone: null, email: null, wechat: null };
  expect(row).toMatchObject({ name: '李娜', removed_at: Date.parse(now), version: 2, ...empty });
  const [, event] = await eventsOf(company, contact.id);
  expect(event?.data).toMatchObject({
    changes: { removedAt: [null, now] },
    privateChanges: Object.keys(channels),
  });
});

test('the timeline goes on to name it, and what was done with it', async () => {
  const interaction = { kind: 'visit', summary: '现场勘查', contactId: contact.id };
  await company.admin.request('POST', `/v1/accounts/${accountId}/interactions`, { body: interaction });
  await request('DELETE');
  const path = `/v1/accounts/${accountId}/timeline`;
  const { body } = await company.admin.request<{ data: Json[] }>('GET', path);
  expect(body.data.slice(0, 3)).toMatchObject([
    { type: 'contact.removed', subject: { type: 'contact', id: contact.id } },
    { type: 'interaction.logged', data: { changes: { contactId: [null, contact.id] } } },
    { type: 'contact.created', subject: { id: contact.id }, data: { changes: { name: [null, '李娜'] } } },
  ]);
  expect(JSON.stringify(body)).not.toContain(channels.mobile);
});

test('of several who remove it at once one does, and the others find it gone', async () => {
  const answers = await Promise.all([request('DELETE'), request('DELETE'), request('DELETE')]);
  expect(tally(answers)).toEqual({ 204: 1, 404: 2 });
  expect(await eventsOf(company, contact.id)).toHaveLength(2);
});
