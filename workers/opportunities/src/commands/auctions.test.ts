import { newId } from '@keyline/kernel';
import { insertRow } from '@keyline/testkit';
import { expect, test } from 'vitest';
import { drafted, givenSales, type Sales, type Seller } from '../testing/given-sales.ts';

/** Monday 2 March 2026, 9:00 in Shanghai, and the next morning. */
const monday = { now: '2026-03-02T01:00:00Z' };
const tuesday = '2026-03-03T01:00:00.000Z';

/** An opportunity in the pool, with its manager. */
async function pooled(sales: Sales): Promise<{ id: string; manager: Seller; reporter: Seller }> {
  const [reporter, manager] = [await sales.hire('informant'), await sales.hire('opportunity_manager')];
  const accountId = await sales.account({ created_by: reporter.id });
  const { id } = await drafted(sales, reporter, { accountId }, monday);
  await reporter.act(id, 'submit', {}, monday);
  return { id, manager, reporter };
}

function opened(manager: Seller, id: string, eligibility?: object) {
  const form = { mode: 'first_claim', endsAt: tuesday, ...(eligibility && { eligibility }) };
  return manager.act(id, 'open-auction', form, monday);
}

test('of fifty account managers who claim at once exactly one gets it, and the others are told so', async () => {
  const sales = await givenSales();
  const sellers = await Promise.all(Array.from({ length: 50 }, () => sales.hire('account_manager')));
  const { id, manager } = await pooled(sales);
  expect(await opened(manager, id)).toMatchObject({
    status: 200,
    body: { stage: 'auctioned', dueAt: tuesday, ownerId: null },
  });
  const answers = await Promise.all(sellers.map((seller) => seller.act(id, 'claim', {}, monday)));
  const won = answers.findIndex(({ status }) => status === 200);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(49).fill(409)]);
  expect(answers[won]?.body).toMatchObject({ stage: 'assigned', ownerId: sellers[won]?.id });
  expect(await sales.eventsOf(id)).toEqual([
    'opportunity.created',
    'opportunity.submitted',
    'opportunity.auction_opened',
    'opportunity.awarded',
  ]);
  const open = await sales.rows("SELECT parties FROM tasks WHERE subject_id = ? AND state = 'open'", [id]);
  expect(open.map(({ parties }) => JSON.parse(String(parties)))).toEqual([[{ userId: sellers[won]?.id }]]);
  expect(await sales.rows("SELECT 1 FROM named_parties WHERE reason = 'eligibility'")).toEqual([]);
  expect(await manager.request('GET', `/v1/opportunities/${id}/auction`)).toMatchObject({
    body: { state: 'awarded', round: 1, winnerId: sellers[won]?.id, mayClaim: false },
  });
});

test('who is eligible sees the public part while it is auctioned, in the units that are named and below', async () => {
  const sales = await givenSales();
  const [near, far, informant] = [
    await sales.hire('account_manager'),
    await sales.hire('account_manager', sales.otherBranchId),
    await sales.hire('informant'),
  ];
  const { id, manager } = await pooled(sales);
  const path = `/v1/opportunities/${id}`;
  expect(await near.request('GET', path)).toMatchObject({ status: 404 });
  await opened(manager, id, { orgUnitIds: [sales.branchId] });
  expect(await near.request('GET', path)).toMatchObject({
    status: 200,
    body: { title: '智慧园区上云', publicPart: true, stage: 'auctioned' },
  });
  expect((await near.request('GET', path)).body).not.toHaveProperty('competitor');
  const list = await near.request<{ data: object[] }>('GET', '/v1/opportunities?stage=auctioned');
  expect(list.body.data).toMatchObject([{ id, publicPart: true }]);
  expect(await near.request('GET', `${path}/auction`, monday)).toMatchObject({ body: { mayClaim: true } });
  for (const other of [far, informant]) {
    expect(await other.request('GET', path)).toMatchObject({ status: 404 });
    expect(await other.act(id, 'claim', {}, monday)).toMatchObject({ status: 404 });
  }
  expect(await near.act(id, 'claim', {}, monday)).toMatchObject({ status: 200 });
});

test('an auction for a branch of hundreds of units is for whoever works in any of them', async () => {
  const sales = await givenSales();
  const grids = Array.from({ length: 600 }, () => newId('org_unit'));
  for (const id of grids) {
    const below = { parent_id: sales.otherBranchId, path: `${sales.rootId}/${sales.otherBranchId}/${id}/` };
    const row = { version: 1, created_at: 0, updated_at: 0, created_by: 'test', name: id, kind: 'grid' };
    await insertRow(sales.database, 'org_units', { ...row, ...below, id, tenant_id: sales.tenantId });
  }
  const [first, last] = [grids[0] ?? '', grids.sort().at(-1) ?? ''];
  const sellers = [await sales.hire('account_manager', first), await sales.hire('account_manager', last)];
  const { id, manager } = await pooled(sales);
  const units = { orgUnitIds: [sales.otherBranchId, sales.branchId] };
  expect(await opened(manager, id, units)).toMatchObject({ status: 200 });
  for (const seller of sellers) {
    const seen = await seller.request('GET', `/v1/opportunities/${id}`);
    expect(seen).toMatchObject({ status: 200, body: { publicPart: true } });
  }
  expect(await sellers[1]?.act(id, 'claim', {}, monday)).toMatchObject({ status: 200 });
  expect(await sales.rows("SELECT 1 FROM named_parties WHERE reason = 'eligibility'")).toEqual([]);
});

test('nobody gets more than he may have in hand, however many he claims at once', async () => {
  const sales = await givenSales();
  const seller = await sales.hire('account_manager');
  const offered = [await pooled(sales), await pooled(sales), await pooled(sales)];
  for (const { id, manager } of offered) await opened(manager, id, { maxOpen: 1 });
  const answers = await Promise.all(offered.map(({ id }) => seller.act(id, 'claim', {}, monday)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  const refused = offered.find((_, index) => answers[index]?.status === 409);
  expect(await seller.act(refused?.id ?? '', 'claim', {}, monday)).toMatchObject({
    status: 409,
    body: { code: 'auction.too_many_open' },
  });
});

test('without a claim before its end it goes back to the pool, once, however often the sweep runs', async () => {
  const sales = await givenSales();
  const seller = await sales.hire('account_manager');
  const { id, manager } = await pooled(sales);
  await opened(manager, id);
  const late = { now: '2026-03-03T01:00:01Z' };
  expect(await seller.act(id, 'claim', {}, late)).toMatchObject({
    status: 409,
    body: { code: 'auction.over' },
  });
  const end = Date.parse(tuesday);
  await sales.worker.scheduled(end - 1000);
  expect(await sales.eventsOf(id)).not.toContain('opportunity.auction_ended');
  await Promise.all([sales.worker.scheduled(end), sales.worker.scheduled(end + 3_600_000)]);
  const told = (await sales.eventsOf(id)).filter((type) => type === 'opportunity.auction_ended');
  expect(told).toHaveLength(1);
  expect(await manager.request('GET', `/v1/opportunities/${id}`)).toMatchObject({
    body: { stage: 'pooled' },
  });
  expect(await manager.request('GET', `/v1/opportunities/${id}/auction`)).toMatchObject({
    body: { state: 'ended', winnerId: null },
  });
  expect(await seller.request('GET', `/v1/opportunities/${id}`)).toMatchObject({ status: 404 });
});

test('what is auctioned is lost only after its auction was called off, and nobody claims in one that is over', async () => {
  const sales = await givenSales();
  const seller = await sales.hire('account_manager');
  const { id, manager } = await pooled(sales);
  await opened(manager, id);
  const form = { reasonCode: 'price', lesson: '晚了' };
  for (const action of ['lose', 'abandon']) {
    expect(await manager.act(id, action, form, monday)).toMatchObject({
      status: 409,
      body: { code: 'action.not_possible' },
    });
  }
  await sales.rows("UPDATE opportunities SET auction = json_set(auction, '$.state', 'cancelled')");
  expect(await seller.act(id, 'claim', {}, monday)).toMatchObject({
    status: 409,
    body: { code: 'auction.over' },
  });
  await sales.rows("UPDATE opportunities SET auction = json_set(auction, '$.state', 'open')");
  await manager.act(id, 'cancel-auction', {}, monday);
  expect(await manager.act(id, 'lose', form, monday)).toMatchObject({ body: { stage: 'lost' } });
  expect(await manager.act(id, 'reopen', {}, monday)).toMatchObject({ body: { stage: 'pooled' } });
});

test('the manager extends an auction or calls it off, and opens another', async () => {
  const sales = await givenSales();
  const { id, manager } = await pooled(sales);
  expect(
    await manager.act(id, 'open-auction', { mode: 'sealed_bid', endsAt: tuesday }, monday),
  ).toMatchObject({
    status: 422,
    body: { code: 'auction.not_offered', errors: [{ pointer: '/mode', code: 'not_offered' }] },
  });
  const past = { mode: 'first_claim', endsAt: '2026-03-02T00:59:00Z' };
  expect(await manager.act(id, 'open-auction', past, monday)).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '/endsAt', code: 'past' }] },
  });
  const nowhere = { orgUnitIds: ['org_01kafxq0h3e7rvx8bm2s9t4c5d'] };
  expect(await opened(manager, id, nowhere)).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/eligibility/orgUnitIds/0', code: 'unknown_reference' }] },
  });
  await opened(manager, id);
  const later = '2026-03-04T01:00:00.000Z';
  expect(await manager.act(id, 'extend-auction', { endsAt: tuesday }, monday)).toMatchObject({ status: 400 });
  expect(await manager.act(id, 'extend-auction', { endsAt: later }, monday)).toMatchObject({
    body: { stage: 'auctioned', dueAt: later },
  });
  await sales.worker.scheduled(Date.parse(tuesday) + 60_000);
  expect(await sales.eventsOf(id)).not.toContain('opportunity.auction_ended');
  expect(await manager.act(id, 'cancel-auction', {}, monday)).toMatchObject({ body: { stage: 'pooled' } });
  await sales.worker.scheduled(Date.parse(later) + 60_000);
  expect(await sales.eventsOf(id)).not.toContain('opportunity.auction_ended');
  await manager.act(id, 'open-auction', { mode: 'first_claim', endsAt: '2026-03-09T01:00:00Z' }, monday);
  expect(await manager.request('GET', `/v1/opportunities/${id}/auction`)).toMatchObject({
    body: { round: 2, state: 'open' },
  });
  await sales.worker.scheduled(Date.parse('2026-03-09T01:00:00Z'));
  expect(await sales.eventsOf(id)).toContain('opportunity.auction_ended');
});

test('what is late warns its actor, is overdue to him and his manager, and then climbs', async () => {
  const sales = await givenSales();
  const [head, chief] = [await sales.hire('branch_manager'), await sales.hire('executive')];
  await sales.rows('UPDATE org_units SET manager_id = ? WHERE id = ?', [head.id, sales.branchId]);
  await sales.rows('UPDATE org_units SET manager_id = ? WHERE id = ?', [chief.id, sales.rootId]);
  const { id } = await pooled(sales);
  // One working day from Monday 9:00 on the calendar of eight hours.
  await sales.worker.scheduled(Date.parse('2026-03-02T08:00:00Z'));
  await sales.worker.scheduled(Date.parse('2026-03-03T01:00:00Z'));
  await sales.worker.scheduled(Date.parse('2026-03-04T01:00:00Z'));
  const told = (await sales.eventsOf(id)).filter((type) => type.startsWith('opportunity.stage_'));
  expect(told).toEqual([
    'opportunity.stage_warned',
    'opportunity.stage_overdue',
    'opportunity.stage_escalated',
  ]);
});
