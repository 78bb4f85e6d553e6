import { chosenOf, idPrefixes, settingsDefaults, settingsOf } from '@keyline/kernel';
import { settings, tenants } from '@keyline/schema';
import { asBoolean, asJson, asNumber, type Decoder, type Subject, statement, tenant } from '@keyline/store';
import { sql } from 'drizzle-orm';

export const settingsSubject: Subject<typeof settings> = {
  type: 'settings',
  table: settings,
  accountOf: () => null,
  logged: ({ chosen }) => ({ ...settingsOf(chosen) }),
};

const asId: Decoder<string> = (raw) => String(raw);

/**
 * The settings of the tenant as a record, with its locale and time zone. Where there is no row yet (`kept` is false)
 * it is the row that there would be: version 1 from the tenant's beginning, under an id made of the tenant's.
 */
export const settingsOfTenant = statement({
  row: {
    id: asId,
    version: asNumber,
    createdAt: asNumber,
    updatedAt: asNumber,
    createdBy: asId,
    chosen: asJson(chosenOf(settingsDefaults)),
    kept: asBoolean,
    tenantId: tenants.id,
    locale: tenants.locale,
    timeZone: tenants.timeZone,
  },
  sql: sql`SELECT coalesce(${settings.id}, ${`${idPrefixes.settings}_`} || substr(${tenants.id}, ${idPrefixes.tenant.length + 2})) AS "id", coalesce(${settings.version}, 1) AS "version", coalesce(${settings.createdAt}, ${tenants.createdAt}) AS "createdAt", coalesce(${settings.updatedAt}, ${tenants.createdAt}) AS "updatedAt", coalesce(${settings.createdBy}, ${tenants.createdBy}) AS "createdBy", ${settings.chosen} AS "chosen", (${settings.id} IS NOT NULL) AS "kept", ${tenants.id} AS "tenantId", ${tenants.locale} AS "locale", ${tenants.timeZone} AS "timeZone" FROM ${tenants} LEFT JOIN ${settings} ON ${settings.tenantId} = ${tenant} WHERE ${tenants.tenantId} = ${tenant} AND ${tenants.id} = ${tenant}`,
});
