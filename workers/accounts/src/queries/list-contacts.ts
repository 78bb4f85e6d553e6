import { type Example, list } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { contacts } from '@keyline/schema';
import { asBoolean, first, hourOf, readLogged } from '@keyline/store';
import { sql } from 'drizzle-orm';
import { some } from '../problems.ts';
import { visibleAccount } from '../records/accounts.ts';
import { contactRow } from '../records/contacts.ts';
import { asErasedAt, erasedAt } from '../records/erasures.ts';
import { contactReads, privateReadType } from '../records/private-reads.ts';
import { contactColumns } from '../views/contact-columns.ts';
import { contactView, viewContact } from '../views.ts';

const accountOfContacts = visibleAccount('contacts.read');

/** The people at one customer. */
export const listContacts = list({
  id: 'listContacts',
  path: '/v1/accounts/{accountId}/contacts',
  tag: 'Contacts',
  summary: 'List the contacts of an account',
  description:
    'Without contacts.read_private numbers and addresses are masked. Reading them unmasked is logged, once an hour. format=csv and format=xlsx need contacts.export as well.',
  permission: 'contacts.read',
  params: { accountId: idField('account') },
  shape: {
    table: contacts,
    row: { ...contactRow, readLogged: asBoolean, erasedAt: asErasedAt },
    computed: sql`${readLogged('a')}, ${erasedAt(sql`a.id`)}`,
    values: ['hour'],
    permission: 'contacts.read',
    id: contacts.id,
    sorts: { createdAt: { column: contacts.createdAt, index: 'contacts_by_account' } },
    parent: contacts.accountId,
    filters: {},
    always: (alias) => sql`${sql.identifier(alias)}.removed_at IS NULL`,
  },
  defaultOrder: '-createdAt',
  sorts: ['createdAt'],
  parent: (params) => params.accountId,
  values: ({ now }) => hourOf(now),
  problems: some('account.not_found'),
  load: ({ params }) => ({ account: first(accountOfContacts.bind({ id: params.accountId })) }),
  required: { account: 'account.not_found' },
  item: contactView,
  view: (row, { loaded, locale }) => viewContact(row, loaded.account.privateReadable, locale),
  csv: { permission: 'contacts.export', name: 'contacts', columns: contactColumns },
  log: {
    types: [privateReadType],
    facts: ({ rows, loaded, moment }) => contactReads(moment, loaded.account.privateReadable ? rows : []),
  },
});

export const example: Example = {
  events: ['contact.private_read'],
  async request({ make }) {
    return { params: { accountId: String((await make('createContact')).accountId) } };
  },
  failures: {
    'account.not_found': () => ({ params: { accountId: 'acc_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
