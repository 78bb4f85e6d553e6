import { command, type Example, inputError } from '@keyline/http';
import { choiceField, dateField, idField, instantInput, newId, textField } from '@keyline/kernel';
import { created, first, tenantSettings } from '@keyline/store';
import * as v from 'valibot';
import { interactionKinds } from '../domain/vocabulary.ts';
import { some, unknownReference } from '../problems.ts';
import { visibleAccount } from '../records/accounts.ts';
import { contactOfAccount, interactionSubject } from '../records/interactions.ts';
import { watchedNextStep } from '../records/next-steps.ts';
import { interactionView, viewInteraction } from '../views.ts';

const accountOfInteraction = visibleAccount('interactions.write');

/** Logs a visit, call, message, meeting, gift or complaint, and watches over its next step where it has a day. */
export const logInteraction = command({
  id: 'logInteraction',
  method: 'POST',
  path: '/v1/accounts/{accountId}/interactions',
  tag: 'Interactions',
  summary: 'Log an interaction',
  permission: 'interactions.write',
  params: { accountId: idField('account') },
  body: v.strictObject({
    kind: choiceField(interactionKinds),
    summary: textField(4000, '现场勘查机房，确认专线双路由需求'),
    heldAt: v.exactOptional(v.pipe(instantInput, v.description('Now when absent.'))),
    contactId: v.exactOptional(v.nullable(idField('contact'))),
    nextStep: v.exactOptional(v.nullable(textField(1000, '提交双路由方案'))),
    nextStepOn: v.exactOptional(v.nullable(dateField)),
  }),
  answer: { status: 201, description: 'The interaction.', schema: interactionView },
  problems: { ...some('account.not_found'), ...unknownReference },
  load: ({ params, body }) => ({
    account: first(accountOfInteraction.bind({ id: params.accountId })),
    contact: body.contactId
      ? first(contactOfAccount.bind({ accountId: params.accountId, contactId: body.contactId }))
      : undefined,
    home: body.nextStepOn ? first(tenantSettings.bind({})) : undefined,
  }),
  required: { account: 'account.not_found' },
  decide({ loaded, body, moment, refuse }) {
    if (body.contactId && loaded.contact === undefined) {
      return refuse('request.unknown_reference', {
        errors: [inputError('/contactId', 'unknown_reference')],
      });
    }
    const id = newId('interaction');
    const given = { contactId: null, nextStep: null, nextStepOn: null, heldAt: moment.now, ...body };
    const made = created(
      moment,
      interactionSubject,
      { id, accountId: loaded.account.id, ...given },
      { type: 'interaction.logged' },
    );
    return {
      changes: [made],
      also: watchedNextStep(made.row, loaded.home?.timeZone ?? 'UTC'),
      body: viewInteraction(made.row),
      location: `/v1/accounts/${loaded.account.id}/interactions/${id}`,
    };
  },
});

export const example: Example = {
  events: ['interaction.logged'],
  async request({ make }) {
    const contact = await make('createContact');
    const body = {
      kind: 'visit',
      summary: '现场勘查机房，确认专线双路由需求',
      contactId: contact.id,
      nextStep: '提交双路由方案',
      nextStepOn: '2026-12-01',
    };
    return { params: { accountId: String(contact.accountId) }, body };
  },
  failures: {
    async 'request.unknown_reference'({ make }) {
      const body = { kind: 'call', summary: '无人接听', contactId: 'ctc_01kafxq0h3e7rvx8bm2s9t4c5d' };
      return { params: { accountId: (await make('createAccount')).id }, body };
    },
    'account.not_found': () => ({
      params: { accountId: 'acc_01kafxq0h3e7rvx8bm2s9t4c5d' },
      body: { kind: 'call', summary: '无人接听' },
    }),
  },
};
