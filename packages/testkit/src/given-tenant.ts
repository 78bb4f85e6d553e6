import { newId } from '@keyline/kernel';
import type { TestDatabase } from './database.ts';
import { givenCalendar } from './given-calendar.ts';
import { givenProcesses } from './given-processes.ts';
import { insertRow } from './insert-row.ts';

/** A tenant with one signed-in user, who holds no role. */
export interface GivenTenant {
  readonly tenantId: string;
  readonly userId: string;
  readonly sessionId: string;
}

/** Puts an active tenant in zone Asia/Shanghai with its calendar and standard processes, one active user and a session into the database. */
export async function givenTenant(database: TestDatabase): Promise<GivenTenant> {
  const tenantId = newId('tenant');
  const userId = newId('user');
  const sessionId = newId('session');
  const slug = `t-${tenantId.slice(-12)}`;
  const stamps = { tenant_id: tenantId, version: 1, created_at: 0, updated_at: 0, created_by: userId };
  await insertRow(database, 'directory', { slug, tenant_id: tenantId, cell: 'main' });
  await insertRow(database, 'tenants', {
    ...stamps,
    id: tenantId,
    slug,
    name: `Tenant ${slug}`,
    locale: 'en',
    time_zone: 'Asia/Shanghai',
    status: 'active',
  });
  await givenCalendar(database, tenantId);
  await givenProcesses(database, tenantId);
  await insertRow(database, 'churn_runs', { tenant_id: tenantId, due_at: 0, cursor: '' });
  const email = `${slug}@example.cn`;
  await insertRow(database, 'users', {
    ...stamps,
    id: userId,
    name: 'Li Na',
    email,
    email_key: email,
    status: 'active',
  });
  await insertRow(database, 'principals', {
    tenant_id: tenantId,
    id: userId,
    kind: 'user',
    user_id: userId,
    status: 'active',
  });
  await insertRow(database, 'sessions', { ...stamps, id: sessionId, user_id: userId });
  return { tenantId, userId, sessionId };
}
