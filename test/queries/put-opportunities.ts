import { newId } from '@keyline/kernel';
import type { TestDatabase } from '@keyline/testkit';
import { type AccountToPut, putRows } from './put-rows.ts';

/** An opportunity on every account, with its owner, in its unit, most of them lost or signed long ago. */
export async function putOpportunities(
  database: TestDatabase,
  tenant_id: string,
  accounts: readonly AccountToPut[],
  partnerIds: readonly string[],
): Promise<void> {
  const [process] = await database.execute(
    "SELECT id FROM processes WHERE tenant_id = ? AND key = 'opportunity.standard'",
    [tenant_id],
  );
  await putRows(
    database,
    'opportunities',
    accounts.map(({ id, createdBy, createdAt = 0, ownerId, orgUnitId }, i) => ({
      ...{ tenant_id, version: 1, created_by: createdBy, created_at: createdAt, updated_at: createdAt },
      ...{
        id: newId('opportunity'),
        account_id: id,
        owner_id: ownerId ?? null,
        org_unit_id: orgUnitId ?? null,
      },
      ...{
        type: i % 5 === 0 ? 'competitor' : 'demand',
        category: ['cloud', 'idc', 'iot'][i % 10] ?? 'sdwan',
      },
      ...{
        title: '上云',
        fields: '{}',
        one_off: 0,
        monthly: 0,
        term_months: 12,
        amount: (i * 48_271) % 90_000,
      },
      ...{ partner_id: partnerIds[i % (partnerIds.length * 2)] ?? null, stage_since: 0 },
      ...{ stage: ['pooled', 'assigned', 'drafted'][i % 20] ?? 'lost', due_at: i % 20 < 3 ? i : null },
      ...{ process_id: String(process?.id), process_key: 'opportunity.standard', process_version: 1 },
      process_state: '{"approval":null}',
    })),
  );
}
