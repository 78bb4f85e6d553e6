import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first, hourOf } from '@keyline/store';
import { some } from '../problems.ts';
import { visibleContactToRead } from '../records/contacts.ts';
import { contactReads, privateReadType } from '../records/private-reads.ts';
import { contactView, viewContact } from '../views.ts';

const contactToRead = visibleContactToRead('contacts.read');

/** One person at a customer. */
export const getContact = query({
  id: 'getContact',
  path: '/v1/accounts/{accountId}/contacts/{contactId}',
  tag: 'Contacts',
  summary: 'Get a contact',
  description:
    'Without contacts.read_private numbers and addresses are masked. Reading them unmasked is logged, once an hour.',
  permission: 'contacts.read',
  params: { accountId: idField('account'), contactId: idField('contact') },
  answer: { description: 'The contact.', schema: contactView },
  versioned: true,
  problems: some('contact.not_found'),
  load: ({ params, now }) => ({ contact: first(contactToRead.bind({ ...params, ...hourOf(now) })) }),
  required: { contact: 'contact.not_found' },
  view: ({ loaded, locale }) => ({
    body: viewContact(loaded.contact, loaded.contact.privateReadable, locale),
  }),
  log: {
    types: [privateReadType],
    facts: ({ loaded: { contact }, moment }) =>
      contactReads(moment, contact.privateReadable ? [contact] : []),
  },
});

export const example: Example = {
  events: ['contact.private_read'],
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
