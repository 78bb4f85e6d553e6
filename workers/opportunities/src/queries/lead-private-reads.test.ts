import { givenUser } from '@keyline/testkit';
import { expect, test } from 'vitest';
import { givenLeads, submitted } from '../testing/given-leads.ts';
import type { Json } from '../testing/given-sales.ts';

const now = '2026-03-02T09:10:00Z';
const contact = { name: '李娜', phone: '13812345678' };

async function givenLead() {
  const leads = await givenLeads();
  const { key } = await leads.partner();
  const { id } = await submitted(key, { contact });
  const reads = () =>
    leads.rows("SELECT subject_id, actor_id, account_id FROM events WHERE type = 'lead.private_read'");
  return { leads, key, id, reads };
}

test('who may read private data sees the number of a contact, alone and in the list, and the log tells it once an hour', async () => {
  const { leads, id, reads } = await givenLead();
  const permissions = ['leads.read', 'contacts.read_private'];
  const { userId, token } = await givenUser(leads.database, leads.tenantId, { permissions, scope: 'tenant' });
  const read = <Body>(path: string, at = now) => leads.worker.request<Body>('GET', path, { token, now: at });
  const list = () => read<{ data: Json[] }>('/v1/leads');
  expect((await list()).body.data).toMatchObject([{ id, contact: { ...contact, masked: false } }]);
  expect(await reads()).toEqual([{ subject_id: id, actor_id: userId, account_id: null }]);
  const alone = await read<Json>(`/v1/leads/${id}`);
  expect(alone).toMatchObject({ trips: 1, body: { contact: { ...contact, masked: false } } });
  await read(`/v1/leads/${id}`, '2026-03-02T10:00:00Z');
  expect(await reads()).toHaveLength(2);
});

test('nothing is told of who sees the number masked, nor of the partner that gave it', async () => {
  const { leads, key, id, reads } = await givenLead();
  for (const path of [`/v1/leads/${id}`, '/v1/leads']) {
    expect(JSON.stringify((await leads.manager.request('GET', path, { now })).body)).toContain('138****5678');
    expect(JSON.stringify((await key.request('GET', path, { now })).body)).toContain(contact.phone);
  }
  expect(await reads()).toEqual([]);
});
