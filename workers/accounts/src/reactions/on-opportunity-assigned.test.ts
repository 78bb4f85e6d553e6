import { newId } from '@keyline/kernel';
import { accountDraftRequested, type FactDraft, fact, tenantStore } from '@keyline/store';
import { insertRow } from '@keyline/testkit';
import { beforeEach, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { newUser } from '../testing/people.ts';
import { type Json, newAccount, newUnit } from '../testing/records.ts';

const at = Date.UTC(2026, 2, 2);
const moment = { actor: { type: 'system', id: null }, now: at, requestId: null } as const;

let company: Company;
beforeEach(async () => {
  company = await givenCompany();
});

async function tell(told: FactDraft): Promise<void> {
  const store = tenantStore(company.database.config, company.tenantId, 'system');
  expect(await store.commit({ changes: [], facts: [told] })).toEqual({ committed: true });
}

const draft = (accountId: string) =>
  tell(accountDraftRequested(moment, { accountId, name: '西安远洋科技有限公司', source: 'lead' }));

/** An opportunity with its owner as its Worker keeps it, and the event that tells of him. */
async function assigned(accountId: string, ownerId: string): Promise<void> {
  const [process] = await company.database.execute('SELECT id FROM processes LIMIT 1');
  const id = newId('opportunity');
  await insertRow(company.database, 'opportunities', {
    ...{ tenant_id: company.tenantId, id, version: 1, account_id: accountId, owner_id: ownerId },
    ...{
      created_at: at,
      updated_at: at,
      created_by: 'test',
      title: '上云',
      type: 'demand',
      category: 'cloud',
    },
    ...{
      fields: '{}',
      one_off: 0,
      monthly: 0,
      term_months: 12,
      amount: 0,
      stage: 'assigned',
      stage_since: at,
    },
    ...{ process_id: String(process?.id), process_key: 'x', process_version: 1, process_state: '{}' },
  });
  const subject = { subjectType: 'opportunity', subjectId: id, accountId };
  await tell(fact(moment, { type: 'opportunity.assigned', ...subject, data: { changes: {} } }));
}

const accountNow = async (id: string) =>
  (await company.admin.request<Json>('GET', `/v1/accounts/${id}`)).body;

test('a draft that nobody has goes to whoever got its opportunity, into his unit', async () => {
  const unit = await newUnit(company.admin, '高新分公司', 'branch');
  const manager = await newUser(company.admin, { orgUnitId: unit.id });
  const id = newId('account');
  await draft(id);
  await assigned(id, manager.id);
  await company.worker.react();
  expect(await accountNow(id)).toMatchObject({ state: 'draft', ownerId: manager.id, orgUnitId: unit.id });

  const other = await newUser(company.admin);
  await assigned(id, other.id);
  await company.worker.react();
  expect(await accountNow(id)).toMatchObject({ ownerId: manager.id, version: 2 });
});

test('told before the draft is there, it waits', async () => {
  const manager = await newUser(company.admin);
  const id = newId('account');
  await assigned(id, manager.id);
  expect(await company.worker.react()).toEqual(['put back']);
  await draft(id);
  await company.worker.react();
  await company.worker.react();
  expect(await accountNow(id)).toMatchObject({ ownerId: manager.id });
});

test('an account that is in use stays with its owner', async () => {
  const account = await newAccount(company.admin);
  const manager = await newUser(company.admin);
  await assigned(account.id, manager.id);
  await company.worker.react();
  expect(await accountNow(account.id)).toMatchObject({ ownerId: account.ownerId, version: 1 });
});
