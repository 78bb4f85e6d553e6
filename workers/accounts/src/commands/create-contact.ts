import { command, type Example } from '@keyline/http';
import { idField, newId } from '@keyline/kernel';
import { created, first } from '@keyline/store';
import { newContactFields } from '../domain/contact-fields.ts';
import { createContactBody } from '../domain/contact-input.ts';
import { some } from '../problems.ts';
import { visibleAccount } from '../records/accounts.ts';
import { contactSubject } from '../records/contacts.ts';
import { contactView, viewContact } from '../views.ts';

const accountOfContact = visibleAccount('contacts.write');

/** Adds a person at a customer. */
export const createContact = command({
  id: 'createContact',
  method: 'POST',
  path: '/v1/accounts/{accountId}/contacts',
  tag: 'Contacts',
  summary: 'Add a contact',
  permission: 'contacts.write',
  params: { accountId: idField('account') },
  body: createContactBody,
  answer: { status: 201, description: 'The contact.', schema: contactView },
  problems: some('account.not_found'),
  load: ({ params }) => ({ account: first(accountOfContact.bind({ id: params.accountId })) }),
  required: { account: 'account.not_found' },
  decide({ loaded, body, moment }) {
    const id = newId('contact');
    const made = created(
      moment,
      contactSubject,
      { id, accountId: loaded.account.id, ...newContactFields(body) },
      { type: 'contact.created' },
    );
    return {
      changes: [made],
      body: viewContact(made.row, loaded.account.privateReadable),
      location: `/v1/accounts/${loaded.account.id}/contacts/${id}`,
    };
  },
});

export const example: Example = {
  events: ['contact.created'],
  async request({ make }) {
    const body = { name: '李娜', roles: ['decision_maker'], mobile: '13812345678' };
    return { params: { accountId: (await make('createAccount')).id }, body };
  },
  failures: {
    'account.not_found': () => ({
      params: { accountId: 'acc_01kafxq0h3e7rvx8bm2s9t4c5d' },
      body: { name: '李娜' },
    }),
  },
};
