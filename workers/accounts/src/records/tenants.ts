import { tenants } from '@keyline/schema';
import { type Subject, statement, tenant } from '@keyline/store';
import { sql } from 'drizzle-orm';

export const tenantSubject: Subject<typeof tenants> = {
  type: 'tenant',
  table: tenants,
  accountOf: () => null,
  logged: ({ slug, name, locale, timeZone, status }) => ({ slug, name, locale, timeZone, status }),
};

export const tenantStatus = statement({
  row: { status: tenants.status },
  sql: sql`SELECT ${tenants.status} AS "status" FROM ${tenants} WHERE ${tenants.tenantId} = ${tenant} AND ${tenants.id} = ${tenant}`,
});
