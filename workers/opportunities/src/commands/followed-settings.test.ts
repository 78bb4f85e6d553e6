import { expect, test } from 'vitest';
import { drafted, givenSales, type Sales, type Seller } from '../testing/given-sales.ts';

/** Monday 2 March 2026, 9:00 in Shanghai. */
const monday = { now: '2026-03-02T01:00:00Z' };
const chinese = { headers: { 'Accept-Language': 'zh-CN' } };

interface Offers {
  readonly data: readonly { readonly action: string; readonly allowed: boolean; readonly reason: string }[];
}

async function offer(by: Seller, id: string, action: string, asked: object) {
  const { body } = await by.request<Offers>('GET', `/v1/opportunities/${id}/actions`, asked);
  return body.data.find((one) => one.action === action);
}

/** An opportunity in the pool of its manager. */
async function pooled(sales: Sales, reporter: Seller): Promise<string> {
  const { id } = await drafted(sales, reporter, {}, monday);
  await reporter.act(id, 'submit', {}, monday);
  return id;
}

test('nobody hoards: however many auctions he claims in at once, he holds no more awards than the tenant lets him', async () => {
  const sales = await givenSales();
  await sales.chosen({ auction: { maxUnfinishedAwards: 2 } });
  const [seller, reporter, manager] = [
    await sales.hire('account_manager'),
    await sales.hire('account_manager'),
    await sales.hire('opportunity_manager'),
  ];
  const given = await pooled(sales, reporter);
  await manager.act(given, 'assign', { ownerId: seller.id }, monday);
  const ids = await Promise.all(Array.from({ length: 6 }, () => pooled(sales, reporter)));
  const form = { mode: 'first_claim', endsAt: '2026-03-09T01:00:00Z' };
  for (const id of ids) expect((await manager.act(id, 'open-auction', form, monday)).status).toBe(200);

  const answers = await Promise.all(ids.map((id) => seller.act(id, 'claim', {}, monday)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 409, 409, 409, 409]);
  const held = await sales.rows("SELECT id FROM opportunities WHERE auction ->> '$.winnerId' = ?", [
    seller.id,
  ]);
  expect(held).toHaveLength(2);

  const left = ids[answers.findIndex(({ status }) => status === 409)] ?? '';
  const refused = await seller.act<{ detail: string }>(left, 'claim', {}, { ...monday, ...chinese });
  expect(refused).toMatchObject({ status: 409, body: { code: 'auction.too_many_awards' } });
  expect(refused.body.detail).toBe('每人未签约且未结束的抢单商机不得超过 2 个，请先推进或了结其中之一。');
  const auction = () => seller.request('GET', `/v1/opportunities/${left}/auction`, monday);
  expect((await auction()).body).toMatchObject({ mayClaim: false });
  expect(await offer(seller, left, 'claim', monday)).toMatchObject({ allowed: false });

  const loss = { reasonCode: 'price', lesson: '报价过高' };
  await seller.act(String(held[0]?.id), 'lose', loss, monday);
  expect((await auction()).body).toMatchObject({ mayClaim: true });
  expect(await offer(seller, left, 'claim', monday)).toMatchObject({ allowed: true });
  expect(await seller.act(left, 'claim', {}, monday)).toMatchObject({ body: { stage: 'assigned' } });
});

test('an auction of which nobody says when it ends runs for the working time that the tenant has set', async () => {
  const sales = await givenSales();
  await sales.chosen({ auction: { defaultMinutes: 90 } });
  const [reporter, manager] = [await sales.hire('account_manager'), await sales.hire('opportunity_manager')];
  const id = await pooled(sales, reporter);
  // Monday, an hour before the day's work is over.
  const evening = { now: '2026-03-02T09:00:00Z' };
  const endsAt = '2026-03-03T01:30:00.000Z';
  expect(await manager.act(id, 'open-auction', { mode: 'first_claim' }, evening)).toMatchObject({
    body: { stage: 'auctioned', dueAt: endsAt },
  });
  expect(await manager.request('GET', `/v1/opportunities/${id}/auction`)).toMatchObject({ body: { endsAt } });
  const [opened] = await sales.rows("SELECT data FROM events WHERE type = 'opportunity.auction_opened'");
  expect(JSON.parse(String(opened?.data))).toMatchObject({ endsAt });
  await sales.worker.scheduled(Date.parse(endsAt) - 1000);
  expect(await sales.eventsOf(id)).not.toContain('opportunity.auction_ended');
  await sales.worker.scheduled(Date.parse(endsAt));
  expect(await sales.eventsOf(id)).toContain('opportunity.auction_ended');
  // To extend one says until when.
  await manager.act(id, 'open-auction', { mode: 'first_claim' }, { now: endsAt });
  expect(await manager.act(id, 'extend-auction', {}, { now: endsAt })).toMatchObject({ status: 400 });
});

test.each(['lose', 'abandon'])(
  'what somebody decides to %s is reopened for as long as the tenant has set',
  async (action) => {
    const sales = await givenSales();
    await sales.chosen({ opportunities: { reopenWithinDays: 30 } });
    const [seller, manager] = [await sales.hire('account_manager'), await sales.hire('opportunity_manager')];
    const { id } = await drafted(sales, seller, {}, monday);
    await manager.act(id, action, { reasonCode: 'price', lesson: '报价过高' }, monday);
    const late = { now: '2026-04-01T01:00:01Z' };
    const told = 'It ended on 2026-03-02, and is reopened only within 30 days: report it anew.';
    const answer = await manager.act<{ detail: string }>(id, 'reopen', {}, late);
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'action.not_possible', refusal: 'condition' },
    });
    expect(answer.body.detail).toContain(told);
    const zh = await manager.act<{ detail: string }>(id, 'reopen', {}, { ...late, ...chinese });
    expect(zh.body.detail).toContain('该商机已于 2026-03-02 结束，仅可在 30 天内重新打开，请重新报备商机。');
    expect(await offer(manager, id, 'reopen', late)).toMatchObject({ allowed: false, reason: told });
    expect(await manager.act(id, 'reopen', {}, { now: '2026-04-01T01:00:00Z' })).toMatchObject({
      status: 200,
      body: { outcome: null },
    });
  },
);

test('who is slow is warned at the share of the limit that the tenant has set, in every stage', async () => {
  const sales = await givenSales();
  await sales.chosen({ opportunities: { dueWarningPercent: 25 } });
  const [reporter, manager] = [await sales.hire('account_manager'), await sales.hire('opportunity_manager')];
  const { id } = await drafted(sales, reporter, {}, monday);
  const warned = async () =>
    (await sales.eventsOf(id)).filter((type) => type === 'opportunity.stage_warned').length;
  const percent = async () =>
    (await sales.rows("SELECT process_state ->> '$.clock.warnPercent' AS p FROM opportunities"))[0]?.p;
  expect(await percent()).toBe(25);
  await reporter.act(id, 'submit', {}, monday);
  // A quarter of one working day from Monday 9:00: at 11:00.
  await sales.worker.scheduled(Date.parse('2026-03-02T02:59:00Z'));
  expect(await warned()).toBe(0);
  await sales.worker.scheduled(Date.parse('2026-03-02T03:00:00Z'));
  expect(await warned()).toBe(1);
  await manager.act(id, 'assign', { ownerId: reporter.id }, monday);
  await reporter.act(id, 'request-confirmation', {}, monday);
  expect(await percent()).toBe(25);
});
