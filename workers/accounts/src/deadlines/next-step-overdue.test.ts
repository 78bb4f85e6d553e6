import { beforeEach, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { eventsOf, type Json, newAccount } from '../testing/records.ts';

let company: Company;
let accountId: string;
beforeEach(async () => {
  company = await givenCompany();
  accountId = (await newAccount(company.admin)).id;
});

/** Logs a visit of 2 March whose next step is for the end of the month. */
async function visit(
  heldAt = '2026-03-02T01:30:00Z',
  nextStepOn: string | null = '2026-03-31',
): Promise<string> {
  const body = { kind: 'visit', summary: '现场勘查机房', heldAt, nextStep: '提交方案', nextStepOn };
  const path = `/v1/accounts/${accountId}/interactions`;
  return (await company.admin.request<Json>('POST', path, { body })).body.id;
}

const sweepAt = (instant: string) => company.worker.scheduled(Date.parse(instant));
const alerts = async (id: string) =>
  (await eventsOf(company, id)).filter(({ type }) => type === 'interaction.next_step_overdue');

test('a next step is overdue when its day is over for the tenant, and the timeline tells it once', async () => {
  const id = await visit();
  await sweepAt('2026-03-31T15:59:59Z');
  expect(await alerts(id)).toEqual([]);
  await Promise.all([sweepAt('2026-03-31T16:00:00Z'), sweepAt('2026-03-31T17:00:00Z')]);
  await sweepAt('2026-03-31T18:00:00Z');
  const [alert, ...more] = await alerts(id);
  expect(more).toEqual([]);
  expect(alert?.actorId).toBeNull();
  expect(alert?.data).toEqual({
    nextStep: '提交方案',
    nextStepOn: '2026-03-31',
    dueAt: '2026-03-31T16:00:00.000Z',
  });
  const timeline = await company.admin.request<{ data: { type: string }[] }>(
    'GET',
    `/v1/accounts/${accountId}/timeline`,
  );
  expect(timeline.body.data[0]?.type).toBe('interaction.next_step_overdue');
});

test('whoever dealt with the account since has taken the step', async () => {
  const id = await visit();
  await visit('2026-03-20T01:30:00Z', null);
  await sweepAt('2026-04-01T00:00:00Z');
  expect(await alerts(id)).toEqual([]);
});

test('what was logged later and took place before is no step taken', async () => {
  const id = await visit();
  await visit('2026-03-01T01:30:00Z', null);
  await sweepAt('2026-04-01T00:00:00Z');
  expect(await alerts(id)).toHaveLength(1);
});
