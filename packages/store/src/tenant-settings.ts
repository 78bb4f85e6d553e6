import { type Settings, settingsOf } from '@keyline/kernel';
import { settings, tenants } from '@keyline/schema';
import { type SQL, sql } from 'drizzle-orm';
import { asJson, type Decoder, statement, tenant } from './statement.ts';

const asChosen = asJson({});

/** Reads the `chosen` of a row that may not be there as the settings that hold. */
export const asSettings: Decoder<Settings> = (raw) => settingsOf(asChosen(raw));

/**
 * The tenant's settings, its locale and its time zone: one row, for the load of any operation of any Worker.
 * `settings` holds the defaults wherever the tenant has set nothing.
 */
export const tenantSettings = statement({
  row: { locale: tenants.locale, timeZone: tenants.timeZone, settings: asSettings },
  sql: sql`SELECT ${tenants.locale} AS "locale", ${tenants.timeZone} AS "timeZone", ${settings.chosen} AS "settings" FROM ${tenants} LEFT JOIN ${settings} ON ${settings.tenantId} = ${tenant} WHERE ${tenants.tenantId} = ${tenant} AND ${tenants.id} = ${tenant}`,
});

/**
 * One number of the settings inside another statement, for what is written without a load: `path` is its place
 * (`$.security.sessionDays`), `otherwise` the default.
 */
export function settingInSql(path: string, otherwise: number): SQL {
  return sql`coalesce((SELECT s.chosen ->> ${path} FROM ${settings} s WHERE s.tenant_id = ${tenant}), ${otherwise})`;
}
