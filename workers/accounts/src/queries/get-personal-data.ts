import { type Example, query } from '@keyline/http';
import { dataPermissions } from '@keyline/protocol';
import { all, fact, first } from '@keyline/store';
import { personField, personType } from '../domain/person.ts';
import { some } from '../problems.ts';
import { contactById } from '../records/contacts.ts';
import {
  attachmentsOfPerson,
  eventsAbout,
  interactionsWith,
  mostRows,
  sessionsOfPerson,
} from '../records/personal-data.ts';
import { userToShow } from '../records/users.ts';
import { personalDataView, viewPersonAttachment, viewPersonSession } from '../views/personal-data.ts';
import { viewAuditEntry, viewContact, viewInteraction, viewUser } from '../views.ts';

/** Everything that is kept about a contact or a user, for who asks what is known of him. */
export const getPersonalData = query({
  id: 'getPersonalData',
  path: '/v1/personal-data',
  tag: 'Audit',
  summary: "Export a person's data",
  description: 'One document of all that is kept about a person. The export itself is logged.',
  permission: 'personal_data.export',
  query: { subject: personField },
  answer: { description: 'The document.', schema: personalDataView },
  problems: some('personal_data.no_such_person'),
  load: ({ query: { subject: id } }) => ({
    contact: first(contactById.bind({ id })),
    user: first(userToShow.bind({ id })),
    events: all(eventsAbout.bind({ id })),
    interactions: all(interactionsWith.bind({ id })),
    sessions: all(sessionsOfPerson.bind({ id })),
    attachments: all(attachmentsOfPerson.bind({ id })),
  }),
  view({ loaded, query: { subject: id }, locale, refuse }) {
    const { contact, user, events, interactions, sessions, attachments } = loaded;
    if (contact === undefined && user === undefined) return refuse('personal_data.no_such_person');
    const rights = { held: dataPermissions, readable: true };
    return {
      body: {
        subject: { type: personType(id), id },
        contact: contact === undefined ? null : viewContact(contact, true, locale),
        user: user === undefined ? null : viewUser(user, user, locale),
        events: events.slice(0, mostRows).map((row) => viewAuditEntry(row, rights, locale)),
        interactions: interactions.slice(0, mostRows).map((row) => viewInteraction(row)),
        sessions: sessions.slice(0, mostRows).map((row) => viewPersonSession(row)),
        attachments: attachments.slice(0, mostRows).map((row) => viewPersonAttachment(row)),
        complete: [events, interactions, sessions, attachments].every((rows) => rows.length <= mostRows),
      },
    };
  },
  log: {
    types: ['contact.exported', 'user.exported'],
    facts({ loaded: { contact, user }, moment }) {
      const person = contact ?? user;
      if (person === undefined) return [];
      const subjectType = personType(person.id);
      const told = { subjectType, subjectId: person.id, accountId: null, data: {} };
      return [fact(moment, { type: `${subjectType}.exported`, ...told })];
    },
  },
});

export const example: Example = {
  events: ['contact.exported'],
  async request({ make }) {
    return { query: { subject: (await make('createContact')).id } };
  },
  failures: {
    'personal_data.no_such_person': () => ({ query: { subject: 'ctc_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
