import { type PermissionKey, permissionKeys } from '@keyline/auth';
import {
  type Answer,
  type Asked,
  accessTokenFor,
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
    const { tenantId } = tenant;
    const { userId, sessionId } = await givenUser(database, tenantId, { permissions, scope: 'tenant' });
    return {
      id: userId,
      async request(method, path, asked) {
        // Tests let days pass: nobody could sign in with the token of the first.
        const claims = { sub: userId, ten: tenantId, sid: sessionId };
        const token = await accessTokenFor(claims, options.clock?.now());
        return worker.request(method, path, { token, ...asked });
      },
    };
  }
  return { database, worker, tenant, admin: await person(permissionKeys), person };
}
