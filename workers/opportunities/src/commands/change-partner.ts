import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { changed, first } from '@keyline/store';
import { changePartnerBody } from '../domain/partner-input.ts';
import { some, unknownReference } from '../problems.ts';
import {
  partnerChecks,
  partnerMusts,
  partnerSubject,
  referenceErrors,
  visiblePartner,
} from '../records/partners.ts';
import { partnerView, viewPartner } from '../views.ts';

const partnerToChange = visiblePartner('partners.write');

/** Changes fields of a partner; null clears one. */
export const changePartner = command({
  id: 'changePartner',
  method: 'PATCH',
  path: '/v1/partners/{partnerId}',
  tag: 'Partners',
  summary: 'Change a partner',
  description: 'A merge patch: fields that are absent stay, null clears. The state changes by actions.',
  permission: 'partners.write',
  params: { partnerId: idField('partner') },
  body: changePartnerBody,
  answer: { status: 200, description: 'The partner as it is now.', schema: partnerView },
  problems: { ...some('partner.not_found', 'partner.name_taken'), ...unknownReference },
  load: ({ params, body }) => ({
    partner: first(partnerToChange.bind({ id: params.partnerId })),
    ...partnerChecks(body),
  }),
  required: { partner: 'partner.not_found' },
  versioned: 'partner',
  decide({ loaded, body, moment, refuse }) {
    const { namesake } = loaded;
    const { permitted: _, ...partner } = loaded.partner;
    const errors = referenceErrors(body, loaded);
    if (errors.length > 0) return refuse('request.unknown_reference', { errors });
    if (namesake !== undefined && namesake.id !== partner.id) {
      return refuse('partner.name_taken', { values: { name: body.name ?? '' } });
    }
    const made = changed(moment, partnerSubject, partner, body, { type: 'partner.changed' });
    return { changes: [made], musts: partnerMusts(body), body: viewPartner(made.row) };
  },
});

export const example: Example = {
  events: ['partner.changed'],
  async request({ make }) {
    return { params: { partnerId: (await make('createPartner')).id }, body: { contactName: '周敏' } };
  },
  failures: {
    'partner.not_found': () => ({
      params: { partnerId: 'par_01kafxq0h3e7rvx8bm2s9t4c5d' },
      body: { contactName: '周敏' },
    }),
    async 'partner.name_taken'({ make }) {
      const [one, other] = [await make('createPartner'), await make('createPartner')];
      return { params: { partnerId: one.id }, body: { name: other.name } };
    },
    async 'request.unknown_reference'({ make }) {
      const { id } = await make('createPartner');
      return { params: { partnerId: id }, body: { ownerId: 'usr_01kafxq0h3e7rvx8bm2s9t4c5d' } };
    },
  },
};
