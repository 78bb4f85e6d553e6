import { beforeEach, expect, test } from 'vitest';
import { act, drafted, eventTypes, givenParties, type Parties, signed } from '../testing/contracts.ts';
import { type Company, givenCompany } from '../testing/given-company.ts';

let company: Company;
let parties: Parties;
beforeEach(async () => {
  company = await givenCompany();
  parties = await givenParties(company);
});

test('a contract goes from its draft through review, signing and confirmation to its filing number', async () => {
  const { manager, supervisor, branch, filing } = parties;
  const { id } = await drafted(parties);
  const now = '2026-03-02T10:00:00+08:00';
  expect((await act(manager, id, 'submit', {}, { now })).body).toMatchObject({ stage: 'reviewing' });
  expect((await act(supervisor, id, 'approve', {}, { now })).body).toMatchObject({
    stage: 'reviewing',
    reference: null,
  });
  const reviewed = await act(branch, id, 'approve', {}, { now });
  expect(reviewed.body).toMatchObject({ stage: 'signing', reference: 'HD-2026-1' });
  expect(reviewed.body.fingerprint).toMatch(/^[0-9a-f]{64}$/);
  const scanId = await company.attachment(id);
  const uploaded = await act(manager, id, 'upload-signed', { attachmentId: scanId }, { now });
  expect(uploaded.body).toMatchObject({ stage: 'confirming', scanId });
  const confirmed = await act(filing, id, 'confirm', {}, { now });
  expect(confirmed).toMatchObject({ status: 200, trips: 2 });
  expect(confirmed.body).toMatchObject({
    stage: 'effective',
    filingNumber: 'HT-2026-000001',
    effectiveAt: '2026-03-02T02:00:00.000Z',
  });
  const types = await eventTypes(company, id);
  expect(types).toEqual([
    'contract.drafted',
    'contract.moved',
    'contract.approved',
    'contract.approved',
    'contract.moved',
    'contract.effective',
  ]);
});

test('the event of an effective contract says what others go on from', async () => {
  const opportunityId = await company.opportunity(parties.accountId, { owner_id: parties.manager.id });
  const { id } = await signed(company, parties, { opportunityId });
  await act(parties.filing, id, 'confirm');
  const [event] = await company.rows("SELECT data FROM events WHERE type = 'contract.effective'");
  expect(JSON.parse(String(event?.data))).toMatchObject({
    opportunityId,
    ownerId: parties.manager.id,
    value: 36_000_000,
    monthlyFee: 1_000_000,
    startOn: '2026-04-01',
    endOn: '2029-03-31',
    filingNumber: expect.stringMatching(/^HT-\d{4}-000001$/),
  });
});

test('20 contracts that are confirmed at once get the filing numbers 1 to 20', {
  timeout: 60_000,
}, async () => {
  const waiting: string[] = [];
  for (let made = 0; made < 20; made += 1) waiting.push((await signed(company, parties)).id);
  const now = '2026-12-31T15:59:59Z';
  const answers = await Promise.all(waiting.map((id) => act(parties.filing, id, 'confirm', {}, { now })));
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
  const numbers = answers.map(({ body }) => body.filingNumber).toSorted();
  const expected = Array.from({ length: 20 }, (_, index) => `HT-2026-${String(index + 1).padStart(6, '0')}`);
  expect(numbers).toEqual(expected);
  const kept = await company.rows('SELECT filing_number AS n FROM contracts ORDER BY n');
  expect(kept.map(({ n }) => n)).toEqual(expected);
  // A second later it is the new year in the tenant's zone, and the series begins anew.
  const { id } = await signed(company, parties);
  const first = await act(parties.filing, id, 'confirm', {}, { now: '2026-12-31T16:00:00Z' });
  expect(first.body.filingNumber).toBe('HT-2027-000001');
});

test('of twenty confirmations of one contract one takes place, and one number is taken', async () => {
  const { id } = await signed(company, parties);
  const answers = await Promise.all(Array.from({ length: 20 }, () => act(parties.filing, id, 'confirm')));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
  const [counter] = await company.rows(
    "SELECT value FROM counters WHERE name LIKE 'contract.filing_number/%'",
  );
  expect(counter?.value).toBe(1);
});

test('a confirmation that is repeated under its key answers with the same number', async () => {
  const { id } = await signed(company, parties);
  const key = 'confirm-once';
  const first = await act(parties.filing, id, 'confirm', {}, { key });
  const again = await act(parties.filing, id, 'confirm', {}, { key });
  expect(again.body).toEqual(first.body);
  expect(again.body.filingNumber).toMatch(/^HT-\d{4}-000001$/);
});

test('the scan has to hang on this very contract', async () => {
  const { manager, supervisor, branch } = parties;
  const [one, other] = [await drafted(parties), await drafted(parties)];
  await act(manager, one.id, 'submit');
  await act(supervisor, one.id, 'approve');
  await act(branch, one.id, 'approve');
  const elsewhere = await company.attachment(other.id);
  expect(await act(manager, one.id, 'upload-signed', { attachmentId: elsewhere })).toMatchObject({
    status: 422,
    body: { code: 'request.unknown_reference', errors: [{ pointer: '/attachmentId' }] },
  });
  const removed = await company.attachment(one.id);
  await company.rows('UPDATE attachments SET removed_at = 1 WHERE id = ?', [removed]);
  expect((await act(manager, one.id, 'upload-signed', { attachmentId: removed })).status).toBe(422);
});

test('a draft that lacks what its template wants is not submitted, and the actions say why', async () => {
  const { manager } = parties;
  const { id } = await drafted(parties, { values: {} });
  expect(await act(manager, id, 'submit')).toMatchObject({
    status: 409,
    body: { code: 'action.not_possible', refusal: 'condition' },
  });
  await manager.request('PATCH', `/v1/contracts/${id}`, { body: { values: { bandwidth: '1 Gbit/s' } } });
  expect((await act(manager, id, 'submit')).status).toBe(200);
});

test('who drafted a contract does not review it, whatever his roles', async () => {
  const both = await company.colleague('branch_manager');
  await company.rows(
    "INSERT INTO principal_roles (tenant_id, principal_id, role_id, scope) SELECT tenant_id, ?, id, 'own' FROM roles WHERE key = 'account_manager'",
    [both.id],
  );
  const accountId = await company.account('陕西某某信息有限公司', { owner_id: both.id });
  const { id } = await drafted({ ...parties, manager: both, accountId });
  await act(both, id, 'submit');
  await act(parties.supervisor, id, 'approve');
  expect(await act(both, id, 'approve')).toMatchObject({ status: 403, body: { code: 'action.not_yours' } });
  expect((await act(parties.branch, id, 'approve')).body).toMatchObject({ stage: 'signing' });
});

test('a text that differs goes back to its draft, changes, and keeps its reference', async () => {
  const { manager, supervisor, branch, filing } = parties;
  const { id, fingerprint } = await signed(company, parties);
  const isDraft = async () => {
    const { body } = await manager.request<string>('GET', `/v1/contracts/${id}/document`);
    return body.includes('Draft, not for signing');
  };
  expect(await isDraft()).toBe(false);
  const back = await act(filing, id, 'return-text', { reason: '金额与扫描件不符' });
  expect(back.body).toMatchObject({ stage: 'drafting', reference: expect.stringMatching(/^HD-\d{4}-1$/) });
  await manager.request('PATCH', `/v1/contracts/${id}`, { body: { value: { amount: 1, currency: 'CNY' } } });
  expect(await isDraft()).toBe(true);
  await act(manager, id, 'submit');
  await act(supervisor, id, 'approve');
  const again = await act(branch, id, 'approve');
  expect(again.body).toMatchObject({ reference: back.body.reference, revision: 2 });
  expect(again.body.fingerprint).not.toBe(fingerprint);
  expect(await isDraft()).toBe(false);
});

test('a contract that is given up tells its opportunity, and one in force is ended with a reason', async () => {
  const opportunityId = await company.opportunity(parties.accountId, { owner_id: parties.manager.id });
  const draft = await drafted(parties, { opportunityId });
  const cancelled = await act(parties.manager, draft.id, 'cancel', { reason: '客户取消' });
  expect(cancelled.body).toMatchObject({ stage: 'cancelled', outcome: 'cancelled' });
  const { id } = await signed(company, parties, { opportunityId });
  await act(parties.filing, id, 'confirm');
  expect((await act(parties.filing, id, 'cancel', { reason: '太迟' })).status).toBe(409);
  expect((await act(parties.manager, id, 'terminate', { reason: '客户搬迁' })).status).toBe(403);
  const ended = await act(parties.filing, id, 'terminate', { reason: '客户搬迁' });
  expect(ended.body).toMatchObject({ stage: 'terminated', outcome: 'terminated' });
  const told = await company.rows(
    "SELECT data ->> '$.opportunityId' AS opportunity, data ->> '$.form.reason' AS reason FROM events WHERE type IN ('contract.cancelled', 'contract.terminated') ORDER BY seq",
  );
  expect(told).toEqual([
    { opportunity: opportunityId, reason: '客户取消' },
    { opportunity: opportunityId, reason: '客户搬迁' },
  ]);
  const [armed] = await company.rows("SELECT count(*) AS n FROM deadlines WHERE state = 'armed'");
  expect(armed?.n).toBe(0);
});
