import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { visiblePartner } from '../records/partners.ts';
import { partnerView, viewPartner } from '../views.ts';

const partnerToShow = visiblePartner('partners.read');

/** One partner. */
export const getPartner = query({
  id: 'getPartner',
  path: '/v1/partners/{partnerId}',
  tag: 'Partners',
  summary: 'Get a partner',
  permission: 'partners.read',
  params: { partnerId: idField('partner') },
  answer: { description: 'The partner.', schema: partnerView },
  versioned: true,
  problems: some('partner.not_found'),
  load: ({ params }) => ({ partner: first(partnerToShow.bind({ id: params.partnerId })) }),
  required: { partner: 'partner.not_found' },
  view: ({ loaded }) => ({ body: viewPartner(loaded.partner) }),
});

export const example: Example = {
  async request({ make }) {
    return { params: { partnerId: (await make('createPartner')).id } };
  },
  failures: {
    'partner.not_found': () => ({ params: { partnerId: 'par_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
