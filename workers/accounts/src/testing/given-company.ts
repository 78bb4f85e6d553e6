import { newId } from '@keyline/kernel';
import type { DataScope } from '@keyline/schema';
import {
  type Answer,
  type Asked,
  accessTokenFor,
  givenTenant,
  type TestDatabase,
  testDatabase,
  type WorkerOptions,
  type WorkerUnderTest,
  workerUnderTest,
} from '@keyline/testkit';
import { domain } from '../app.ts';
import { type PermissionKey, permissions } from '../permissions.ts';

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

export const everyPermission = Object.keys(permissions) as PermissionKey[];

export async function givenCompany(options: WorkerOptions = {}): Promise<Company> {
  const database = await testDatabase().fresh();
  const worker = await workerUnderTest(domain, database, options);
  const { tenantId, userId, sessionId } = await givenTenant(database);
  const rootId = newId('org_unit');
  const record = [tenantId, 1, 0, 0, userId];

  async function insert(table: string, columns: string, values: readonly (string | number | null)[]) {
    const places = values.map(() => '?').join();
    await database.execute(`INSERT INTO ${table} (${columns}) VALUES (${places})`, values);
  }
  const stamps = 'tenant_id, version, created_at, updated_at, created_by';

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

  async function grant(principalId: string, rights: Rights): Promise<string> {
    const roleId = newId('role');
    await insert('roles', `${stamps}, id, key, kind, name`, [
      ...record,
      roleId,
      roleId,
      'custom',
      '{"en":"","zh-CN":""}',
    ]);
    const rows = JSON.stringify(rights.permissions);
    await database.execute(
      'INSERT INTO role_permissions (tenant_id, role_id, permission) SELECT ?, ?, value FROM json_each(?)',
      [tenantId, roleId, rows],
    );
    const membership = [tenantId, principalId, roleId, rights.scope, rights.unitId ?? null];
    await insert('principal_roles', 'tenant_id, principal_id, role_id, scope, org_unit_id', membership);
    return roleId;
  }

  async function colleague(name: string, ...rights: readonly Rights[]): Promise<Colleague> {
    const [id, session] = [newId('user'), newId('session')];
    const email = `${id}@example.cn`;
    await insert('users', `${stamps}, id, name, email, email_key, status`, [
      ...record,
      id,
      name,
      email,
      email,
      'active',
    ]);
    await insert('principals', 'tenant_id, id, kind, user_id, status', [tenantId, id, 'user', id, 'active']);
    await insert('sessions', `${stamps}, id, user_id`, [...record, session, id]);
    for (const one of rights) await grant(id, one);
    return signedIn(id, name, session);
  }

  const unit = [...record, rootId, 'company', 'Xi’an', `${rootId}/`];
  await insert('org_units', `${stamps}, id, kind, name, path`, unit);
  await grant(userId, { permissions: everyPermission, scope: 'tenant' });
  const admin = await signedIn(userId, 'Li Na', sessionId);
  return { database, worker, tenantId, rootId, admin, colleague, grant };
}
