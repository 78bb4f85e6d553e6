import { grants, holdings, isNamed, type Scoped, within } from '@keyline/auth';
import { peopleStatement } from '@keyline/cases';
import { accounts, contracts, opportunities, orgUnits, processes, users } from '@keyline/schema';
import { asBoolean, asText, must, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';

const opportunityNamed = { subjectType: 'opportunity', id: opportunities.id };

const opportunityScoped: Scoped = {
  owner: opportunities.ownerId,
  creator: opportunities.createdBy,
  unit: opportunities.orgUnitId,
  account: opportunities.accountId,
  named: opportunityNamed,
};

/** The opportunity that a contract is said to come from, if the caller sees it. */
export const visibleOpportunity = statement({
  values: ['id'],
  row: {
    id: opportunities.id,
    accountId: opportunities.accountId,
    category: opportunities.category,
    stage: opportunities.stage,
  },
  sql: sql`WITH ${grants('opportunities.read')}, ${holdings()} SELECT o.id AS "id", o.account_id AS "accountId", o.category AS "category", o.stage AS "stage" FROM ${opportunities} o WHERE o.tenant_id = ${tenant} AND o.id = ${value('id')} AND (${within('opportunities.read', 'o', opportunityScoped)} OR ${isNamed('opportunities.read', 'o', opportunityNamed)})`,
});

const openContracts = sql`FROM ${contracts} c INDEXED BY contracts_by_opportunity WHERE c.tenant_id = ${tenant} AND c.opportunity_id = ${value('id')} AND c.outcome IS NULL`;

/**
 * The unit of a work order: its opportunity's, or where the account is kept below that, the account's. An opportunity
 * that began as a lead stands in the partner's unit, however far down its customer has come to be kept.
 */
const unitOfWorkOrder = sql`CASE WHEN o.org_unit_id IS NULL OR EXISTS (SELECT 1 FROM ${orgUnits} above CROSS JOIN ${orgUnits} kept ON kept.tenant_id = ${tenant} AND kept.id = a.org_unit_id WHERE above.tenant_id = ${tenant} AND above.id = o.org_unit_id AND kept.path >= above.path AND kept.path < above.path || x'f4') THEN a.org_unit_id ELSE o.org_unit_id END`;

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
    stage: opportunities.stage,
    /** Whether a contract of it is drafted, on its way or effective. */
    hasContract: asBoolean,
    ownerId: asText,
    orgUnitId: asText,
    /** Null while the draft of its account is still on its way. */
    accountName: asText,
  },
  sql: sql`SELECT o.id AS "id", o.account_id AS "accountId", o.category AS "category", o.title AS "title", o.amount AS "amount", o.monthly AS "monthly", o.stage AS "stage", EXISTS (SELECT 1 ${openContracts}) AS "hasContract", (SELECT u.id FROM ${users} u WHERE u.tenant_id = ${tenant} AND u.id = o.owner_id AND u.status = 'active') AS "ownerId", ${unitOfWorkOrder} AS "orgUnitId", a.name AS "accountName" FROM ${opportunities} o LEFT JOIN ${accounts} a ON a.tenant_id = ${tenant} AND a.id = o.account_id WHERE o.tenant_id = ${tenant} AND o.id = ${value('id')}`,
});

/** The people around the contract that is to be made of it, in the unit of its work order. */
export const peopleOfWorkOrder = peopleStatement(
  sql`SELECT ${unitOfWorkOrder}, p.roles FROM ${opportunities} o LEFT JOIN ${accounts} a ON a.tenant_id = ${tenant} AND a.id = o.account_id CROSS JOIN ${processes} p ON p.tenant_id = ${tenant} AND p.key = ${value('key')} AND p.state = 'published' WHERE o.tenant_id = ${tenant} AND o.id = ${value('id')}`,
  ['id', 'key'],
);

/** The contracts of an opportunity that are neither effective nor ended. */
export const contractsNotYetEffective = statement({
  values: ['id'],
  row: { id: contracts.id },
  sql: sql`SELECT c.id AS "id" ${openContracts} AND c.effective_at IS NULL`,
});

const ofOpportunity = sql`FROM ${opportunities} o WHERE o.tenant_id = ${tenant} AND o.id = ${value('id')}`;

/** How an opportunity ended; null: it has not, or was reopened. */
export const opportunityEnd = statement({
  values: ['id'],
  row: { outcome: opportunities.outcome },
  sql: sql`SELECT o.outcome AS "outcome" ${ofOpportunity}`,
});

/** At the commit: it still is as it ended. */
export const mustHaveEnded = must(['id'], sql`SELECT o.outcome IS NOT NULL ${ofOpportunity}`);

/** The stage in which the contract of an opportunity is made. */
export const contractStage = 'preparing';

const isPrepared = sql`o.stage = ${sql.raw(`'${contractStage}'`)}`;

/**
 * Behind the contract that is made: the opportunity still waits for it, and it is the only one. Messages that are dealt
 * with together make theirs in one commit, so that it is looked at when all are written.
 */
export const mustBeItsOnlyContract = must(
  ['id'],
  sql`SELECT ${isPrepared} AND (SELECT count(*) ${openContracts}) = 1 ${ofOpportunity}`,
);

/** At the commit: the opportunity still waits for its contract. */
export const mustWaitForContract = must(['id'], sql`SELECT ${isPrepared} ${ofOpportunity}`);
