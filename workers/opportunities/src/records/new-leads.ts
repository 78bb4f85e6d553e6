import { grants, holdings, isNamed, type Scoped, within } from '@keyline/auth';
import { peopleStatement } from '@keyline/cases';
import { accounts, leads, orgUnits, partners, principals, processes, users } from '@keyline/schema';
import { asBoolean, asText, columns, principal, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';
import { besideLead, besideLeadSql, leadNamed, leadRow, leadScoped } from './leads.ts';

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

/** Whether the caller sees the lead under alias `a`: what he submitted himself he knows. */
const visible = sql`(a.created_by = ${principal} OR ${within('leads.read', 'a', leadScoped)} OR ${isNamed('leads.read', 'a', leadNamed)})`;

/** What the caller's partner, or the operator's own people, submitted under this number before; whether he sees it, and whose it is. */
export const leadByExternalId = statement({
  values: ['externalId'],
  row: { ...leadRow, ...besideLead, visible: asBoolean, creatorName: asText, orgUnitName: asText },
  sql: sql`WITH ${grants('contacts.read_private', 'leads.read')}, ${holdings()} SELECT ${columns(leadRow, 'a')}, ${besideLeadSql('g')}, ${visible} AS "visible", (SELECT cu.name FROM ${users} cu WHERE cu.tenant_id = ${tenant} AND cu.id = a.created_by) AS "creatorName", (SELECT co.name FROM ${orgUnits} co WHERE co.tenant_id = ${tenant} AND co.id = a.org_unit_id) AS "orgUnitName" FROM ${leads} a INDEXED BY leads_by_external_id WHERE a.tenant_id = ${tenant} AND coalesce(a.partner_id, '') = coalesce(${ownPartner}, '') AND a.external_id = ${value('externalId')}`,
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
