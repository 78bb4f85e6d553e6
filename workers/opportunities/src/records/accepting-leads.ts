import { grants, type Scoped, within } from '@keyline/auth';
import { peopleStatement } from '@keyline/cases';
import { accounts, leads, processes } from '@keyline/schema';
import { statement, tenant, value } from '@keyline/store';
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

/**
 * The account for which a lead is accepted: the one that is said, which the caller sees; else the one that the lead
 * names; else whoever bears much the same name. Three at the most: two are too many already.
 */
const candidatesThat = (pass: SQL) =>
  sql`SELECT * FROM (${candidate} ON a.tenant_id = ${tenant} AND a.id = CASE WHEN ${nobodySays} THEN l.account_id ELSE ${value('accountId')} END WHERE ${isLead} AND ${pass} UNION ALL SELECT * FROM (${candidate} INDEXED BY accounts_by_name_key ON a.tenant_id = ${tenant} AND a.name_key = l.name_key WHERE ${isLead} AND ${nobodySays} AND l.account_id IS NULL LIMIT 3))`;

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
