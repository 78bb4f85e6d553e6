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
import {
  leadsOfPerson,
  messagesOfPerson,
  personOutside,
  ticketsOfPerson,
} from '../records/persons-outside.ts';
import { userToShow } from '../records/users.ts';
import {
  personalDataView,
  viewPersonAttachment,
  viewPersonLead,
  viewPersonMessage,
  viewPersonSession,
  viewPersonTicket,
} from '../views/personal-data.ts';
import { viewAuditEntry, viewContact, viewInteraction, viewUser } from '../views.ts';

/** Everything that is kept about a person, for who asks what is known of him. */
export const getPersonalData = query({
  id: 'getPersonalData',
  path: '/v1/personal-data',
  tag: 'Audit',
  summary: "Export a person's data",
  description:
    'One document of all that is kept about a person. Tickets and leads are his that name the contact, his mobile number, or another number and his name. The export itself is logged.',
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
    outside: first(personOutside.bind({ id })),
    tickets: all(ticketsOfPerson.bind({ id })),
    messages: all(messagesOfPerson.bind({ id })),
    leads: all(leadsOfPerson.bind({ id })),
  }),
  view({ loaded, query: { subject: id }, locale, refuse }) {
    const { contact, user, outside, events, interactions, sessions, attachments } = loaded;
    const { tickets, messages, leads } = loaded;
    if (contact === undefined && user === undefined && !outside?.isNamed)
      return refuse('personal_data.no_such_person');
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
        tickets: tickets.slice(0, mostRows).map((row) => viewPersonTicket(row)),
        messages: messages.slice(0, mostRows).map((row) => viewPersonMessage(row)),
        leads: leads.slice(0, mostRows).map((row) => viewPersonLead(row)),
        complete: [events, interactions, sessions, attachments, tickets, messages, leads].every(
          (rows) => rows.length <= mostRows,
        ),
      },
    };
  },
  log: {
    types: ['contact.exported', 'user.exported', 'ticket.exported', 'lead.exported'],
    facts({ loaded: { contact, user, outside }, moment }) {
      const person = contact ?? user ?? outside;
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
