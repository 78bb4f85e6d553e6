import { newId } from '@keyline/kernel';
import { contentsOf, insertRow } from '@keyline/testkit';
import { expect, test } from 'vitest';
import { givenLeads, submitted } from '../testing/given-leads.ts';

test('leads no longer tell whom to call, nor does the log; other leads do', async () => {
  const leads = await givenLeads();
  const { key } = await leads.partner();
  const lead = await submitted(key, { contact: { name: '欧阳修', phone: '13812345678' } });
  const other = await submitted(key, { contact: { name: '曾巩', phone: '13700000000' } });
  for (const _ of ['once', 'again']) {
    await insertRow(leads.database, 'events', {
      ...{ tenant_id: leads.tenantId, id: newId('event'), type: 'personal_data.erased', versioned: 0 },
      ...{ subject_type: 'personal_data', subject_id: newId('contact'), actor_type: 'user' },
      ...{ occurred_at: 0, data: JSON.stringify({ ticketIds: [], leadIds: [lead.id] }) },
    });
  }
  await leads.worker.react();
  const path = (id: unknown) => `/v1/leads/${id}`;
  expect((await key.request('GET', path(lead.id))).body).toMatchObject({ contact: null, title: '上云' });
  expect((await key.request('GET', path(other.id))).body).toMatchObject({ contact: { name: '曾巩' } });
  const told = await leads.database.execute(
    "SELECT subject_id FROM events WHERE type = 'lead.contact_erased'",
  );
  expect(told).toEqual([{ subject_id: lead.id }]);
  const stored = JSON.stringify([...(await contentsOf(leads.database))]);
  expect(['欧阳修', '13812345678'].filter((word) => stored.includes(word))).toEqual([]);
});
