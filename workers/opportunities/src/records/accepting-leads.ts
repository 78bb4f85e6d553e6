import { grants, type Scoped, within } from '@keyline/auth';
import { peopleStatement } from '@keyline/cases';
import { accounts, leads, opportunities, processes } from '@keyline/schema';
import { must, statement, tenant, value } from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';

const accountScoped: Scoped = {
  owner: accounts.ownerId,
  creator: accounts.createdBy,
  unit: accounts.orgUnitId,
  account: accounts.id,
};

const isLead = sql`l.tenant_id = ${tenant} AND l.id = ${value('leadId')}`;
const nobodySays = sql`${value('accountId')} = ''`;
const seen = sql`(${nobodySays} OR ${within('accounts.read', 'a', accountScoped)})`;
const anybodys = sql`1`;
const candidate = sql`SELECT a.id, a.owner_id, a.org_unit_id FROM ${leads} l CROSS JOIN ${accounts} a`;

const isKnown = (accountId: SQL) =>
  sql`EXISTS (SELECT 1 FROM ${accounts} ka WHERE ka.tenant_id = ${tenant} AND ka.id = ${accountId})`;
const isNamed = sql`EXISTS (SELECT 1 FROM ${accounts} na INDEXED BY accounts_by_name_key WHERE na.tenant_id = ${tenant} AND na.name_key = l.name_key)`;

/** The account of which another lead of the same customer has had a draft asked for that is not made yet, and its unit. */
const coming = sql`SELECT cl.account_id AS id, NULL AS owner_id, co.org_unit_id AS org_unit_id FROM ${leads} l CROSS JOIN ${leads} cl INDEXED BY leads_by_name_key ON cl.tenant_id = ${tenant} AND cl.name_key = l.name_key CROSS JOIN ${opportunities} co ON co.tenant_id = ${tenant} AND co.id = cl.opportunity_id WHERE ${isLead} AND ${nobodySays} AND l.account_id IS NULL AND NOT ${isNamed} AND cl.opportunity_id IS NOT NULL AND cl.account_id IS NOT NULL AND NOT ${isKnown(sql`cl.account_id`)} LIMIT 1`;

/**
 * The account for which a lead is accepted: the one that is said, which the caller sees; else the one that the lead
 * names; else whoever bears much the same name, or will once its draft is made. Three at the most: two are too many
 * already.
 */
const candidatesThat = (pass: SQL) =>
  sql`SELECT * FROM (${candidate} ON a.tenant_id = ${tenant} AND a.id = CASE WHEN ${nobodySays} THEN l.account_id ELSE ${value('accountId')} END WHERE ${isLead} AND ${pass} UNION ALL SELECT * FROM (${candidate} INDEXED BY accounts_by_name_key ON a.tenant_id = ${tenant} AND a.name_key = l.name_key WHERE ${isLead} AND ${nobodySays} AND l.account_id IS NULL LIMIT 3) UNION ALL SELECT * FROM (${coming}))`;

export const accountsOfAccepted = statement({
  values: ['leadId', 'accountId'],
  row: { id: accounts.id, ownerId: accounts.ownerId, orgUnitId: accounts.orgUnitId },
  sql: sql`WITH ${grants('accounts.read')} SELECT c.id AS "id", c.owner_id AS "ownerId", c.org_unit_id AS "orgUnitId" FROM (${candidatesThat(seen)}) c`,
});

/** Where what becomes of a lead is looked after: with its account, else where the lead is. */
const unit = sql`coalesce((SELECT CASE count(*) WHEN 1 THEN max(c.org_unit_id) END FROM (${candidatesThat(anybodys)}) c), l.org_unit_id)`;

/** The people around the opportunity that a lead becomes, under this process. */
export const peopleOfAccepted = peopleStatement(
  sql`SELECT ${unit}, p.roles FROM ${leads} l CROSS JOIN ${processes} p ON p.tenant_id = ${tenant} AND p.key = ${value('key')} AND p.state = 'published' WHERE ${isLead}`,
  ['leadId', 'accountId', 'key'],
);

/** At the commit that asks for a draft: nobody has come to know the account meanwhile, so that none gets two. */
export const mustBeUnknown = must(
  ['leadId', 'accountId'],
  sql`SELECT NOT EXISTS (SELECT 1 FROM (${candidatesThat(anybodys)}) c) WHERE ${tenant} <> ''`,
);
