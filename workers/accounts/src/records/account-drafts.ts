import { accounts, events, opportunities, orgUnits, users } from '@keyline/schema';
import { asText, columns, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';
import { wholeAccount } from './accounts.ts';

const asked = sql`${events} e`;
const isEvent = sql`e.tenant_id = ${tenant} AND e.id = ${value('eventId')}`;

/** The account that an event asks for, where it is there already. */
export const accountOfDraft = statement({
  values: ['eventId'],
  row: { id: accounts.id },
  sql: sql`SELECT a.id AS "id" FROM ${asked} CROSS JOIN ${accounts} a ON a.tenant_id = ${tenant} AND a.id = e.subject_id WHERE ${isEvent}`,
});

/** Accounts of a similar name, which the draft that an event asks for may be a double of. */
export const accountsLikeDraft = statement({
  values: ['eventId'],
  row: { id: accounts.id, state: accounts.state },
  sql: sql`SELECT a.id AS "id", a.state AS "state" FROM ${asked} CROSS JOIN ${accounts} a INDEXED BY accounts_by_name_key ON a.tenant_id = ${tenant} AND a.name_key = e.data ->> 'nameKey' WHERE ${isEvent} AND a.id <> e.subject_id LIMIT 10`,
});

/** Its owner, where he can act. */
export const ownerOfDraft = statement({
  values: ['eventId'],
  row: { id: users.id },
  sql: sql`SELECT u.id AS "id" FROM ${asked} CROSS JOIN ${users} u ON u.tenant_id = ${tenant} AND u.id = e.data ->> 'ownerId' WHERE ${isEvent} AND u.status = 'active'`,
});

/** Its unit, or the one into which that went over. */
export const unitOfDraft = statement({
  values: ['eventId'],
  row: { id: orgUnits.id, mergedIntoId: orgUnits.mergedIntoId },
  sql: sql`SELECT o.id AS "id", o.merged_into_id AS "mergedIntoId" FROM ${asked} CROSS JOIN ${orgUnits} o ON o.tenant_id = ${tenant} AND o.id = e.data ->> 'orgUnitId' WHERE ${isEvent}`,
});

/** An opportunity by its id, and its account where that is there already. */
export const accountOfOpportunity = statement({
  values: ['opportunityId'],
  row: { id: opportunities.id, accountId: asText },
  sql: sql`SELECT o.id AS "id", a.id AS "accountId" FROM ${opportunities} o LEFT JOIN ${accounts} a ON a.tenant_id = ${tenant} AND a.id = o.account_id WHERE o.tenant_id = ${tenant} AND o.id = ${value('opportunityId')}`,
});

/** The account of an opportunity, where it is a draft without an owner, with who has the opportunity and can act. */
export const draftOfOpportunity = statement({
  values: ['opportunityId'],
  row: { ...wholeAccount, dealOwnerId: users.id, dealUnitId: users.orgUnitId },
  sql: sql`SELECT ${columns(wholeAccount, 'a')}, u.id AS "dealOwnerId", u.org_unit_id AS "dealUnitId" FROM ${opportunities} o CROSS JOIN ${accounts} a ON a.tenant_id = ${tenant} AND a.id = o.account_id CROSS JOIN ${users} u ON u.tenant_id = ${tenant} AND u.id = o.owner_id WHERE o.tenant_id = ${tenant} AND o.id = ${value('opportunityId')} AND a.state = 'draft' AND a.owner_id IS NULL AND u.status = 'active'`,
});
