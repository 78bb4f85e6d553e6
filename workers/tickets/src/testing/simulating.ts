import type { PermissionKey } from '@keyline/auth';
import type { Simulated } from '@keyline/calendar/testing/vectors/given';
import { givenTenant, givenUser, testDatabase, workerUnderTest } from '@keyline/testkit';
import { domain } from '../app.ts';

/** What `POST /v1/sla/simulate` answers somebody who may ask. */
export async function givenSimulating() {
  const database = await testDatabase().fresh();
  const worker = await workerUnderTest(domain, database);
  const { tenantId } = await givenTenant(database);
  const permissions: readonly PermissionKey[] = ['sla.simulate'];
  const { token } = await givenUser(database, tenantId, { permissions, scope: 'own' });
  return <Answer>(body: Simulated | object, headers: Record<string, string> = {}) =>
    worker.request<Answer>('POST', '/v1/sla/simulate', { token, body, headers });
}
