import { type PermissionKey, permissionCatalogue, permissionsOfRole, type RoleKey } from '@keyline/auth';
import { newId } from '@keyline/kernel';
import type { Definition } from '@keyline/process';
import { insertRow } from '@keyline/testkit';
import type { Colleague, Company } from './given-company.ts';
import type { Json } from './records.ts';

/** Gives the company a default role under its key, and this colleague a hold on it, in his unit. */
export async function holder(
  company: Company,
  name: string,
  key: RoleKey,
  orgUnitId: string | null = null,
): Promise<Colleague> {
  const { database, tenantId } = company;
  const somebody = await company.colleague(name);
  await database.execute('UPDATE users SET org_unit_id = ? WHERE id = ?', [orgUnitId, somebody.id]);
  await hold(company, somebody.id, key);
  return { ...somebody, tenantId } as Colleague;
}

/** Gives somebody one more default role, in the scope `own`. */
export async function hold({ database, tenantId }: Company, userId: string, key: RoleKey): Promise<void> {
  const [known] = await database.execute('SELECT id FROM roles WHERE tenant_id = ? AND key = ?', [
    tenantId,
    key,
  ]);
  const roleId = known === undefined ? newId('role') : String(known.id);
  if (known === undefined) {
    const record = { tenant_id: tenantId, version: 1, created_at: 0, updated_at: 0, created_by: 'test' };
    const name = JSON.stringify({ en: key, 'zh-CN': key });
    await insertRow(database, 'roles', { ...record, id: roleId, key, kind: 'default', name });
    const held = permissionsOfRole(key, permissionCatalogue) as PermissionKey[];
    for (const permission of held) {
      await insertRow(database, 'role_permissions', { tenant_id: tenantId, role_id: roleId, permission });
    }
  }
  const membership = { tenant_id: tenantId, principal_id: userId, role_id: roleId, scope: 'own' };
  await insertRow(database, 'principal_roles', membership);
}

/** Drafts and publishes a process. */
export async function published({ admin }: Company, definition: Definition): Promise<Json> {
  const draft = await admin.request<Json>('POST', '/v1/processes', { body: { definition } });
  if (draft.status !== 201) throw new Error(JSON.stringify(draft.body));
  const answer = await admin.request<Json>('POST', `/v1/processes/${draft.body.id}/actions/publish`);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}

const title = (en: string, zh: string) => ({ en, 'zh-CN': zh });

/** A contract under review, in small: two roles review, the executive too where it is dear. */
export const reviewProcess: Definition = {
  key: 'contract.review',
  title: title('Contract review', '合同评审'),
  subject: 'case',
  start: 'drafting',
  stages: [
    { key: 'drafting', title: title('Drafting', '起草'), actors: ['owner'], limit: '3d' },
    {
      key: 'reviewing',
      title: title('Reviewing', '审核'),
      limit: '2d',
      approval: {
        steps: [
          {
            key: 'review',
            title: title('Review', '评审'),
            mode: 'all',
            candidates: ['role:business_supervisor', 'role:contract_manager'],
          },
          {
            key: 'executive',
            title: title('Executive', '领导审批'),
            mode: 'any',
            candidates: ['role:executive'],
            from: 10_000_000,
          },
        ],
        approve: { to: 'done' },
        sendBack: { to: 'drafting' },
        withdraw: { to: 'drafting' },
      },
    },
    { key: 'done', title: title('Done', '完成'), outcome: 'completed' },
    { key: 'dropped', title: title('Dropped', '作废'), outcome: 'dropped' },
  ],
  actions: [
    { name: 'submit', title: title('Submit', '提交'), from: ['drafting'], to: 'reviewing' },
    { name: 'drop', title: title('Drop', '作废'), from: ['drafting'], to: 'dropped' },
  ],
};
