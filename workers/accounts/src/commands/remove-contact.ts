import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { changed, first } from '@keyline/store';
import { some } from '../problems.ts';
import { contactSubject, visibleContact } from '../records/contacts.ts';

const contactToRemove = visibleContact('contacts.write');

/** Takes a contact out of use and deletes its channels; the name stays in the history. */
export const removeContact = command({
  id: 'removeContact',
  method: 'DELETE',
  path: '/v1/accounts/{accountId}/contacts/{contactId}',
  tag: 'Contacts',
  summary: 'Remove a contact',
  permission: 'contacts.write',
  params: { accountId: idField('account'), contactId: idField('contact') },
  answer: { status: 204, description: 'The contact is gone.' },
  problems: some('contact.not_found'),
  load: ({ params }) => ({ contact: first(contactToRemove.bind(params)) }),
  required: { contact: 'contact.not_found' },
  versioned: 'contact',
  decide({ loaded, moment }) {
    const gone = { mobile: null, phone: null, email: null, wechat: null, removedAt: moment.now };
    return { changes: [changed(moment, contactSubject, loaded.contact, gone, { type: 'contact.removed' })] };
  },
});

export const example: Example = {
  events: ['contact.removed'],
  async request({ make }) {
    const contact = await make('createContact');
    return { params: { accountId: String(contact.accountId), contactId: contact.id } };
  },
  failures: {
    async 'contact.not_found'({ make }) {
      const { id } = await make('createAccount');
      return { params: { accountId: id, contactId: 'ctc_01kafxq0h3e7rvx8bm2s9t4c5d' } };
    },
  },
};
