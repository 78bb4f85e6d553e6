import { command, type Example } from '@keyline/http';
import { movedPartner, partnerAction } from '../records/partners.ts';

/** Ends a partnership for good; what it brought stays. */
export const endPartner = command({
  ...partnerAction,
  id: 'endPartner',
  method: 'POST',
  path: '/v1/partners/{partnerId}/actions/end',
  summary: 'End a partnership',
  decide: ({ loaded, moment, refuse }) =>
    movedPartner(moment, loaded.partner, 'end', 'partner.ended') ?? refuse('partner.state_forbids'),
});

export const example: Example = {
  events: ['partner.ended'],
  async request({ make }) {
    return { params: { partnerId: (await make('createPartner')).id } };
  },
  failures: {
    'partner.not_found': () => ({ params: { partnerId: 'par_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
    async 'partner.state_forbids'({ make }) {
      return { params: { partnerId: (await make('endPartner')).id } };
    },
  },
};
