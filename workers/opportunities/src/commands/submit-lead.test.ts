import { expect, test } from 'vitest';
import { act, givenLeads, submitted } from '../testing/given-leads.ts';
import type { Json } from '../testing/given-sales.ts';

interface Listed {
  readonly data: readonly Json[];
}

const contact = { name: '李娜', phone: '13812345678' };

test('a partner submits by its key, and the opportunity manager of the branch has it to do for two days', async () => {
  const leads = await givenLeads();
  const { key, person } = await leads.partner();
  const monday = { headers: { 'X-Test-Now': '2026-03-02T01:00:00Z' } };
  const lead = await submitted(key, { contact, externalId: 'zy-1' }, monday);
  expect(lead).toMatchObject({
    ...{ state: 'submitted', outcome: 'in_progress', externalId: 'zy-1', duplicate: null },
    ...{ contact: { ...contact, masked: false }, expiresAt: '2026-04-01T01:00:00.000Z' },
  });
  expect(lead).not.toHaveProperty('opportunityId');
  expect(lead).not.toHaveProperty('orgUnitId');
  expect((await person.request('GET', `/v1/leads/${lead.id}`)).body).toEqual(lead);
  const seen = await leads.manager.request('GET', `/v1/leads/${lead.id}`);
  expect(seen.body).toMatchObject({
    ...{ orgUnitId: leads.branchId, opportunityId: null, source: 'partner' },
    ...{ contact: { name: '李娜', phone: '138****5678', masked: true }, dueAt: '2026-03-03T10:00:00.000Z' },
  });
  const [task] = await leads.rows('SELECT parties, state FROM tasks WHERE subject_id = ?', [lead.id]);
  expect(task).toMatchObject({ state: 'open', parties: expect.stringContaining(leads.branchId) });
  expect(await leads.rows("SELECT id FROM events WHERE data LIKE '%13812345678%'")).toEqual([]);
});

test("a partner never sees another partner's leads, by no way", async () => {
  const leads = await givenLeads();
  const [one, other] = [await leads.partner(), await leads.partner()];
  const mine = await submitted(one.key);
  const others = await submitted(other.key);
  await act(leads.manager, others.id, 'request-information', { question: '机房在哪里？' });
  for (const asker of [one.key, one.person]) {
    for (const path of [`/v1/leads/${others.id}`, `/v1/leads/${others.id}/actions`]) {
      expect(await asker.request('GET', path)).toMatchObject({
        status: 404,
        body: { code: 'lead.not_found' },
      });
    }
    expect(await act(asker, others.id, 'answer', { answer: '高新' })).toMatchObject({ status: 404 });
    const listed = await asker.request<Listed>('GET', '/v1/leads');
    expect(listed.body.data.map(({ id }) => id)).toEqual([mine.id]);
    const asked = await asker.request<Listed>('GET', `/v1/leads?partnerId=${other.id}`);
    expect(asked.body.data).toEqual([]);
    expect(await act(asker, mine.id, 'accept')).toMatchObject({ status: 403 });
  }
});

test('fifty submissions under one number at once make one lead, and all are answered with it', async () => {
  const leads = await givenLeads();
  const { key } = await leads.partner();
  const body = { accountName: '西安唯一科技有限公司', category: 'cloud', title: '上云', externalId: 'zy-7' };
  const submit = () => key.request('POST', '/v1/leads', { body });
  const answers = await Promise.all(Array.from({ length: 50 }, submit));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
  expect(await leads.rows('SELECT count(*) AS n FROM leads')).toEqual([{ n: 1 }]);
  expect(await leads.rows("SELECT count(*) AS n FROM events WHERE type = 'lead.submitted'")).toEqual([
    { n: 1 },
  ]);

  const another = { ...body, title: '机柜租用' };
  expect(await key.request('POST', '/v1/leads', { body: another })).toMatchObject({
    status: 409,
    body: { code: 'lead.external_id_taken', leadId: answers[0]?.body.id },
  });
  // Another partner has numbers of its own.
  await submitted((await leads.partner()).key, another);
});

test('a partner can name no account by its id, and somebody of the house only one that he sees', async () => {
  const leads = await givenLeads();
  const accountId = await leads.account({ name: '西安大数据' });
  const body = { accountId, category: 'cloud', title: '上云' };
  const { key } = await leads.partner();
  expect(await key.request('POST', '/v1/leads', { body })).toMatchObject({
    body: { code: 'request.unknown_reference', errors: [{ pointer: '/accountId' }] },
  });
  const made = await leads.manager.request('POST', '/v1/leads', { body });
  expect(made.body).toMatchObject({ accountId, accountName: '西安大数据', source: 'informant' });
  const both = { ...body, accountName: '西安大数据' };
  expect((await key.request('POST', '/v1/leads', { body: both })).status).toBe(400);
});

test('a lead on what is being sold already is a duplicate: of a similar name, the same category, lately', async () => {
  const leads = await givenLeads();
  const owner = await leads.hire('account_manager');
  const accountId = await leads.account({
    ...{ name: '西安大数据服务有限公司', name_key: '西安大数据服务', owner_id: owner.id },
  });
  const { key } = await leads.partner();
  const at = (now: string) => ({ headers: { 'X-Test-Now': now } });
  const opportunity = { accountId, type: 'demand', category: 'cloud', title: '上云' };
  const known = await owner.request('POST', '/v1/opportunities', {
    ...at('2026-03-02T01:00:00Z'),
    body: opportunity,
  });
  const named = { accountName: '西安大数据服务（集团）股份有限公司' };
  const may = at('2026-05-30T01:00:00Z');

  const double = await submitted(key, named, may);
  expect(double).toMatchObject({ state: 'duplicate', outcome: null });
  expect(double.duplicate).toEqual({
    since: '2026-03-02T01:00:00.000Z',
    reference: String(known.body.id).slice(-8).toUpperCase(),
  });
  expect(JSON.stringify(double)).not.toContain(known.body.id);
  const seen = await leads.manager.request('GET', `/v1/leads/${double.id}`);
  expect(seen.body).toMatchObject({ duplicate: { orgUnitName: '高新分公司' }, opportunityId: null });
  expect(JSON.stringify(seen.body)).not.toContain(known.body.id);
  expect(await leads.eventsOf(double.id)).toEqual(['lead.marked_duplicate']);
  const of = 'SELECT count(*) AS n FROM tasks WHERE subject_id = ?';
  expect(await leads.rows(of, [double.id])).toEqual([{ n: 0 }]);

  expect(await submitted(key, { ...named, category: 'idc' }, may)).toMatchObject({ state: 'submitted' });
  const june = at('2026-06-01T01:00:00Z');
  expect(await submitted(key, named, june)).toMatchObject({ state: 'submitted' });
});

test('who uses the number of a lead that he does not see is told whose it is, and not which', async () => {
  const leads = await givenLeads();
  const [one, other] = [await leads.hire('account_manager'), await leads.hire('account_manager')];
  const body = { accountName: '西安保密科技有限公司', category: 'cloud', title: '上云', externalId: 'nb-1' };
  const first = await submitted(one, body);
  expect((await submitted(one, body)).id).toBe(first.id);
  expect((await submitted(leads.manager, body)).id).toBe(first.id);
  const refused = await other.request('POST', '/v1/leads', { body });
  expect(refused).toMatchObject({ status: 409, body: { code: 'lead.external_id_taken' } });
  expect(refused.body.detail).toContain('account_manager, 高新分公司');
  expect(JSON.stringify(refused.body)).not.toContain(first.id);
});

test('what an accepted lead protects is a rival as long as it is protected, however old it is', async () => {
  const leads = await givenLeads();
  const at = (now: string) => ({ headers: { 'X-Test-Now': now } });
  const [one, other] = [await leads.partner(), await leads.partner()];
  const named = { accountName: '西安保护科技有限公司' };
  const lead = await submitted(one.key, named, at('2026-03-02T01:00:00Z'));
  await act(leads.manager, lead.id, 'accept', {}, at('2026-03-02T02:00:00Z'));
  const july = Date.parse('2026-07-01T00:00:00Z');
  await leads.rows('UPDATE leads SET protected_until = ? WHERE id = ?', [july, lead.id]);
  const within = await submitted(other.key, named, at('2026-06-20T01:00:00Z'));
  expect(within).toMatchObject({ state: 'duplicate' });
  const after = await submitted(other.key, named, at('2026-07-02T01:00:00Z'));
  expect(after).toMatchObject({ state: 'submitted' });
});
