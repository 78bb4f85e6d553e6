import { expect, test } from 'vitest';
import { drafted, givenSales } from '../testing/given-sales.ts';

/** Monday 2 March 2026, 9:00 in Shanghai. */
const monday = { now: '2026-03-02T01:00:00Z' };
const survey = {
  availability: 'now',
  distanceMetres: 120,
  cost: { amount: 350_000, currency: 'CNY' },
  leadTimeDays: 15,
  validUntil: '2026-03-31',
};

test('an opportunity goes from its draft by way of the pool to the confirmation, each in the hands of who acts', async () => {
  const sales = await givenSales();
  const [reporter, manager, seller] = [
    await sales.hire('account_manager'),
    await sales.hire('opportunity_manager'),
    await sales.hire('account_manager'),
  ];
  const revenue = {
    oneOff: { amount: 100_000, currency: 'CNY' },
    monthly: { amount: 2_000, currency: 'CNY' },
  };
  const { id, ...draft } = await drafted(sales, reporter, { revenue });
  expect(draft).toMatchObject({
    stage: 'drafted',
    ownerId: null,
    orgUnitId: sales.branchId,
    amount: { amount: 124_000, currency: 'CNY' },
    process: { key: 'opportunity.standard', version: 1 },
  });
  expect(await manager.act(id, 'submit')).toMatchObject({ status: 403, body: { code: 'action.not_yours' } });
  expect(await reporter.act(id, 'submit')).toMatchObject({ status: 200, body: { stage: 'pooled' } });
  const assigned = await manager.act(id, 'assign', { ownerId: seller.id }, monday);
  expect(assigned.body).toMatchObject({
    ...{ stage: 'assigned', ownerId: seller.id },
    ...{ stageSince: '2026-03-02T01:00:00.000Z', dueAt: '2026-03-06T10:00:00.000Z' },
  });
  expect(await seller.act(id, 'request-confirmation')).toMatchObject({ body: { stage: 'confirming' } });
  expect(await manager.act(id, 'send-back', { reason: '请补充客户联系人' })).toMatchObject({
    body: { stage: 'assigned' },
  });
  await seller.act(id, 'request-confirmation');
  expect(await manager.act(id, 'confirm')).toMatchObject({ status: 200, body: { stage: 'preparing' } });
  expect(await sales.eventsOf(id)).toEqual([
    'opportunity.created',
    'opportunity.submitted',
    'opportunity.assigned',
    'opportunity.confirmation_requested',
    'opportunity.sent_back',
    'opportunity.confirmation_requested',
    'opportunity.confirmed',
  ]);
  const [confirmed] = await sales.rows("SELECT data FROM events WHERE type = 'opportunity.confirmed'");
  expect(JSON.parse(String(confirmed?.data))).toMatchObject({
    ...{ category: 'cloud', amount: 124_000, ownerId: seller.id, orgUnitId: sales.branchId },
    ...{ accountId: draft.accountId, partnerId: null, leadId: null },
  });
});

test('a dedicated line is confirmed only after its survey, and only as long as that holds', async () => {
  const sales = await givenSales();
  const [seller, manager, engineer] = [
    await sales.hire('account_manager'),
    await sales.hire('opportunity_manager'),
    await sales.hire('survey_engineer'),
  ];
  const { id } = await drafted(sales, seller, { category: 'internet_line' }, monday);
  expect(await seller.act(id, 'keep', {}, monday)).toMatchObject({
    body: { stage: 'assigned', ownerId: seller.id },
  });
  expect(await seller.act(id, 'request-confirmation', {}, monday)).toMatchObject({
    status: 409,
    body: { code: 'action.not_possible', refusal: 'condition' },
  });
  expect(await seller.act(id, 'request-survey', { note: '双路由' }, monday)).toMatchObject({
    body: { stage: 'surveying', survey: { request: { note: '双路由' }, found: null } },
  });
  expect(await engineer.act(id, 'approve-survey', { availability: 'now' }, monday)).toMatchObject({
    status: 400,
  });
  expect(await engineer.act(id, 'approve-survey', survey, monday)).toMatchObject({
    body: { stage: 'qualified', survey: { found: survey, approvedBy: engineer.id } },
  });
  const late = { now: '2026-04-01T01:00:00Z' };
  expect(await seller.act(id, 'request-confirmation', {}, late)).toMatchObject({ status: 409 });
  expect(await seller.act(id, 'request-confirmation', {}, { now: '2026-03-31T15:59:00Z' })).toMatchObject({
    status: 200,
    body: { stage: 'confirming' },
  });
  const confirmed = await manager.act(id, 'confirm', {}, monday);
  expect(confirmed.body).toMatchObject({ stage: 'preparing' });
});

test('only who owns the account keeps what he reported; others submit it', async () => {
  const sales = await givenSales();
  const [seller, other] = [await sales.hire('account_manager'), await sales.hire('account_manager')];
  const accountId = await sales.account({ owner_id: other.id, created_by: seller.id });
  const { id } = await drafted(sales, seller, { accountId });
  expect(await seller.act(id, 'keep')).toMatchObject({ status: 409, body: { refusal: 'condition' } });
  expect(await seller.act(id, 'submit')).toMatchObject({ status: 200 });
  expect(await seller.act(id, 'recall')).toMatchObject({ status: 200, body: { stage: 'drafted' } });
});

test('what is lost says why, and the manager reopens it within 90 days where it stood', async () => {
  const sales = await givenSales();
  const [seller, manager] = [await sales.hire('account_manager'), await sales.hire('opportunity_manager')];
  const { id } = await drafted(sales, seller, {}, monday);
  await seller.act(id, 'keep', {}, monday);
  expect(await seller.act(id, 'lose', { reasonCode: 'price' }, monday)).toMatchObject({ status: 400 });
  const loss = { reasonCode: 'competitor', lesson: '报价晚了一周', competitor: '某运营商' };
  const lost = await seller.act(id, 'lose', loss, monday);
  expect(lost.body).toMatchObject({ stage: 'lost', outcome: 'lost', loss, dueAt: null });
  expect(
    await seller.request('PATCH', `/v1/opportunities/${id}`, { body: { probability: 5 } }),
  ).toMatchObject({
    status: 409,
    body: { code: 'opportunity.ended' },
  });
  expect(await seller.act(id, 'reopen', {}, monday)).toMatchObject({ status: 403 });
  expect(await manager.act(id, 'reopen', {}, { now: '2026-06-01T01:00:00Z' })).toMatchObject({ status: 409 });
  expect(await manager.act(id, 'reopen', {}, { now: '2026-05-31T01:00:00Z' })).toMatchObject({
    status: 200,
    body: { stage: 'assigned', outcome: null, loss: null, ownerId: seller.id },
  });
});

test('what is returned to the pool has no owner, and who transfers hands task and all', async () => {
  const sales = await givenSales();
  const [seller, manager, next] = [
    await sales.hire('account_manager'),
    await sales.hire('opportunity_manager'),
    await sales.hire('account_manager'),
  ];
  const { id } = await drafted(sales, seller);
  await seller.act(id, 'keep');
  expect(await seller.act(id, 'transfer', { ownerId: next.id })).toMatchObject({
    body: { ownerId: next.id },
  });
  expect(await next.act(id, 'return-to-pool', { reason: '与客户不熟' })).toMatchObject({
    body: { stage: 'pooled', ownerId: null },
  });
  expect(await next.request('GET', `/v1/opportunities/${id}`)).toMatchObject({ status: 404 });
  const open = await sales.rows("SELECT parties FROM tasks WHERE subject_id = ? AND state = 'open'", [id]);
  expect(open.map(({ parties }) => JSON.parse(String(parties)))).toEqual([
    [{ role: 'opportunity_manager', orgUnitId: sales.branchId }],
  ]);
  expect(await manager.act(id, 'return', { reason: '信息不全' })).toMatchObject({
    body: { stage: 'drafted' },
  });
});

test('nothing is assigned to the people of a partner', async () => {
  const sales = await givenSales();
  const [reporter, manager, agent] = [
    await sales.hire('account_manager'),
    await sales.hire('opportunity_manager'),
    await sales.hire('account_manager'),
  ];
  await sales.rows("UPDATE principals SET partner_id = 'par_1' WHERE id = ?", [agent.id]);
  const { id } = await drafted(sales, reporter);
  await reporter.act(id, 'submit');
  expect(await manager.act(id, 'assign', { ownerId: agent.id })).toMatchObject({
    status: 422,
    body: { code: 'request.unknown_reference' },
  });
});

test('a list is no form, not even of an action that asks for nothing', async () => {
  const sales = await givenSales();
  const reporter = await sales.hire('account_manager');
  const { id } = await drafted(sales, reporter);
  expect(await reporter.act(id, 'submit', [])).toMatchObject({
    status: 400,
    body: { code: 'request.invalid', errors: [{ pointer: '', code: 'type' }] },
  });
  expect(await reporter.act(id, 'submit')).toMatchObject({ body: { stage: 'pooled' } });
});
