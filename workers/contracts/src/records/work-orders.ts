import { peopleStatement } from '@keyline/cases';
import { accounts, opportunities, processes, users } from '@keyline/schema';
import { asText, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';

/** The opportunity that a contract is said to come from. */
export const opportunityById = statement({
  values: ['id'],
  row: { id: opportunities.id, accountId: opportunities.accountId, category: opportunities.category },
  sql: sql`SELECT o.id AS "id", o.account_id AS "accountId", o.category AS "category" FROM ${opportunities} o WHERE o.tenant_id = ${tenant} AND o.id = ${value('id')}`,
});

/** What a work order is made of: an opportunity as it is now, its owner as long as he can act, and its account. */
export const opportunityToContract = statement({
  values: ['id'],
  row: {
    id: opportunities.id,
    accountId: opportunities.accountId,
    category: opportunities.category,
    title: opportunities.title,
    amount: opportunities.amount,
    monthly: opportunities.monthly,
    outcome: opportunities.outcome,
    ownerId: asText,
    orgUnitId: asText,
    /** Null while the draft of its account is still on its way. */
    accountName: asText,
  },
  sql: sql`SELECT o.id AS "id", o.account_id AS "accountId", o.category AS "category", o.title AS "title", o.amount AS "amount", o.monthly AS "monthly", o.outcome AS "outcome", (SELECT u.id FROM ${users} u WHERE u.tenant_id = ${tenant} AND u.id = o.owner_id AND u.status = 'active') AS "ownerId", coalesce(o.org_unit_id, a.org_unit_id) AS "orgUnitId", a.name AS "accountName" FROM ${opportunities} o LEFT JOIN ${accounts} a ON a.tenant_id = ${tenant} AND a.id = o.account_id WHERE o.tenant_id = ${tenant} AND o.id = ${value('id')}`,
});

/** The people around the contract that is to be made of it: in its unit, else in that of its account. */
export const peopleOfWorkOrder = peopleStatement(
  sql`SELECT coalesce(o.org_unit_id, a.org_unit_id), p.roles FROM ${opportunities} o LEFT JOIN ${accounts} a ON a.tenant_id = ${tenant} AND a.id = o.account_id CROSS JOIN ${processes} p ON p.tenant_id = ${tenant} AND p.key = ${value('key')} AND p.state = 'published' WHERE o.tenant_id = ${tenant} AND o.id = ${value('id')}`,
  ['id', 'key'],
);
