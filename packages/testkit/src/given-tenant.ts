import { newId } from '@keyline/kernel';
import type { InValue } from '@libsql/client/web';
import type { TestDatabase } from './database.ts';

/** A tenant with one signed-in user, who holds no role. */
export interface GivenTenant {
  readonly tenantId: string;
  readonly userId: string;
  readonly sessionId: string;
}

/** Puts an active tenant in zone Asia/Shanghai with one active user and a session into the database. */
export async function givenTenant(database: TestDatabase): Promise<GivenTenant> {
  const tenantId = newId('tenant');
  const userId = newId('user');
  const sessionId = newId('session');
  const slug = tenantId.slice(-12);
  const stamps = { tenant_id: tenantId, version: 1, created_at: 0, updated_at: 0, created_by: userId };
  const insert = (table: string, row: Readonly<Record<string, InValue>>) =>
    database.execute(
      `INSERT INTO ${table} (${Object.keys(row).join()}) VALUES (${Object.keys(row)
        .map(() => '?')
        .join()})`,
      Object.values(row),
    );
  await insert('directory', { slug, tenant_id: tenantId, cell: 'main' });
  await insert('tenants', {
    ...stamps,
    id: tenantId,
    slug,
    name: `Tenant ${slug}`,
    locale: 'en',
    time_zone: 'Asia/Shanghai',
    status: 'active',
  });
  const email = `${slug}@example.cn`;
  await insert('users', { ...stamps, id: userId, name: 'Li Na', email, email_key: email, status: 'active' });
  await insert('principals', {
    tenant_id: tenantId,
    id: userId,
    kind: 'user',
    user_id: userId,
    status: 'active',
  });
  await insert('sessions', { ...stamps, id: sessionId, user_id: userId });
  return { tenantId, userId, sessionId };
}
