import { type PermissionKey, permissionKeys } from '@keyline/auth';
import { newId } from '@keyline/kernel';
import type { DataScope } from '@keyline/schema';
import {
  type Answer,
  type Asked,
  accessTokenFor,
  givenTenant,
  insertRow,
  type TestDatabase,
  testDatabase,
  type WorkerOptions,
  type WorkerUnderTest,
  workerUnderTest,
} from '@keyline/testkit';
import { domain } from '../app.ts';

/** What somebody may do, and where: one role of one person. */
export interface Rights {
  readonly permissions: readonly PermissionKey[];
  readonly scope: DataScope;
  /** The unit that the scope `unit` means. */
  readonly unitId?: string;
}

/** Somebody who is signed in. */
export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly token: string;
  readonly sessionId: string;
  request<Body = unknown>(method: string, path: string, asked?: Asked): Promise<Answer<Body>>;
}

/** A tenant at work: the accounts Worker on a database of its own, and an administrator who may do everything. */
export interface Company {
  readonly database: TestDatabase;
  readonly worker: WorkerUnderTest;
  readonly tenantId: string;
  /** The company at the top of the tree of units. */
  readonly rootId: string;
  readonly admin: Colleague;
  /** A further user, signed in, with exactly these rights. */
  colleague(name: string, ...rights: readonly Rights[]): Promise<Colleague>;
  /** Gives a user or a key a further role, and returns the role's id. */
  grant(principalId: string, rights: Rights): Promise<string>;
}

/** How the company's Worker runs. */
export interface CompanyOptions extends WorkerOptions {
  /** Runs before every trip to the database with the text of its request. */
  readonly onTrip?: (request: string) => Promise<void>;
}

/** All that there is to be allowed. */
export const everyPermission = permissionKeys;

/** Founds it in a fresh database; no password is hashed, tokens are minted. */
export async function givenCompany({ onTrip, ...options }: CompanyOptions = {}): Promise<Company> {
  const database = await testDatabase().fresh();
  const fetch = async (request: Request) => {
    await onTrip?.(await request.clone().text());
    return database.binding.fetch(request);
  };
  const bindings = { ...(onTrip && { DATABASE: { fetch } }), ...options.bindings };
  const worker = await workerUnderTest(domain, database, { ...options, bindings });
  const { tenantId, userId, sessionId } = await givenTenant(database);
  const rootId = newId('org_unit');
  const tenant = { tenant_id: tenantId };
  const record = { ...tenant, version: 1, created_at: 0, updated_at: 0, created_by: userId };

  async function signedIn(id: string, name: string, session: string): Promise<Colleague> {
    const token = await accessTokenFor({ sub: id, ten: tenantId, sid: session }, options.clock?.now());
    return {
      id,
      name,
      token,
      sessionId: session,
      request: (method, path, asked) => worker.request(method, path, { token, ...asked }),
    };
  }

  async function grant(principalId: string, { permissions: held, scope, unitId }: Rights): Promise<string> {
    const id = newId('role');
    await insertRow(database, 'roles', {
      ...record,
      id,
      key: id,
      kind: 'custom',
      name: '{"en":"","zh-CN":""}',
    });
    await database.execute(
      'INSERT INTO role_permissions (tenant_id, role_id, permission) SELECT ?, ?, value FROM json_each(?)',
      [tenantId, id, JSON.stringify(held)],
    );
    const membership = {
      ...tenant,
      principal_id: principalId,
      role_id: id,
      scope,
      org_unit_id: unitId ?? null,
    };
    await insertRow(database, 'principal_roles', membership);
    return id;
  }

  async function colleague(name: string, ...rights: readonly Rights[]): Promise<Colleague> {
    const [id, session] = [newId('user'), newId('session')];
    const email = `${id}@example.cn`;
    const status = 'active';
    await insertRow(database, 'users', { ...record, id, name, email, email_key: email, status });
    await insertRow(database, 'principals', { ...tenant, id, kind: 'user', user_id: id, status });
    await insertRow(database, 'sessions', { ...record, id: session, user_id: id });
    for (const one of rights) await grant(id, one);
    return signedIn(id, name, session);
  }

  const top = { ...record, id: rootId, kind: 'company', name: '西安分公司', path: `${rootId}/` };
  await insertRow(database, 'org_units', top);
  await grant(userId, { permissions: everyPermission, scope: 'tenant' });
  const admin = await signedIn(userId, 'Li Na', sessionId);
  return { database, worker, tenantId, rootId, admin, colleague, grant };
}
