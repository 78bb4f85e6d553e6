import { newId } from '@keyline/kernel';
import { expect, test } from 'vitest';
import { act, givenLeads, type Leads, submitted } from '../testing/given-leads.ts';
import { drafted } from '../testing/given-sales.ts';

const at = (now: string) => ({ headers: { 'X-Test-Now': now } });

test('of twenty who accept a lead at once one does, and one opportunity stands in the pool', async () => {
  const leads = await givenLeads();
  const { key, id: partnerId } = await leads.partner();
  const lead = await submitted(key, { contact: { name: '李娜', phone: '13812345678' } });
  const accept = () => act(leads.manager, lead.id, 'accept');
  const answers = await Promise.all(Array.from({ length: 20 }, accept));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));

  const made = await leads.rows('SELECT * FROM opportunities');
  expect(made).toMatchObject([
    {
      stage: 'pooled',
      lead_id: lead.id,
      partner_id: partnerId,
      category: 'cloud',
      org_unit_id: leads.branchId,
    },
  ]);
  const seen = await leads.manager.request('GET', `/v1/leads/${lead.id}`);
  const { opportunityId, accountId } = seen.body;
  expect([opportunityId, accountId]).toEqual([made[0]?.id, made[0]?.account_id]);
  expect(seen.body).toMatchObject({ state: 'accepted', outcome: 'in_progress' });
  expect(await leads.eventsOf(lead.id)).toEqual(['lead.submitted', 'lead.accepted']);
  expect(await leads.eventsOf(String(opportunityId))).toEqual(['opportunity.created']);
  // Nobody knew the account: the accounts Worker is asked for a draft under the id that both keep.
  expect(await leads.eventsOf(String(accountId))).toEqual(['account.draft_requested']);
  expect(await leads.rows("SELECT id FROM events WHERE data LIKE '%13812345678%'")).toEqual([]);
});

test('the account is the one that bears the name, unless several do', async () => {
  const leads = await givenLeads();
  const name = { name: '西安大数据服务有限公司', name_key: '西安大数据服务' };
  const accountId = await leads.account({ ...name, org_unit_id: leads.otherBranchId });
  const lead = await submitted(leads.manager, { accountName: '西安大数据服务有限公司' });
  expect(lead).toMatchObject({ accountId: null, orgUnitId: leads.otherBranchId });
  const other = await leads.hire('opportunity_manager', leads.otherBranchId);
  const accepted = await act(other, lead.id, 'accept');
  expect(accepted.body).toMatchObject({ accountId, protectedUntil: null });
  expect(await leads.rows("SELECT id FROM events WHERE type = 'account.draft_requested'")).toEqual([]);

  const second = await leads.account(name);
  const twice = await submitted(leads.manager, { accountName: '西安大数据服务有限公司', category: 'idc' });
  expect(await act(leads.manager, twice.id, 'accept')).toMatchObject({
    status: 409,
    body: { code: 'lead.account_ambiguous' },
  });
  expect((await act(leads.manager, twice.id, 'accept', { accountId: second })).body).toMatchObject({
    accountId: second,
    state: 'accepted',
  });
});

test('a lead joins an open opportunity that the manager sees, and no other', async () => {
  const leads = await givenLeads();
  const seller = await leads.hire('account_manager');
  const known = await drafted(leads, seller);
  const [hidden, ended] = [await drafted(leads, seller), await drafted(leads, seller)];
  await leads.rows('UPDATE opportunities SET org_unit_id = ? WHERE id = ?', [leads.otherBranchId, hidden.id]);
  await seller.act(ended.id, 'discard');
  const { key } = await leads.partner();
  const lead = await submitted(key, {}, at('2026-03-02T01:00:00Z'));
  const join = (opportunityId: string) =>
    act(leads.manager, lead.id, 'accept', { opportunityId }, at('2026-03-02T02:00:00Z'));
  const unknown = { code: 'request.unknown_reference' };
  expect((await join(hidden.id)).body).toMatchObject(unknown);
  expect((await join(newId('opportunity'))).body).toMatchObject(unknown);
  expect((await join(ended.id)).body).toMatchObject({ code: 'lead.opportunity_ended' });
  expect((await join(known.id)).body).toMatchObject({
    ...{ opportunityId: known.id, accountId: known.accountId, state: 'accepted' },
    protectedUntil: '2026-05-31T02:00:00.000Z',
  });
  expect(await leads.rows('SELECT count(*) AS n FROM opportunities')).toEqual([{ n: 3 }]);
});

test('what becomes of the opportunity is told as the outcome of the lead, and no more than that', async () => {
  const leads = await givenLeads();
  const { key } = await leads.partner();
  const lead = await submitted(key);
  const { opportunityId } = (await act(leads.manager, lead.id, 'accept')).body;
  const outcome = async () => (await key.request('GET', `/v1/leads/${lead.id}`)).body.outcome;
  const form = { reasonCode: 'price', lesson: '报价偏高' };
  await leads.manager.act(String(opportunityId), 'lose', form);
  await leads.worker.react();
  expect(await outcome()).toBe('lost');
  await leads.manager.act(String(opportunityId), 'reopen');
  await leads.worker.react();
  expect(await outcome()).toBe('in_progress');
  // As contracts will have it.
  await leads.rows("UPDATE opportunities SET stage = 'signed' WHERE id = ?", [String(opportunityId)]);
  await leads.rows("UPDATE reactions SET state = 'sent' WHERE consumer = 'opportunities'");
  await leads.worker.react(String(opportunityId));
  expect(await outcome()).toBe('won');
  const types = await leads.eventsOf(lead.id);
  expect(types.filter((type) => type === 'lead.outcome_changed')).toHaveLength(3);
});

test('of two leads on the same the second joins what the first became, and makes no second one', async () => {
  const leads = await givenLeads();
  const [one, other] = [await leads.partner(), await leads.partner()];
  const named = { accountName: '西安双报科技有限公司' };
  const [first, second] = [await submitted(one.key, named), await submitted(other.key, named)];
  expect(second.state).toBe('submitted');
  const { opportunityId } = (await act(leads.manager, first.id, 'accept')).body;
  expect(await act(leads.manager, second.id, 'accept')).toMatchObject({
    status: 409,
    body: { code: 'lead.opportunity_exists', opportunityId },
  });
  const joined = await act(leads.manager, second.id, 'accept', { opportunityId });
  expect(joined.body).toMatchObject({ opportunityId, state: 'accepted' });
  expect(await leads.rows('SELECT count(*) AS n FROM opportunities')).toEqual([{ n: 1 }]);
});

test('of ten leads on the same that are accepted at once one becomes an opportunity', async () => {
  const leads = await givenLeads();
  const { key } = await leads.partner();
  const named = { accountName: '西安十报科技有限公司' };
  const made = await Promise.all(Array.from({ length: 10 }, () => submitted(key, named)));
  const answers = await Promise.all(made.map(({ id }) => act(leads.manager, id, 'accept')));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(await leads.rows('SELECT count(*) AS n FROM opportunities')).toEqual([{ n: 1 }]);
});

test('leads of one unknown customer that are accepted at once get one account between them, in one place', async () => {
  const leads = await givenLeads();
  const { key } = await leads.partner();
  const elsewhere = await leads.hire('opportunity_manager', leads.otherBranchId);
  const names = ['西安双科技有限公司', '西安双科技（集团）有限公司'];
  const categories = ['cloud', 'idc', 'iot', 'security', 'ict', 'vnet', 'sms_mms', 'toll_free'];
  const made = await Promise.all(
    categories.map(async (category, at) => {
      const by = at % 2 === 0 ? leads.manager : elsewhere;
      return { by, lead: await submitted(by, { accountName: names[at % 2], category }) };
    }),
  );
  const answers = await Promise.all(made.map(({ by, lead }) => act(by, lead.id, 'accept')));
  expect(answers.map(({ status }) => status)).toEqual(Array(categories.length).fill(200));
  const accountIds = new Set(answers.map(({ body }) => body.accountId));
  expect(accountIds.size).toBe(1);
  const asked = await leads.rows("SELECT subject_id FROM events WHERE type = 'account.draft_requested'");
  expect(asked).toEqual([{ subject_id: [...accountIds][0] }]);
  const units = await leads.rows('SELECT DISTINCT account_id, org_unit_id FROM opportunities');
  expect(units).toHaveLength(1);

  // Once the draft is there, it is the account that bears the name; one that is not yet there stays apart.
  const later = await submitted(key, { accountName: '西安双科技有限公司', category: 'big_data' });
  expect((await act(leads.manager, later.id, 'accept')).body.accountId).toBe([...accountIds][0]);
  const other = await submitted(key, { accountName: '咸阳双科技有限公司' });
  expect((await act(leads.manager, other.id, 'accept')).body.accountId).not.toBe([...accountIds][0]);
});

test('a lead joins nothing that is lost at the same moment', async () => {
  const leads = await givenLeads();
  const seller = await leads.hire('account_manager');
  const { key } = await leads.partner();
  const pairs = await Promise.all(
    Array.from({ length: 10 }, async () => [await submitted(key), await drafted(leads, seller)] as const),
  );
  await Promise.all(
    pairs.flatMap(([lead, deal]) => [
      act(leads.manager, lead.id, 'accept', { opportunityId: deal.id }),
      seller.act(deal.id, 'discard'),
    ]),
  );
  const told = 'SELECT e.seq FROM events e WHERE e.subject_id = ? AND e.type = ?';
  for (const [lead, deal] of pairs) {
    const [joined] = await leads.rows(told, [lead.id, 'lead.accepted']);
    const [ended] = await leads.rows(told, [deal.id, 'opportunity.abandoned']);
    if (joined && ended) expect(Number(joined.seq)).toBeLessThan(Number(ended.seq));
  }
});

/** Whom the open tasks of an opportunity ask. */
async function asked(leads: Leads, id: string): Promise<unknown[]> {
  const sql = "SELECT parties FROM tasks WHERE subject_id = ? AND state = 'open'";
  return (await leads.rows(sql, [id])).map(({ parties }) => JSON.parse(String(parties)));
}

/** What a lead became, in the hands of a seller who asks for its confirmation. */
async function confirming(leads: Leads, lead: { readonly id: string }): Promise<string> {
  const seller = await leads.hire('account_manager');
  const id = String((await act(leads.manager, lead.id, 'accept')).body.opportunityId);
  await leads.manager.act(id, 'assign', { ownerId: seller.id });
  expect(await seller.act(id, 'request-confirmation')).toMatchObject({ body: { stage: 'confirming' } });
  return id;
}

test('the manager who accepted a lead of a partner confirms what it became: that is his duty, he did not draft it', async () => {
  const leads = await givenLeads();
  const { key } = await leads.partner();
  const id = await confirming(leads, await submitted(key));
  expect(await asked(leads, id)).toEqual([[{ role: 'opportunity_manager', orgUnitId: leads.branchId }]]);
  expect(await leads.manager.act(id, 'confirm')).toMatchObject({ body: { stage: 'preparing' } });
});

test('who brought the lead drafted what it became: he is not asked to confirm it, and may not', async () => {
  const leads = await givenLeads();
  const second = await leads.hire('opportunity_manager');
  const id = await confirming(leads, await submitted(second));
  expect(await asked(leads, id)).toEqual([[{ userId: leads.manager.id }]]);
  expect(await second.act(id, 'confirm')).toMatchObject({
    status: 403,
    body: { code: 'action.not_yours', refusal: 'drafter' },
  });
  expect(await leads.manager.act(id, 'confirm')).toMatchObject({ body: { stage: 'preparing' } });
});

test('what a lead became and is returned goes to whoever accepted it, never to the partner', async () => {
  const leads = await givenLeads();
  const { person } = await leads.partner();
  const lead = await submitted(person);
  const id = String((await act(leads.manager, lead.id, 'accept')).body.opportunityId);
  await leads.manager.act(id, 'return', { reason: '信息不全' });
  expect(await asked(leads, id)).toEqual([[{ userId: leads.manager.id }]]);
  expect(await person.request('GET', `/v1/opportunities/${id}`)).toMatchObject({ status: 403 });
  expect(await leads.manager.act(id, 'submit')).toMatchObject({ body: { stage: 'pooled' } });
});
