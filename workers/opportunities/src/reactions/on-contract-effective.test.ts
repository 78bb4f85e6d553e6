import { newId } from '@keyline/kernel';
import { standardProcesses, standardProcessId } from '@keyline/process/standard';
import { insertRow } from '@keyline/testkit';
import { beforeEach, expect, test } from 'vitest';
import { drafted, givenSales, type Sales, type Seller } from '../testing/given-sales.ts';

let sales: Sales;
let seller: Seller;
let manager: Seller;
let id: string;
let contractId: string;
beforeEach(async () => {
  sales = await givenSales();
  seller = await sales.hire('account_manager');
  manager = await sales.hire('opportunity_manager');
  const opportunity = await drafted(sales, seller);
  id = opportunity.id;
  await seller.act(id, 'keep');
  await seller.act(id, 'request-confirmation');
  await manager.act(id, 'confirm');
  contractId = await contractOf(String(opportunity.accountId));
});

/** A contract of the opportunity that is being drafted. */
async function contractOf(accountId: string): Promise<string> {
  const contract = newId('contract');
  const { tenantId } = sales;
  const code = standardProcesses.find(({ definition }) => definition.subject === 'contract')?.code ?? '';
  await insertRow(sales.database, 'contracts', {
    ...{
      tenant_id: tenantId,
      id: contract,
      version: 1,
      created_at: 0,
      updated_at: 0,
      created_by: seller.id,
    },
    ...{ account_id: accountId, opportunity_id: id, title: '上云合同' },
    ...{ customer_name: '甲公司', entered: '{}', notice_days: 60, revision: 1, process_version: 1 },
    ...{ process_id: standardProcessId(tenantId, code), process_key: 'contract.standard' },
    ...{ stage: 'drafting', stage_since: 0, process_state: '{}' },
  });
  return contract;
}

/** The contract comes to a stage, and its Worker tells of it. */
async function contract(stage: string, type: string, data: object = {}): Promise<void> {
  const effective = stage === 'effective' ? ', effective_at = 1' : '';
  await sales.rows(`UPDATE contracts SET stage = ?${effective} WHERE id = ?`, [stage, contractId]);
  await told(type, data);
}

async function told(type: string, data: object = {}): Promise<void> {
  await insertRow(sales.database, 'events', {
    ...{ tenant_id: sales.tenantId, id: newId('event'), type, subject_type: 'contract', versioned: 0 },
    ...{
      subject_id: contractId,
      actor_type: 'user',
      occurred_at: 1_772_413_200_000,
      data: JSON.stringify(data),
    },
  });
  expect(new Set(await sales.worker.react())).toEqual(new Set(['acknowledged']));
}

const stageNow = async () => (await seller.request('GET', `/v1/opportunities/${id}`)).body.stage;

test('an opportunity is signed when its contract becomes effective, once however often we are told', async () => {
  expect(await stageNow()).toBe('preparing');
  await contract('effective', 'contract.effective');
  await told('contract.effective');
  expect(await stageNow()).toBe('signed');
  expect((await sales.eventsOf(id)).filter((type) => type === 'opportunity.signed')).toHaveLength(1);
  expect(await seller.act(id, 'lose', { reasonCode: 'price', lesson: '晚了' })).toMatchObject({
    status: 409,
  });
});

test('what was signed is lost when the contract is terminated, whichever is heard first', async () => {
  await sales.rows('UPDATE contracts SET stage = ?1, outcome = ?1, effective_at = 1 WHERE id = ?2', [
    'terminated',
    contractId,
  ]);
  await told('contract.terminated', { form: { reason: '客户违约' } });
  await told('contract.effective');
  expect(await seller.request('GET', `/v1/opportunities/${id}`)).toMatchObject({
    body: { stage: 'lost', loss: { reasonCode: 'other', lesson: '客户违约' } },
  });
  // Of what was signed only the system could go on with it.
  expect(await manager.act(id, 'reopen')).toMatchObject({
    status: 409,
    body: { code: 'action.not_possible', refusal: 'condition' },
  });
});

test('a contract that never became effective leaves its opportunity where it is', async () => {
  await contract('terminated', 'contract.terminated');
  expect(await stageNow()).toBe('preparing');
});

test('what was signed stays so while another contract of it is effective', async () => {
  await contract('effective', 'contract.effective');
  const { accountId } = (await seller.request('GET', `/v1/opportunities/${id}`)).body;
  const other = await contractOf(String(accountId));
  await sales.rows("UPDATE contracts SET stage = 'effective', effective_at = 1 WHERE id = ?", [other]);
  await contract('terminated', 'contract.terminated');
  expect(await stageNow()).toBe('signed');
  await sales.rows("UPDATE contracts SET stage = 'terminated', outcome = 'terminated' WHERE id = ?", [other]);
  await told('contract.terminated');
  expect(await stageNow()).toBe('lost');
});

test('what is reopened while a contract of it is effective is signed', async () => {
  await seller.act(id, 'lose', { reasonCode: 'price', lesson: '晚了' });
  await contract('effective', 'contract.effective');
  expect(await stageNow()).toBe('lost');
  await manager.act(id, 'reopen');
  await sales.worker.react(id);
  expect(await stageNow()).toBe('signed');
});
