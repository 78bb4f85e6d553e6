import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { changed, first } from '@keyline/store';
import { changeContactBody } from '../domain/contact-input.ts';
import { some } from '../problems.ts';
import { contactSubject, visibleContact } from '../records/contacts.ts';
import { contactReads } from '../records/private-reads.ts';
import { contactView, viewContact } from '../views.ts';

const contactToChange = visibleContact('contacts.write');

/** Changes fields of a contact; null clears one. */
export const changeContact = command({
  id: 'changeContact',
  method: 'PATCH',
  path: '/v1/accounts/{accountId}/contacts/{contactId}',
  tag: 'Contacts',
  summary: 'Change a contact',
  description: 'A merge patch: fields that are absent stay, null clears.',
  permission: 'contacts.write',
  params: { accountId: idField('account'), contactId: idField('contact') },
  body: changeContactBody,
  answer: { status: 200, description: 'The contact as it is now.', schema: contactView },
  problems: some('contact.not_found', 'contact.erased'),
  load: ({ params }) => ({ contact: first(contactToChange.bind(params)) }),
  required: { contact: 'contact.not_found' },
  versioned: 'contact',
  decide({ loaded, body, moment, refuse }) {
    if (loaded.contact.erasedAt !== null) return refuse('contact.erased');
    const made = changed(moment, contactSubject, loaded.contact, body, { type: 'contact.changed' });
    const { privateReadable } = loaded.contact;
    // A change is in the log itself; one that changes nothing only reads.
    const read = privateReadable && made.statements.length === 0;
    const facts = contactReads(moment, read ? [{ ...made.row, readLogged: false }] : []);
    return { changes: [made], facts, body: viewContact(made.row, privateReadable) };
  },
});

export const example: Example = {
  events: ['contact.changed'],
  async request({ make }) {
    const contact = await make('createContact');
    const params = { accountId: String(contact.accountId), contactId: contact.id };
    return { params, body: { title: '信息中心主任', mobile: null } };
  },
  failures: {
    async 'contact.erased'({ make, run }) {
      const contact = await make('createContact');
      await run('erasePersonalData', { body: { subject: contact.id, reason: '本人要求' } });
      return {
        params: { accountId: String(contact.accountId), contactId: contact.id },
        body: { title: '主任' },
      };
    },
    async 'contact.not_found'({ make }) {
      const { id } = await make('createAccount');
      const params = { accountId: id, contactId: 'ctc_01kafxq0h3e7rvx8bm2s9t4c5d' };
      return { params, body: { title: '主任' } };
    },
  },
};
