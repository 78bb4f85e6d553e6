import { command, type Example } from '@keyline/http';
import { newId } from '@keyline/kernel';
import { created } from '@keyline/store';
import { createPartnerBody } from '../domain/partner-input.ts';
import { some, unknownReference } from '../problems.ts';
import { partnerChecks, partnerMusts, partnerSubject, referenceErrors } from '../records/partners.ts';
import { partnerView, viewPartner } from '../views.ts';

/** Adds a partner as a candidate. */
export const createPartner = command({
  id: 'createPartner',
  method: 'POST',
  path: '/v1/partners',
  tag: 'Partners',
  summary: 'Add a partner',
  description: 'A candidate; its people and keys can act when it was activated.',
  permission: 'partners.write',
  body: createPartnerBody,
  answer: { status: 201, description: 'The partner.', schema: partnerView },
  problems: { ...some('partner.name_taken'), ...unknownReference },
  load: ({ body }) => partnerChecks(body),
  decide({ loaded, body, moment, actor, refuse }) {
    const errors = referenceErrors(body, loaded);
    if (errors.length > 0) return refuse('request.unknown_reference', { errors });
    if (loaded.namesake !== undefined) return refuse('partner.name_taken', { values: { name: body.name } });
    const id = newId('partner');
    const fields = { orgUnitId: null, contactName: null, phone: null, email: null, note: null, ...body };
    const made = created(
      moment,
      partnerSubject,
      {
        ...fields,
        id,
        state: 'candidate',
        ownerId: body.ownerId === undefined ? actor.userId : body.ownerId,
      },
      { type: 'partner.created' },
    );
    return {
      changes: [made],
      musts: partnerMusts(body),
      body: viewPartner(made.row),
      location: `/v1/partners/${id}`,
    };
  },
});

export const example: Example = {
  events: ['partner.created'],
  request: ({ serial }) => ({
    body: { name: `西安卓越通信代理 ${serial}`, kind: 'agent', contactName: '孙丽' },
  }),
  failures: {
    async 'partner.name_taken'({ make }) {
      return { body: { name: (await make('createPartner')).name, kind: 'agent' } };
    },
    'request.unknown_reference': () => ({
      body: { name: '无主代理', kind: 'agent', ownerId: 'usr_01kafxq0h3e7rvx8bm2s9t4c5d' },
    }),
  },
};
