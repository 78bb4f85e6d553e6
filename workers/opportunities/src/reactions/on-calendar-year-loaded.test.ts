import { newId } from '@keyline/kernel';
import { insertRow } from '@keyline/testkit';
import { expect, test } from 'vitest';
import { givenLeads, submitted } from '../testing/given-leads.ts';
import { drafted } from '../testing/given-sales.ts';

test('what was due on a day that turns out to be a holiday is due later', async () => {
  const sales = await givenLeads();
  const seller = await sales.hire('account_manager');
  const monday = { now: '2026-03-02T01:00:00Z' };
  const { id, dueAt } = await drafted(sales, seller, {}, monday);
  expect(dueAt).toBe('2026-03-04T10:00:00.000Z');
  const lead = await submitted(sales.manager, {}, { headers: { 'X-Test-Now': monday.now } });
  expect(lead.dueAt).toBe('2026-03-03T10:00:00.000Z');
  const [calendar] = await sales.rows('SELECT id, definition FROM calendars');
  const definition = JSON.parse(String(calendar?.definition));
  const exceptions = [...(definition.exceptions ?? []), { date: '2026-03-03', working: false }];
  await sales.rows('UPDATE calendars SET definition = ?', [JSON.stringify({ ...definition, exceptions })]);
  await insertRow(sales.database, 'events', {
    ...{ tenant_id: sales.tenantId, id: newId('event'), type: 'calendar.year_loaded', versioned: 0 },
    ...{ subject_type: 'calendar', subject_id: String(calendar?.id), actor_type: 'user' },
    ...{ occurred_at: Date.parse(monday.now), data: '{"year":2026}' },
  });
  await sales.worker.react();
  expect(await seller.request('GET', `/v1/opportunities/${id}`)).toMatchObject({
    body: { dueAt: '2026-03-05T10:00:00.000Z' },
  });
  expect(await sales.eventsOf(id)).toEqual(['opportunity.created', 'opportunity.due_moved']);
  const moved = await sales.manager.request('GET', `/v1/leads/${lead.id}`);
  expect(moved.body.dueAt).toBe('2026-03-04T10:00:00.000Z');
  expect(await sales.eventsOf(lead.id)).toEqual(['lead.submitted', 'lead.due_moved']);
});
