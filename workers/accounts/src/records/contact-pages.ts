import { grants, within } from '@keyline/auth';
import { accounts, contacts, erasures } from '@keyline/schema';
import { all, asBoolean, asText, columns, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';
import { accountScoped } from './accounts.ts';
import { contactRow } from './contacts.ts';

/** The accounts that these keys (ids, external ids, credit codes) mean, as the common table `chosen`. */
const chosen = sql`chosen(key, id) AS MATERIALIZED (SELECT j.value, i.id FROM json_each(${value('accounts')}) j CROSS JOIN ${accounts} i ON i.tenant_id = ${tenant} AND i.id = j.value UNION SELECT j.value, e.id FROM json_each(${value('accounts')}) j CROSS JOIN ${accounts} e ON e.tenant_id = ${tenant} AND e.external_id = j.value UNION SELECT j.value, c.id FROM json_each(${value('accounts')}) j CROSS JOIN ${accounts} c ON c.tenant_id = ${tenant} AND c.credit_code = j.value)`;

const accountsMeant = statement({
  values: ['accounts'],
  row: { key: asText, id: accounts.id, visible: asBoolean, permitted: asBoolean },
  sql: sql`WITH ${grants('accounts.read', 'contacts.write')}, ${chosen} SELECT ch.key AS "key", a.id AS "id", ${within('accounts.read', 'a', accountScoped)} AS "visible", ${within('contacts.write', 'a', accountScoped)} AS "permitted" FROM chosen ch CROSS JOIN ${accounts} a ON a.tenant_id = ${tenant} AND a.id = ch.id`,
});

/** Contacts of these names that are looked at for one page. */
const mostContacts = sql.raw('5000');

const contactsMeant = statement({
  values: ['accounts', 'names'],
  row: contactRow,
  sql: sql`WITH ${chosen} SELECT ${columns(contactRow, 'k')} FROM (SELECT DISTINCT id FROM chosen) ch CROSS JOIN ${contacts} k ON k.tenant_id = ${tenant} AND k.account_id = ch.id AND k.removed_at IS NULL WHERE k.name IN (SELECT n.value FROM json_each(${value('names')}) n) AND NOT EXISTS (SELECT 1 FROM ${erasures} er WHERE er.tenant_id = ${tenant} AND er.subject_id = k.id) LIMIT ${mostContacts}`,
});

/** All that a page of contacts needs to know: one round trip. */
export function contactPageLoads(keys: {
  readonly accounts: readonly string[];
  readonly names: readonly string[];
}) {
  const asked = JSON.stringify([...new Set(keys.accounts)]);
  return {
    accounts: all(accountsMeant.bind({ accounts: asked })),
    contacts: all(contactsMeant.bind({ accounts: asked, names: JSON.stringify([...new Set(keys.names)]) })),
  };
}
