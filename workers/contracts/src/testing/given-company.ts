import type { RoleKey } from '@keyline/auth';
import { newId } from '@keyline/kernel';
import type { DataScope } from '@keyline/schema';
import {
  type Answer,
  type Asked,
  accessTokenFor,
  givenAccount,
  givenDefaultRole,
  givenTenant,
  insertRow,
  type TestDatabase,
  testDatabase,
  type WorkerUnderTest,
  workerUnderTest,
} from '@keyline/testkit';
import { domain } from '../app.ts';

/** Somebody who is signed in. */
export interface Colleague {
  readonly id: string;
  request<Body = unknown>(method: string, path: string, asked?: Asked): Promise<Answer<Body>>;
}

/** A tenant with a branch, and the contracts Worker at its database. */
export interface Company {
  readonly database: TestDatabase;
  readonly worker: WorkerUnderTest;
  readonly tenantId: string;
  readonly rootId: string;
  readonly branchId: string;
  /** Somebody of the branch in a default role. */
  colleague(role: RoleKey, scope?: DataScope): Promise<Colleague>;
  unit(fields?: Readonly<Record<string, unknown>>): Promise<string>;
  /** An account of the branch. */
  account(name: string, fields?: Readonly<Record<string, string | number | null>>): Promise<string>;
  /** An opportunity whose contract is to be made. */
  opportunity(accountId: string, fields?: Readonly<Record<string, unknown>>): Promise<string>;
  /** A file that hangs on a record. */
  attachment(subjectId: string): Promise<string>;
  /** An event of the log that another Worker wrote. */
  told(type: string, subjectId: string, data?: object, at?: number): Promise<string>;
  handover(userId: string, toUserId: string): Promise<string>;
  rows(sql: string, args?: readonly (string | number | null)[]): Promise<Readonly<Record<string, unknown>>[]>;
}

export async function givenCompany(): Promise<Company> {
  const database = await testDatabase().fresh();
  const worker = await workerUnderTest(domain, database);
  const { tenantId, userId: maker } = await givenTenant(database);
  const tenant = { tenant_id: tenantId };
  const record = { ...tenant, version: 1, created_at: 0, updated_at: 0, created_by: maker };
  const [rootId, branchId] = [newId('org_unit'), newId('org_unit')];
  const put = (table: string, row: Readonly<Record<string, unknown>>) =>
    insertRow(database, table, row as Parameters<typeof insertRow>[2]);
  const top = { ...record, id: rootId, kind: 'company', name: '西安分公司', path: `${rootId}/` };
  await put('org_units', top);
  const below = { kind: 'branch', name: '高新分局', parent_id: rootId, path: `${rootId}/${branchId}/` };
  await put('org_units', { ...record, id: branchId, ...below });

  async function told(type: string, subjectId: string, data: object = {}, at = 0): Promise<string> {
    const id = newId('event');
    await put('events', {
      ...{ ...tenant, id, type, subject_id: subjectId, versioned: 0, occurred_at: at },
      ...{ subject_type: type.slice(0, type.indexOf('.')), actor_type: 'user', data: JSON.stringify(data) },
    });
    return id;
  }

  return {
    database,
    worker,
    tenantId,
    rootId,
    branchId,
    told,
    async colleague(role, scope = 'own') {
      const [id, sid] = [newId('user'), newId('session')];
      const named = { name: role, email: id, email_key: id, status: 'active', org_unit_id: branchId };
      await put('users', { ...record, id, ...named });
      await put('principals', { ...tenant, id, kind: 'user', user_id: id, status: 'active' });
      await put('sessions', { ...record, id: sid, user_id: id });
      await put('principal_roles', {
        ...tenant,
        principal_id: id,
        role_id: await givenDefaultRole(database, tenantId, role),
        scope,
      });
      const token = await accessTokenFor({ sub: id, ten: tenantId, sid });
      return { id, request: (method, path, asked) => worker.request(method, path, { token, ...asked }) };
    },
    async unit(fields = {}) {
      const id = newId('org_unit');
      await put('org_units', { ...record, id, kind: 'branch', name: id, path: id, ...fields });
      return id;
    },
    account: (name, fields = {}) =>
      givenAccount(database, tenantId, { name, org_unit_id: branchId, ...fields }),
    async opportunity(accountId, fields = {}) {
      const id = newId('opportunity');
      const [process] = await database.execute("SELECT id FROM processes WHERE key = 'opportunity.standard'");
      const words = { type: 'demand', category: 'internet_line', title: '高新区专线', fields: '{}' };
      const money = { one_off: 0, monthly: 1_000_000, term_months: 36, amount: 36_000_000 };
      const kept = {
        process_id: String(process?.id),
        process_key: 'opportunity.standard',
        process_version: 1,
      };
      const standing = { ...kept, stage: 'preparing', stage_since: 0, process_state: '{}' };
      const row = { ...record, id, account_id: accountId, ...words, ...money, ...standing };
      await put('opportunities', { ...row, org_unit_id: branchId, ...fields });
      return id;
    },
    async attachment(subjectId) {
      const id = newId('attachment');
      const file = { file_name: '签署件.pdf', kind: 'pdf', size: 1, sha256: '0'.repeat(64), file_key: id };
      await put('attachments', { ...record, id, subject_type: 'contract', subject_id: subjectId, ...file });
      return id;
    },
    async handover(userId, toUserId) {
      const id = newId('handover');
      await put('handovers', { ...record, id, user_id: userId, to_user_id: toUserId, state: 'running' });
      await told('handover.started', id);
      return id;
    },
    rows: (sql, args = []) => database.execute(sql, [...args]),
  };
}
