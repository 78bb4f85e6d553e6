import { tenants } from '@keyline/schema';
import { columns, type Subject, statement, tenant } from '@keyline/store';
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

const tenantRow = {
  id: tenants.id,
  version: tenants.version,
  createdAt: tenants.createdAt,
  updatedAt: tenants.updatedAt,
  createdBy: tenants.createdBy,
  slug: tenants.slug,
  name: tenants.name,
  locale: tenants.locale,
  timeZone: tenants.timeZone,
  status: tenants.status,
};

/** The tenant of whoever asks. */
export const ownTenant = statement({
  row: tenantRow,
  sql: sql`SELECT ${columns(tenantRow)} FROM ${tenants} WHERE ${tenants.tenantId} = ${tenant} AND ${tenants.id} = ${tenant}`,
});
