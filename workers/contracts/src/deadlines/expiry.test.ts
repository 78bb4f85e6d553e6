import { beforeEach, expect, test } from 'vitest';
import {
  act,
  drafted,
  eventTypes,
  givenParties,
  type Json,
  type Parties,
  signed,
} from '../testing/contracts.ts';
import { type Company, givenCompany } from '../testing/given-company.ts';

let company: Company;
let parties: Parties;
beforeEach(async () => {
  company = await givenCompany();
  parties = await givenParties(company);
});

const at = (instant: string) => company.worker.scheduled(Date.parse(instant));
const read = async (id: string) => (await parties.manager.request<Json>('GET', `/v1/contracts/${id}`)).body;

/** In force from 2 March 2026, until the last day of May. */
async function inForce(fields: object = {}): Promise<string> {
  const { id } = await signed(company, parties, { startOn: '2026-03-01', endOn: '2026-05-31', ...fields });
  await act(parties.filing, id, 'confirm', {}, { now: '2026-03-02T10:00:00+08:00' });
  return id;
}

test('the owner is told when the notice period begins in his zone, once, and has it before him until the end', async () => {
  const id = await inForce({ noticeDays: 30 });
  await at('2026-04-30T23:59:00+08:00');
  expect(await eventTypes(company, id)).not.toContain('contract.expiring');
  await at('2026-05-01T00:01:00+08:00');
  await at('2026-05-01T00:01:00+08:00');
  await at('2026-05-02T00:00:00+08:00');
  expect((await eventTypes(company, id)).filter((type) => type === 'contract.expiring')).toHaveLength(1);
  const open = () =>
    company.rows("SELECT parties, due_at FROM tasks WHERE subject_id = ? AND state = 'open'", [id]);
  expect(await open()).toEqual([
    {
      parties: JSON.stringify([{ userId: parties.manager.id }]),
      due_at: Date.parse('2026-06-01T00:00:00+08:00'),
    },
  ]);
  await at('2026-06-01T00:01:00+08:00');
  expect(await open()).toEqual([]);
});

test('without a word about it the notice is given sixty days before', async () => {
  const id = await inForce();
  await at('2026-03-31T23:59:00+08:00');
  expect(await eventTypes(company, id)).not.toContain('contract.expiring');
  await at('2026-04-01T00:01:00+08:00');
  expect(await eventTypes(company, id)).toContain('contract.expiring');
});

test('a contract expires when its last day is over in the zone of the tenant, however late a cron runs', async () => {
  const id = await inForce();
  await at('2026-05-31T23:59:00+08:00');
  expect(await read(id)).toMatchObject({ stage: 'effective' });
  await at('2026-06-01T08:00:00+08:00');
  expect(await read(id)).toMatchObject({ stage: 'expired', outcome: 'expired' });
  await at('2026-06-02T08:00:00+08:00');
  const types = await eventTypes(company, id);
  expect(types.filter((type) => type === 'contract.expired')).toHaveLength(1);
});

test('a number that the process of a tenant gives only at the end is taken and written', async () => {
  await company.rows(
    `UPDATE processes SET definition = replace(replace(definition, '"effects":["give_reference"],', ''), '"to":"expired",', '"to":"expired","effects":["give_reference"],') WHERE key = 'contract.standard'`,
  );
  const id = await inForce();
  expect(await read(id)).toMatchObject({ stage: 'effective', reference: null });
  await at('2026-06-01T08:00:00+08:00');
  expect(await read(id)).toMatchObject({ stage: 'expired', reference: 'HD-2026-1' });
});

test('one that was ended before its time neither warns nor expires', async () => {
  const id = await inForce();
  await act(parties.filing, id, 'terminate', { reason: '客户搬迁' });
  await at('2026-07-01T00:00:00+08:00');
  const types = await eventTypes(company, id);
  expect(types.at(-1)).toBe('contract.terminated');
});

test('a draft that stays warns, is overdue, and goes up', async () => {
  const { id } = await drafted(parties, {}, { now: '2026-03-02T09:00:00+08:00' });
  await at('2026-03-12T08:00:00+08:00');
  await at('2026-03-14T08:00:00+08:00');
  await at('2026-03-17T08:00:00+08:00');
  const types = await eventTypes(company, id);
  expect(types).toEqual(['contract.drafted', 'contract.stage_warned', 'contract.stage_overdue']);
});
