import { grants, within } from '@keyline/auth';
import { settingsDefaults } from '@keyline/kernel';
import { accounts, leads, opportunities, orgUnits, users } from '@keyline/schema';
import {
  asBoolean,
  asNumber,
  asText,
  businessNow,
  must,
  settingInSql,
  statement,
  tenant,
  value,
} from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';
import { opportunityScoped } from './opportunities.ts';

const daysBack = settingInSql('$.leads.duplicateWindowDays', settingsDefaults.leads.duplicateWindowDays);
const namesOf = sql`SELECT ka.name_key FROM ${accounts} ka WHERE ka.tenant_id = ${tenant} AND ka.id = `;

/**
 * Open opportunities of the same account and category, made lately or protected for the partner of a lead: by the account's id, by a similar name, or by that
 * of a lead whose account is still on its way. Without an account its id is an empty text.
 */
function rivals(of: { readonly accountId: SQL; readonly nameKey: SQL; readonly category: SQL }): SQL {
  const isProtected = sql`EXISTS (SELECT 1 FROM ${leads} pl INDEXED BY leads_by_opportunity WHERE pl.tenant_id = ${tenant} AND pl.opportunity_id = o.id AND pl.protected_until > ${businessNow})`;
  const is = sql`(o.created_at >= ${businessNow} - ${daysBack} * 86400000 OR ${isProtected}) AND o.category = ${of.category} AND o.outcome IS NULL AND o.stage <> 'signed'`;
  const key = sql`coalesce((${namesOf} ${of.accountId}), ${of.nameKey})`;
  const rival = sql`SELECT o.id, o.created_at FROM`;
  const byAccount = sql`${opportunities} o INDEXED BY opportunities_by_account`;
  const byId = sql`${rival} ${byAccount} WHERE o.tenant_id = ${tenant} AND o.account_id = ${of.accountId} AND ${is}`;
  const byName = sql`${rival} ${accounts} a INDEXED BY accounts_by_name_key CROSS JOIN ${byAccount} ON o.tenant_id = ${tenant} AND o.account_id = a.id WHERE a.tenant_id = ${tenant} AND a.name_key = ${key} AND ${is}`;
  const byLead = sql`${rival} ${leads} l INDEXED BY leads_by_name_key CROSS JOIN ${opportunities} o ON o.tenant_id = ${tenant} AND o.id = l.opportunity_id WHERE l.tenant_id = ${tenant} AND l.name_key = ${key} AND l.opportunity_id IS NOT NULL AND ${is}`;
  return sql`(${byId} UNION ALL ${byName} UNION ALL ${byLead})`;
}

const asked = {
  accountId: sql`${value('accountId')}`,
  nameKey: sql`${value('nameKey')}`,
  category: sql`${value('category')}`,
};

/** The rival of a lead that is submitted. */
export const rivalOfLead = statement({
  values: ['accountId', 'nameKey', 'category'],
  row: { id: asText, createdAt: asNumber },
  sql: sql`SELECT r.id AS "id", r.created_at AS "createdAt" FROM ${rivals(asked)} r LIMIT 1`,
});

const ofLead = (column: SQL) =>
  sql`(SELECT al.${column} FROM ${leads} al WHERE al.tenant_id = ${tenant} AND al.id = ${value('leadId')})`;
const accepted = {
  accountId: sql`coalesce(nullif(${value('accountId')}, ''), ${ofLead(sql`account_id`)}, '')`,
  nameKey: ofLead(sql`name_key`),
  category: ofLead(sql`category`),
};

/** The rival of a lead that is accepted, for this account where one is said; whose it is, and whether the caller sees it. */
export const rivalOfAccepted = statement({
  values: ['leadId', 'accountId'],
  row: { id: asText, visible: asBoolean, ownerName: asText, orgUnitName: asText },
  sql: sql`WITH ${grants('opportunities.read')} SELECT a.id AS "id", ${within('opportunities.read', 'a', opportunityScoped)} AS "visible", (SELECT ru.name FROM ${users} ru WHERE ru.tenant_id = ${tenant} AND ru.id = a.owner_id) AS "ownerName", (SELECT ro.name FROM ${orgUnits} ro WHERE ro.tenant_id = ${tenant} AND ro.id = a.org_unit_id) AS "orgUnitName" FROM (SELECT r.id FROM ${rivals(accepted)} r LIMIT 1) f CROSS JOIN ${opportunities} a ON a.tenant_id = ${tenant} AND a.id = f.id`,
});

/** At the commit: nobody was faster with another lead on the same. */
export const mustHaveNoRival = must(
  ['leadId', 'accountId'],
  sql`SELECT NOT EXISTS (SELECT 1 FROM ${rivals(accepted)} r) WHERE ${tenant} <> ''`,
);
