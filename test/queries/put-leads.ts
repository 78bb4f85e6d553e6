import { newId } from '@keyline/kernel';
import type { TestDatabase } from '@keyline/testkit';
import { type AccountToPut, putRows } from './put-rows.ts';

/** Leads of each partner, whatever the size of the tenant. */
const perPartner = 60;

/** A lead on every account, brought by partners in turn; the ids of the partners. */
export async function putLeads(
  database: TestDatabase,
  tenant_id: string,
  accounts: readonly AccountToPut[],
): Promise<string[]> {
  const stamped = (created_by: string, at: number) => ({
    ...{ tenant_id, version: 1, created_by, created_at: at, updated_at: at },
  });
  const count = Math.ceil(accounts.length / perPartner);
  const partnerIds = Array.from({ length: count }, () => newId('partner'));
  await putRows(
    database,
    'partners',
    partnerIds.map((id) => ({ ...stamped('test', 0), id, name: id, kind: 'agent', state: 'active' })),
  );
  const [process] = await database.execute(
    "SELECT id FROM processes WHERE tenant_id = ? AND key = 'lead.standard'",
    [tenant_id],
  );
  await putRows(
    database,
    'leads',
    accounts.map(({ id, name, createdBy, createdAt = 0, orgUnitId }, i) => ({
      ...{ ...stamped(createdBy, createdAt), id: newId('lead'), account_id: id, account_name: name },
      ...{ partner_id: partnerIds[i % count] ?? null, org_unit_id: orgUnitId ?? null, name_key: name },
      ...{ source: 'partner', title: '上云', category: ['cloud', 'idc', 'iot'][i % 10] ?? 'sdwan' },
      ...{ stage: ['submitted', 'rejected'][i % 7] ?? 'accepted', stage_since: 0, expires_at: 0 },
      ...{ process_id: String(process?.id), process_key: 'lead.standard', process_version: 1 },
      process_state: '{"approval":null}',
    })),
  );
  return partnerIds;
}
