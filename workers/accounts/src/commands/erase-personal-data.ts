import { command, type Example } from '@keyline/http';
import { instantField, textField, toInstant } from '@keyline/kernel';
import { all, first } from '@keyline/store';
import * as v from 'valibot';
import { personField, personType } from '../domain/person.ts';
import { administers } from '../domain/user-changes.ts';
import { some } from '../problems.ts';
import { attachmentsOfSubject } from '../records/attachments.ts';
import { contactById } from '../records/contacts.ts';
import { erasingContact, erasingOutside, erasingUser, toldOutside } from '../records/erasing.ts';
import { namingLeads, namingTickets, personOutside } from '../records/persons-outside.ts';
import { mustHaveOtherAdministrator, mustOwnNoAccounts, userToErase } from '../records/users.ts';
import { subjectField } from '../views.ts';

/** Erases a person for good: the history stays, and no longer tells of whom. */
export const erasePersonalData = command({
  id: 'erasePersonalData',
  method: 'POST',
  path: '/v1/personal-data/actions/erase',
  tag: 'Audit',
  summary: "Erase a person's data",
  description:
    'Cannot be undone. Names and channels give way to a neutral text, their former values go out of the log, a user can never sign in again. Tickets and leads that name the contact, his mobile number, or another number and his name follow within moments; so do those of the person whom a ticket or a lead means. What was said and done stays. The reason stays: it should not name the person. Erasing once more changes nothing.',
  permission: 'personal_data.erase',
  body: v.strictObject({ subject: personField, reason: textField(1000, '本人要求删除') }),
  answer: {
    status: 200,
    description: 'Who was erased, and when.',
    schema: v.strictObject({ subject: subjectField, erasedAt: instantField }),
  },
  problems: some(
    'personal_data.no_such_person',
    'personal_data.oneself',
    'personal_data.owns_accounts',
    'user.last_administrator',
    'user.beyond_own_rights',
  ),
  load: ({ body: { subject: id } }) => ({
    contact: first(contactById.bind({ id })),
    user: first(userToErase.bind({ id })),
    attached: all(attachmentsOfSubject.bind({ subjectId: id })),
    outside: first(personOutside.bind({ id })),
    tickets: all(namingTickets.bind({ id })),
    leads: all(namingLeads.bind({ id })),
  }),
  decide({ loaded, body, actor, moment, refuse }) {
    const { contact, user, outside } = loaded;
    const person = contact ?? user ?? outside;
    if (person === undefined) return refuse('personal_data.no_such_person');
    const answer = (erasedAt: number) => ({
      subject: { type: personType(person.id), id: person.id },
      erasedAt: toInstant(erasedAt),
    });
    if (person.erasedAt !== null) return { changes: [], body: answer(person.erasedAt) };
    const facts = toldOutside(moment, person.id, loaded, body.reason);
    if (contact !== undefined) {
      const erasing = erasingContact(moment, contact, loaded.attached, body.reason);
      return { ...erasing, facts, body: answer(moment.now) };
    }
    if (outside?.isNamed) return { ...erasingOutside(moment, outside.id), facts, body: answer(moment.now) };
    if (user === undefined) return refuse('personal_data.no_such_person');
    if (user.id === actor.id) return refuse('personal_data.oneself');
    const resigns = administers(user.roles, user.status);
    if (resigns && !user.othersAdminister) return refuse('user.last_administrator');
    if (user.beyond.length > 0) {
      const permissions = [...user.beyond].sort().join(', ');
      return refuse('user.beyond_own_rights', { values: { permissions } });
    }
    if (user.ownsAccounts) return refuse('personal_data.owns_accounts');
    const { id } = user;
    return {
      ...erasingUser(moment, user, body.reason),
      musts: [mustOwnNoAccounts.bind({ id }), ...(resigns ? [mustHaveOtherAdministrator.bind({ id })] : [])],
      body: answer(moment.now),
    };
  },
});

const reason = '本人要求删除';

export const example: Example = {
  events: ['contact.erased'],
  async request({ make }) {
    return { body: { subject: (await make('createContact')).id, reason } };
  },
  failures: {
    'personal_data.no_such_person': () => ({
      body: { subject: 'ctc_01kafxq0h3e7rvx8bm2s9t4c5d', reason },
    }),
    async 'personal_data.oneself'({ run }) {
      const { user } = (await run('getMe', {})) as unknown as { user: { id: string } };
      return { body: { subject: user.id, reason } };
    },
    async 'personal_data.owns_accounts'({ make, run, serial }) {
      const { id } = await make('createUser');
      const account = { name: `灞桥第${serial}水厂`, kind: 'enterprise', ownerId: id, force: true };
      await run('createAccount', { body: account });
      return { body: { subject: id, reason } };
    },
    async 'user.last_administrator'({ run }) {
      const { user } = (await run('getMe', {})) as unknown as { user: { id: string } };
      const permissions = ['personal_data.erase'];
      const { key } = await run('createApiKey', { body: { name: 'Privacy', permissions } });
      return {
        headers: { Authorization: `Bearer ${String(key)}` },
        body: { subject: user.id, reason },
      };
    },
    async 'user.beyond_own_rights'({ make, run }) {
      const { id } = await make('createUser');
      const permissions = ['personal_data.erase'];
      const { key } = await run('createApiKey', { body: { name: 'Privacy', permissions } });
      return { headers: { Authorization: `Bearer ${String(key)}` }, body: { subject: id, reason } };
    },
  },
};
