import { grants, within } from '@keyline/auth';
import { toInstant } from '@keyline/kernel';
import { accounts, contacts } from '@keyline/schema';
import { asBoolean, columns, readLogged, type Subject, statement, tenant, value } from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';
import { ownFields, viewContact } from '../views.ts';
import { accountScoped } from './accounts.ts';
import { asErasedAt, erasedAt } from './erasures.ts';

export const contactSubject: Subject<typeof contacts> = {
  type: 'contact',
  table: contacts,
  accountOf: (row) => row.accountId,
  logged(row) {
    const { masked: _, erasedAt: __, ...fields } = ownFields(viewContact(row, true));
    return { ...fields, removedAt: row.removedAt === null ? null : toInstant(row.removedAt) };
  },
};

export const contactRow = {
  id: contacts.id,
  version: contacts.version,
  createdAt: contacts.createdAt,
  updatedAt: contacts.updatedAt,
  createdBy: contacts.createdBy,
  accountId: contacts.accountId,
  name: contacts.name,
  title: contacts.title,
  roles: contacts.roles,
  site: contacts.site,
  mobile: contacts.mobile,
  phone: contacts.phone,
  email: contacts.email,
  wechat: contacts.wechat,
  consent: contacts.consent,
  quietHours: contacts.quietHours,
  note: contacts.note,
  removedAt: contacts.removedAt,
};

const shown = { ...contactRow, erasedAt: asErasedAt, permitted: asBoolean, privateReadable: asBoolean };

function contactOf(permission: string, computed: SQL): SQL {
  return sql`WITH ${grants('accounts.read', permission, 'contacts.read_private')} SELECT ${columns(contactRow, 'c')}, ${within(permission, 'a', accountScoped)} AS "permitted", ${within('contacts.read_private', 'a', accountScoped)} AS "privateReadable", ${erasedAt(sql`c.id`)}${computed} FROM ${contacts} c CROSS JOIN ${accounts} a ON a.tenant_id = ${tenant} AND a.id = c.account_id WHERE c.tenant_id = ${tenant} AND c.id = ${value('contactId')} AND c.account_id = ${value('accountId')} AND c.removed_at IS NULL AND ${within('accounts.read', 'a', accountScoped)}`;
}

/** One contact of an account that the caller sees, with whether the permission reaches it. */
export function visibleContact(permission: string) {
  return statement({
    values: ['accountId', 'contactId'],
    row: shown,
    sql: contactOf(permission, sql``),
  });
}

/** The same with whether the log tells already that the caller has read it in this hour. */
export function visibleContactToRead(permission: string) {
  return statement({
    values: ['accountId', 'contactId', 'hour'],
    row: { ...shown, readLogged: asBoolean },
    sql: contactOf(permission, sql`, ${readLogged('c')}`),
  });
}

/** A contact by its id alone, also a removed one: for who deals with personal data in the whole tenant. */
export const contactById = statement({
  values: ['id'],
  row: { ...contactRow, erasedAt: asErasedAt },
  sql: sql`SELECT ${columns(contactRow, 'c')}, ${erasedAt(sql`c.id`)} FROM ${contacts} c WHERE c.tenant_id = ${tenant} AND c.id = ${value('id')}`,
});
