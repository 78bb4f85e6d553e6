import { grants, type Scoped, within } from '@keyline/auth';
import { peopleStatement } from '@keyline/cases';
import { accounts, contacts, processes, tickets, users } from '@keyline/schema';
import { asBoolean, asText, columns, principal, statement, tenant, value } from '@keyline/store';
import { type Column, type SQL, sql } from 'drizzle-orm';

/** How accounts fall into scopes. */
const accountScoped: Scoped = {
  owner: accounts.ownerId,
  creator: accounts.createdBy,
  unit: accounts.orgUnitId,
  account: accounts.id,
};

export const servedRow = {
  id: accounts.id,
  name: accounts.name,
  grade: accounts.grade,
  strategic: accounts.strategic,
  blacklisted: accounts.blacklisted,
  blacklistReason: accounts.blacklistReason,
  orgUnitId: accounts.orgUnitId,
};

/** The manager of the account under alias `a`, where he can act. */
export const managerId = sql`(SELECT u.id FROM ${users} u WHERE u.tenant_id = ${tenant} AND u.id = a.owner_id AND u.status = 'active') AS "managerId"`;

const seen = sql`${within('accounts.read', 'a', accountScoped)}`;

/** An account that the caller sees, as far as its tickets ask. */
export const accountToServe = statement({
  values: ['id'],
  row: { ...servedRow, managerId: asText },
  sql: sql`WITH ${grants('accounts.read')} SELECT ${columns(servedRow, 'a')}, ${managerId} FROM ${accounts} a WHERE a.tenant_id = ${tenant} AND a.id = ${value('id')} AND ${seen}`,
});

export type ServedAccount = ReturnType<typeof accountToServe.decode>;

/** A number without what people put between its digits: the text of the index. */
const plain = (column: Column) =>
  sql`replace(replace(replace(replace(c.${sql.identifier(column.name)}, ' ', ''), '-', ''), '(', ''), ')', '')`;

const contactsBy = (column: Column, index: string) =>
  sql`SELECT c.id AS contact_id, c.account_id FROM json_each(${value('phones')}) j CROSS JOIN ${contacts} c INDEXED BY ${sql.identifier(index)} ON c.tenant_id = ${tenant} AND ${plain(column)} = j.value WHERE c.removed_at IS NULL AND c.${sql.identifier(column.name)} IS NOT NULL`;

/** More accounts of one caller are not offered. */
const mostMatches = sql.raw('20');

/** Accounts, with the contact of whom one of these numbers (a JSON list) is. */
const matches: SQL = sql`(SELECT account_id, min(contact_id) AS contact_id FROM (${contactsBy(contacts.mobile, 'contacts_by_mobile')} UNION ALL ${contactsBy(contacts.phone, 'contacts_by_phone')}) GROUP BY account_id) m CROSS JOIN ${accounts} a ON a.tenant_id = ${tenant} AND a.id = m.account_id`;

/** Those that the caller sees: a number of a switchboard may stand at many that he does not. */
const seenMatches = sql`${matches} WHERE ${seen} LIMIT ${mostMatches}`;

export const accountsOfCaller = statement({
  values: ['phones'],
  row: { ...servedRow, managerId: asText, contactId: asText },
  sql: sql`WITH ${grants('accounts.read')} SELECT ${columns(servedRow, 'a')}, ${managerId}, m.contact_id AS "contactId" FROM ${seenMatches}`,
});

const ownUnit = sql`(SELECT u.org_unit_id FROM ${users} u WHERE u.tenant_id = ${tenant} AND u.id = ${principal})`;

/** The people around a new ticket of a caller: in the unit of his account, of an unknown one in that of who captures it. */
export const peopleOfCaller = peopleStatement(
  sql`WITH ${grants('accounts.read')} SELECT CASE WHEN f.found THEN f.org_unit_id ELSE ${ownUnit} END, p.roles FROM (SELECT count(*) > 0 AS found, min(s.org_unit_id) AS org_unit_id FROM (SELECT a.org_unit_id FROM ${seenMatches}) s) f CROSS JOIN ${processes} p ON p.tenant_id = ${tenant} AND p.key = ${value('key')} AND p.state = 'published'`,
  ['phones', 'key'],
);

/** The unit in which whoever asks stands. */
export const unitOfPrincipal = statement({
  row: { orgUnitId: users.orgUnitId },
  sql: sql`SELECT u.org_unit_id AS "orgUnitId" FROM ${users} u WHERE u.tenant_id = ${tenant} AND u.id = ${principal}`,
});

/** The account of a ticket as it is now, as far as its priority asks. */
export const accountOfTicket = statement({
  values: ['id'],
  row: { grade: accounts.grade, strategic: asBoolean },
  sql: sql`SELECT a.grade AS "grade", a.strategic AS "strategic" FROM ${tickets} t CROSS JOIN ${accounts} a ON a.tenant_id = ${tenant} AND a.id = t.account_id WHERE t.tenant_id = ${tenant} AND t.id = ${value('id')}`,
});
