import { grants, type Scoped, within } from '@keyline/auth';
import { peopleStatement } from '@keyline/cases';
import { settingsDefaults } from '@keyline/kernel';
import {
  accounts,
  leads,
  opportunities,
  orgUnits,
  partners,
  principals,
  processes,
  users,
} from '@keyline/schema';
import {
  asNumber,
  asText,
  businessNow,
  columns,
  principal,
  settingInSql,
  statement,
  tenant,
  value,
} from '@keyline/store';
import { sql } from 'drizzle-orm';
import { besideLead, besideLeadSql, leadRow } from './leads.ts';

const accountScoped: Scoped = {
  owner: accounts.ownerId,
  creator: accounts.createdBy,
  unit: accounts.orgUnitId,
  account: accounts.id,
};

/** An account that the caller sees, for a lead that names it. */
export const accountOfLead = statement({
  values: ['id'],
  row: { id: accounts.id, name: accounts.name, nameKey: accounts.nameKey },
  sql: sql`WITH ${grants('accounts.read')} SELECT a.id AS "id", a.name AS "name", a.name_key AS "nameKey" FROM ${accounts} a WHERE a.tenant_id = ${tenant} AND a.id = ${value('id')} AND ${within('accounts.read', 'a', accountScoped)}`,
});

const ownPartner = sql`(SELECT op.partner_id FROM ${principals} op WHERE op.tenant_id = ${tenant} AND op.id = ${principal})`;

/** What the caller's partner, or the operator's own people, submitted under this number before. */
export const leadByExternalId = statement({
  values: ['externalId'],
  row: { ...leadRow, ...besideLead },
  sql: sql`WITH ${grants('contacts.read_private')} SELECT ${columns(leadRow, 'a')}, ${besideLeadSql} FROM ${leads} a INDEXED BY leads_by_external_id WHERE a.tenant_id = ${tenant} AND coalesce(a.partner_id, '') = coalesce(${ownPartner}, '') AND a.external_id = ${value('externalId')}`,
});

const named = sql`SELECT na.org_unit_id FROM ${accounts} na INDEXED BY accounts_by_name_key WHERE na.tenant_id = ${tenant} AND na.name_key = ${value('nameKey')} LIMIT 2`;

/** Where a new lead is taken in: with its account, else its partner, else its submitter; at last at the top. */
const unit = sql`coalesce((SELECT ia.org_unit_id FROM ${accounts} ia WHERE ia.tenant_id = ${tenant} AND ia.id = ${value('accountId')}), (SELECT CASE count(*) WHEN 1 THEN max(nn.org_unit_id) END FROM (${named}) nn), (SELECT pa.org_unit_id FROM ${partners} pa WHERE pa.tenant_id = ${tenant} AND pa.id = ${ownPartner}), (SELECT su.org_unit_id FROM ${users} su WHERE su.tenant_id = ${tenant} AND su.id = ${principal}), (SELECT tu.id FROM ${orgUnits} tu INDEXED BY org_units_by_parent WHERE tu.tenant_id = ${tenant} AND tu.parent_id IS NULL LIMIT 1))`;

export const unitOfNewLead = statement({
  values: ['accountId', 'nameKey'],
  row: { id: asText },
  sql: sql`SELECT ${unit} AS "id" WHERE ${tenant} <> ''`,
});

export const peopleOfNewLead = peopleStatement(
  sql`SELECT ${unit}, p.roles FROM ${processes} p WHERE p.tenant_id = ${tenant} AND p.key = ${value('key')} AND p.state = 'published'`,
  ['accountId', 'nameKey', 'key'],
);

const daysBack = settingInSql('$.leads.duplicateWindowDays', settingsDefaults.leads.duplicateWindowDays);
const isRival = sql`o.created_at >= ${businessNow} - ${daysBack} * 86400000 AND o.category = ${value('category')} AND o.outcome IS NULL AND o.stage <> 'signed'`;
const rival = sql`SELECT o.id, o.created_at FROM`;
const keyOfName = sql`coalesce((SELECT ka.name_key FROM ${accounts} ka WHERE ka.tenant_id = ${tenant} AND ka.id = ${value('accountId')}), ${value('nameKey')})`;

/**
 * An open opportunity of the same account and category, made lately: by the account's id, by a similar name, or by that
 * of a lead whose account is still on its way.
 */
export const rivalOfLead = statement({
  values: ['accountId', 'nameKey', 'category'],
  row: { id: asText, createdAt: asNumber },
  sql: sql`SELECT r.id AS "id", r.created_at AS "createdAt" FROM (${rival} ${opportunities} o INDEXED BY opportunities_by_account WHERE o.tenant_id = ${tenant} AND o.account_id = ${value('accountId')} AND ${isRival} UNION ALL ${rival} ${accounts} a INDEXED BY accounts_by_name_key CROSS JOIN ${opportunities} o INDEXED BY opportunities_by_account ON o.tenant_id = ${tenant} AND o.account_id = a.id WHERE a.tenant_id = ${tenant} AND a.name_key = ${keyOfName} AND ${isRival} UNION ALL ${rival} ${leads} l INDEXED BY leads_by_name_key CROSS JOIN ${opportunities} o ON o.tenant_id = ${tenant} AND o.id = l.opportunity_id WHERE l.tenant_id = ${tenant} AND l.name_key = ${keyOfName} AND l.opportunity_id IS NOT NULL AND ${isRival}) r LIMIT 1`,
});
