import type { RoleKey } from '@keyline/auth';
import { newId } from '@keyline/kernel';
import {
  type Answer,
  type Asked,
  accessTokenFor,
  givenAccount,
  givenDefaultRole,
  givenTenant,
  insertRow,
  type TestDatabase,
  testBucket,
  testDatabase,
  type WorkerUnderTest,
  workerUnderTest,
} from '@keyline/testkit';
import { domain } from '../app.ts';

/** A record as the API gave it, for what a test asks of it. */
export type Json = Readonly<Record<string, unknown>> & { readonly id: string; readonly version: number };

/** Somebody of the company who is signed in. */
export interface Seller {
  readonly id: string;
  request<Body = Json>(method: string, path: string, asked?: Asked): Promise<Answer<Body>>;
  /** An action with its form, on an opportunity. */
  act<Body = Json>(id: string, action: string, form?: object, asked?: Asked): Promise<Answer<Body>>;
}

/** A company that sells: a root, two branches, and whoever a test hires. */
export interface Sales {
  readonly database: TestDatabase;
  readonly worker: WorkerUnderTest;
  readonly tenantId: string;
  /** Where files lie that are imported. */
  readonly files: ReturnType<typeof testBucket>;
  readonly rootId: string;
  readonly branchId: string;
  readonly otherBranchId: string;
  /** Somebody with a default role in its default scope, in the branch where no unit is named. */
  hire(role: RoleKey, orgUnitId?: string): Promise<Seller>;
  /** An account of the branch. */
  account(fields?: Readonly<Record<string, string | number | null>>): Promise<string>;
  /** What the tenant has set. */
  chosen(settings: object): Promise<void>;
  /** The types of the events of a record, first to last. */
  eventsOf(id: string): Promise<string[]>;
  rows(sql: string, values?: readonly (string | number)[]): Promise<readonly Record<string, unknown>[]>;
}

const scopes: Partial<Record<RoleKey, string>> = {
  account_manager: 'own',
  informant: 'own',
  executive: 'tenant',
  contract_manager: 'tenant',
  administrator: 'tenant',
};

/** Founds it in a fresh database. */
export async function givenSales(): Promise<Sales> {
  const database = await testDatabase().fresh();
  const files = testBucket();
  const worker = await workerUnderTest(domain, database, { bindings: { FILES: files } });
  const { tenantId, userId } = await givenTenant(database);
  const tenant = { tenant_id: tenantId };
  const record = { ...tenant, version: 1, created_at: 0, updated_at: 0, created_by: userId };
  const rootId = newId('org_unit');
  const unit = async (id: string, name: string, below = '') => {
    const place = below === '' ? { kind: 'company' } : { kind: 'branch', parent_id: rootId };
    await insertRow(database, 'org_units', { ...record, id, name, path: `${below}${id}/`, ...place });
    return id;
  };
  await unit(rootId, '西安分公司');
  const branchId = await unit(newId('org_unit'), '高新分公司', `${rootId}/`);
  const otherBranchId = await unit(newId('org_unit'), '曲江分公司', `${rootId}/`);

  async function hire(role: RoleKey, orgUnitId = branchId): Promise<Seller> {
    const [id, session] = [newId('user'), newId('session')];
    const words = { name: role, email: id, email_key: id, status: 'active', org_unit_id: orgUnitId };
    await insertRow(database, 'users', { ...record, id, ...words });
    await insertRow(database, 'principals', { ...tenant, id, kind: 'user', user_id: id, status: 'active' });
    await insertRow(database, 'sessions', { ...record, id: session, user_id: id });
    const scope = scopes[role] ?? 'unit';
    await insertRow(database, 'principal_roles', {
      ...{ ...tenant, principal_id: id, role_id: await givenDefaultRole(database, tenantId, role), scope },
      org_unit_id: scope === 'unit' ? orgUnitId : null,
    });
    const token = await accessTokenFor({ sub: id, ten: tenantId, sid: session });
    const request: Seller['request'] = (method, path, asked) =>
      worker.request(method, path, { token, ...asked });
    return {
      id,
      request,
      act: (opportunityId, action, form = {}, asked = {}) =>
        request('POST', `/v1/opportunities/${opportunityId}/actions/${action}`, { ...asked, body: form }),
    };
  }

  return {
    ...{ database, worker, tenantId, files, rootId, branchId, otherBranchId, hire },
    account: (fields = {}) => givenAccount(database, tenantId, { org_unit_id: branchId, ...fields }),
    async chosen(settings) {
      const row = { ...record, id: newId('settings'), chosen: JSON.stringify(settings) };
      await insertRow(database, 'settings', row);
    },
    async eventsOf(id) {
      const rows = await database.execute('SELECT type FROM events WHERE subject_id = ? ORDER BY seq', [id]);
      return rows.map(({ type }) => String(type));
    },
    rows: (sql, values = []) => database.execute(sql, [...values]),
  };
}

/** An opportunity that somebody has just drafted. */
export async function drafted(
  sales: Sales,
  by: Seller,
  fields: Readonly<Record<string, unknown>> = {},
  asked: Asked = {},
): Promise<Json> {
  const accountId = fields.accountId ?? (await sales.account({ owner_id: by.id }));
  const body = { type: 'demand', category: 'cloud', title: '智慧园区上云', ...fields, accountId };
  const answer = await by.request('POST', '/v1/opportunities', { ...asked, body });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}
