import { type PermissionKey, permissionKeys } from '@keyline/auth';
import {
  type Answer,
  type Asked,
  type GivenTenant,
  givenTenant,
  givenUser,
  type TestDatabase,
  testDatabase,
  type WorkerOptions,
  type WorkerUnderTest,
  workerUnderTest,
} from '@keyline/testkit';
import { domain } from '../app.ts';

/** Somebody who is signed in. */
export interface Person {
  readonly id: string;
  request<Body = unknown>(method: string, path: string, asked?: Asked): Promise<Answer<Body>>;
}

/** A tenant with the notifications Worker on a database of its own. */
export interface Office {
  readonly database: TestDatabase;
  readonly worker: WorkerUnderTest;
  readonly tenant: GivenTenant;
  /** May do everything in the whole tenant. */
  readonly admin: Person;
  person(permissions?: readonly PermissionKey[]): Promise<Person>;
}

export async function givenOffice(options: WorkerOptions = {}): Promise<Office> {
  const database = await testDatabase().fresh();
  const worker = await workerUnderTest(domain, database, options);
  const tenant = await givenTenant(database);
  async function person(permissions: readonly PermissionKey[] = []): Promise<Person> {
    const { userId, token } = await givenUser(database, tenant.tenantId, { permissions, scope: 'tenant' });
    return {
      id: userId,
      request: (method, path, asked) => worker.request(method, path, { token, ...asked }),
    };
  }
  return { database, worker, tenant, admin: await person(permissionKeys), person };
}
