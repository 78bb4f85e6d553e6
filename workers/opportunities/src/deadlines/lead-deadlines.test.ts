import { expect, test } from 'vitest';
import { act, givenLeads, submitted } from '../testing/given-leads.ts';
import type { Json } from '../testing/given-sales.ts';

/** Monday 2 March 2026, 9:00 in Shanghai: a working day, eight hours long. */
const monday = { headers: { 'X-Test-Now': '2026-03-02T01:00:00Z' } };
const at = (now: string) => ({ headers: { 'X-Test-Now': now } });

test('two working days are warned of and told once, and stand still while the partner is asked', async () => {
  const leads = await givenLeads();
  const { key } = await leads.partner();
  const lead = await submitted(key, {}, monday);
  const sweep = (instant: string) => leads.worker.scheduled(Date.parse(instant));
  const asked = await act(
    leads.manager,
    lead.id,
    'request-information',
    { question: '机房在哪个园区？' },
    at('2026-03-02T02:00:00Z'),
  );
  expect(asked.body).toMatchObject({ state: 'need_information', question: '机房在哪个园区？', dueAt: null });
  await sweep('2026-03-06T01:00:00Z');
  expect(await leads.eventsOf(lead.id)).toEqual(['lead.submitted', 'lead.information_requested']);

  interface Actions {
    readonly data: readonly { readonly action: string; readonly allowed: boolean }[];
  }
  const actions = await key.request<Actions>('GET', `/v1/leads/${lead.id}/actions`);
  expect(actions.body.data).toMatchObject([{ action: 'answer', allowed: true }]);
  const answer = { answer: '高新园区三号楼' };
  const back = await act(key, lead.id, 'answer', answer, at('2026-03-06T01:00:00Z'));
  expect(back.body).toMatchObject({ state: 'submitted', ...answer });
  expect(await act(key, lead.id, 'answer', answer)).toMatchObject({
    status: 409,
    body: { code: 'action.not_possible' },
  });
  // An hour was used on Monday: fifteen are left of Friday, Monday and Tuesday.
  const seen = await leads.manager.request('GET', `/v1/leads/${lead.id}`);
  expect(seen.body.dueAt).toBe('2026-03-09T09:00:00.000Z');
  for (let sweeps = 0; sweeps < 3; sweeps += 1) await sweep('2026-03-09T09:00:00Z');
  expect((await leads.eventsOf(lead.id)).slice(3)).toEqual(['lead.warned', 'lead.overdue']);
});

test('a lead with which nobody deals expires after thirty days, once, and one that was dealt with does not', async () => {
  const leads = await givenLeads();
  const { key } = await leads.partner();
  const [waiting, asked, done] = [
    await submitted(key, {}, monday),
    await submitted(key, {}, monday),
    await submitted(key, {}, monday),
  ];
  await act(leads.manager, asked.id, 'request-information', { question: '预算多少？' }, monday);
  await act(leads.manager, done.id, 'reject', { reason: '年内无此需求' }, monday);
  const state = async ({ id }: Json) => (await key.request('GET', `/v1/leads/${id}`)).body;
  await leads.worker.scheduled(Date.parse('2026-04-01T00:59:59Z'));
  expect(await state(waiting)).toMatchObject({ state: 'submitted' });
  for (let sweeps = 0; sweeps < 2; sweeps += 1) {
    await leads.worker.scheduled(Date.parse('2026-04-01T01:00:00Z'));
  }
  expect(await state(waiting)).toMatchObject({ state: 'expired', outcome: null });
  expect(await state(asked)).toMatchObject({ state: 'expired' });
  expect(await state(done)).toMatchObject({ state: 'rejected', reason: '年内无此需求', outcome: null });
  const open = "SELECT count(*) AS n FROM tasks WHERE subject_type = 'lead' AND state = 'open'";
  expect(await leads.rows(open)).toEqual([{ n: 0 }]);
  const expired = (await leads.eventsOf(waiting.id)).filter((type) => type === 'lead.expired');
  expect(expired).toHaveLength(1);
});
